/** How well a model does while its labels are late or never come. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.performance;
