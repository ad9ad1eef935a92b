/** How models that other libraries run are loaded under governance. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.samples.predictors;
