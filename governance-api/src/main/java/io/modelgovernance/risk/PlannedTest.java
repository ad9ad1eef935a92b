package io.modelgovernance.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.Verdict;

/**
 * A test of a validation with the threshold that was fixed before there was a result.
 *
 * @param metric what is measured
 * @param comparison which side is good
 * @param threshold the bound, finite
 */
public record PlannedTest(String metric, Comparison comparison, double threshold) {
    /** Which side of the threshold is good. */
    public enum Comparison {
        /** Good from the threshold up. */
        AT_LEAST,
        /** Good up to the threshold. */
        AT_MOST
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the threshold is not finite
     */
    public PlannedTest {
        if (!Double.isFinite(threshold)) {
            throw InvalidInputException.of("threshold of " + metric, "is not finite", "a finite number");
        }
    }

    /**
     * A figure that must reach a bound.
     *
     * @param metric what is measured
     * @param threshold the bound
     * @return the test
     */
    public static PlannedTest atLeast(String metric, double threshold) {
        return new PlannedTest(metric, Comparison.AT_LEAST, threshold);
    }

    /**
     * A figure that must stay below a bound.
     *
     * @param metric what is measured
     * @param threshold the bound
     * @return the test
     */
    public static PlannedTest atMost(String metric, double threshold) {
        return new PlannedTest(metric, Comparison.AT_MOST, threshold);
    }

    /**
     * Judges a result by the worse end of its interval.
     *
     * @param result the measured figure
     * @return passed, failed, or not evidenced if it is unknown
     */
    public Verdict judge(Estimate result) {
        if (!result.known()) {
            return Verdict.NOT_EVIDENCED;
        }
        boolean good = comparison == Comparison.AT_LEAST ? result.low() >= threshold : result.high() <= threshold;
        return good ? Verdict.PASSED : Verdict.FAILED;
    }

    @Override
    public String toString() {
        return metric + (comparison == Comparison.AT_LEAST ? " >= " : " <= ") + threshold;
    }
}
