package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.serving.Outcome;

/**
 * How a score becomes a decision: below {@code referFrom} approve, from {@code declineFrom} on decline, between them
 * refer to a human.
 *
 * <p>The score is the model's estimate of the adverse event, so high is bad.
 *
 * @param referFrom least score that is referred; finite
 * @param declineFrom least score that is declined; finite, at least {@code referFrom}
 */
public record DecisionRule(double referFrom, double declineFrom) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if not finite or out of order
     */
    public DecisionRule {
        if (!(Double.isFinite(referFrom) && Double.isFinite(declineFrom) && referFrom <= declineFrom)) {
            throw InvalidInputException.of(
                    "decision rule", "is [" + referFrom + ", " + declineFrom + "]", "finite and in order");
        }
    }

    /**
     * One cut-off, nothing referred.
     *
     * @param cutoff least score that is declined
     * @return the rule
     */
    public static DecisionRule declineFrom(double cutoff) {
        return new DecisionRule(cutoff, cutoff);
    }

    /**
     * Applies the rule.
     *
     * @param score a finite score
     * @return the outcome
     */
    public Outcome apply(double score) {
        if (score >= declineFrom) {
            return Outcome.DECLINE;
        }
        return score >= referFrom ? Outcome.REFER : Outcome.APPROVE;
    }
}
