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
 * @param confidence the least level of an interval that settles the test, from 0 to below 1; 0 if the worse end of any
 *     interval decides
 */
public record PlannedTest(String metric, Comparison comparison, double threshold, double confidence) {
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
     * @throws InvalidInputException if the threshold is not finite or the confidence out of range
     */
    public PlannedTest {
        if (!Double.isFinite(threshold)) {
            throw InvalidInputException.of("threshold of " + metric, "is not finite", "a finite number");
        }
        if (!(confidence >= 0 && confidence < 1)) {
            throw InvalidInputException.of("confidence of " + metric, "is " + confidence, "from 0 to below 1");
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
        return new PlannedTest(metric, Comparison.AT_LEAST, threshold, 0);
    }

    /**
     * A figure that must stay below a bound.
     *
     * @param metric what is measured
     * @param threshold the bound
     * @return the test
     */
    public static PlannedTest atMost(String metric, double threshold) {
        return new PlannedTest(metric, Comparison.AT_MOST, threshold, 0);
    }

    /**
     * The same test, which only an interval of at least this level settles, wholly on one side of the bound: one with the
     * bound inside evidences neither.
     *
     * @param level confidence level, above 0 and below 1
     * @return the stricter test
     * @throws InvalidInputException if the level is out of range
     */
    public PlannedTest withConfidence(double level) {
        if (!(level > 0)) {
            throw InvalidInputException.of("confidence of " + metric, "is " + level, "above 0 and below 1");
        }
        return new PlannedTest(metric, comparison, threshold, level);
    }

    /**
     * Judges a result.
     *
     * @param result the measured figure
     * @return passed if the whole interval is good. Otherwise, failed; but if the plan demands confidence, failed only if
     *     the whole interval is bad, and not evidenced if the bound lies inside or the interval's level is too low. Not
     *     evidenced if the figure is unknown
     */
    public Verdict judge(Estimate result) {
        if (!result.known() || result.level() < confidence) {
            return Verdict.NOT_EVIDENCED;
        }
        boolean atLeast = comparison == Comparison.AT_LEAST;
        if (atLeast ? result.low() >= threshold : result.high() <= threshold) {
            return Verdict.PASSED;
        }
        boolean bad = atLeast ? result.high() < threshold : result.low() > threshold;
        return bad || confidence == 0 ? Verdict.FAILED : Verdict.NOT_EVIDENCED;
    }

    @Override
    public String toString() {
        return metric
                + (comparison == Comparison.AT_LEAST ? " >= " : " <= ")
                + threshold
                + (confidence == 0 ? "" : " at confidence " + confidence);
    }
}
