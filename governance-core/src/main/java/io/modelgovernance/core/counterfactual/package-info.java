/** What would have to be otherwise for another decision: counterfactuals within what a person can change. */
@org.jspecify.annotations.NullMarked
package io.modelgovernance.core.counterfactual;
