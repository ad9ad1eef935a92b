package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Proportions;

/**
 * Widens or narrows a model's own lower and upper quantiles until they hold the truth as often as promised (conformalized
 * quantile regression; Romano, Patterson and Candes 2019): intervals that are wide where the model is unsure.
 *
 * <p>If the calibration cases and the next one are exchangeable, the interval holds the truth with probability at least
 * {@code 1 - alpha}, whatever the quantiles. Immutable and thread-safe.
 */
public final class ConformalQuantiles {
    private final double alpha;
    private final Estimate margin;

    private ConformalQuantiles(double alpha, Estimate margin) {
        this.alpha = alpha;
        this.margin = margin;
    }

    /**
     * Calibrates on cases that the model was not trained on.
     *
     * @param low the model's lower quantiles, finite; not modified
     * @param high the model's upper quantiles, as many, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @param alpha accepted share of misses, between 0 and 1
     * @return the calibrated intervals
     * @throws InvalidInputException if the lengths differ, a value is not finite, or alpha is out of range
     */
    public static ConformalQuantiles calibrate(double[] low, double[] high, double[] actual, double alpha) {
        double[] scores = scores(low, high, actual);
        return new ConformalQuantiles(
                alpha, ConformalRank.of(scores.length, alpha).quantile(scores));
    }

    /**
     * By how much each end is moved outwards; inwards if negative.
     *
     * @return the margin in the unit of the prediction; unknown if there were too few cases for {@code alpha}
     */
    public Estimate margin() {
        return margin;
    }

    /**
     * The interval of one case.
     *
     * @param low the model's lower quantile, finite
     * @param high the model's upper quantile, finite
     * @return its middle with the interval at level {@code 1 - alpha}; the middle alone where the ends would cross; unknown
     *     if the margin is
     * @throws InvalidInputException if a quantile is not finite
     */
    public Estimate interval(double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw InvalidInputException.of("quantiles", "are " + low + " and " + high, "finite");
        }
        double middle = low / 2 + high / 2;
        return margin.known()
                ? Estimate.of(
                        middle,
                        Math.min(middle, low - margin.value()),
                        Math.max(middle, high + margin.value()),
                        1 - alpha,
                        margin.n(),
                        "quantiles, " + margin.method())
                : margin;
    }

    /**
     * How often the intervals hold the truth on later cases.
     *
     * @param low the model's lower quantiles, finite; not modified
     * @param high the model's upper quantiles, as many, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @return the share of cases inside, with its exact binomial 95 % interval; unknown without cases or margin
     * @throws InvalidInputException if the lengths differ or a value is not finite
     */
    public Estimate coverage(double[] low, double[] high, double[] actual) {
        double[] scores = scores(low, high, actual);
        if (!margin.known()) {
            return margin;
        }
        long inside = 0;
        for (double score : scores) {
            inside += score <= margin.value() ? 1 : 0;
        }
        return Proportions.of(inside, scores.length, 0.95);
    }

    /** How far each truth lies outside its quantiles; negative inside. */
    private static double[] scores(double[] low, double[] high, double[] actual) {
        if (low.length != actual.length || high.length != actual.length) {
            throw InvalidInputException.of(
                    "quantiles", "number " + low.length + " and " + high.length, "one a true value: " + actual.length);
        }
        double[] scores = new double[actual.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Math.max(low[i] - actual[i], actual[i] - high[i]);
            if (!Double.isFinite(scores[i])) {
                throw InvalidInputException.of("case " + i, "holds a number that is not finite", "finite");
            }
        }
        return scores;
    }
}
