/** The risk scorecard and register. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.risk;
