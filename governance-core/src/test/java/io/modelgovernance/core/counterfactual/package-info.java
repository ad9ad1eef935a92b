/** Counterfactuals against every row there is. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.counterfactual;
