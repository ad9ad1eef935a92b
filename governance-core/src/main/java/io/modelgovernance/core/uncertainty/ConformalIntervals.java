package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.IntervalFactory;
import io.modelgovernance.serving.ScoreInterval;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Conformal intervals and sets for the guard on the decision path: a decision that is not the same over the whole interval
 * is one for a person. Where nothing is promised, ends are NaN, which passes no check. All are immutable and thread-safe.
 */
public final class ConformalIntervals {
    private ConformalIntervals() {}

    private interface End {
        double of(double[] row, double score, int side);
    }

    private record Ends(End end) implements ScoreInterval {
        @Override
        public double low(double[] row, double score) {
            return end.of(row, score, -1);
        }

        @Override
        public double high(double[] row, double score) {
            return end.of(row, score, 1);
        }
    }

    /**
     * Each version's own intervals.
     *
     * @param intervals by version
     * @return the factory; a version without intervals is unsure of every score
     */
    public static IntervalFactory byVersion(Map<VersionId, ScoreInterval> intervals) {
        Map<VersionId, ScoreInterval> own = Map.copyOf(intervals);
        ScoreInterval unknown = new Ends((row, score, side) -> Double.NaN);
        return version -> own.getOrDefault(version.id(), unknown);
    }

    /**
     * The score, give or take the radius.
     *
     * @param regressor calibrated intervals of scores that predict a number
     * @return the intervals
     */
    public static ScoreInterval around(ConformalRegressor regressor) {
        double radius = known(regressor.radius());
        return new Ends((row, score, side) -> score + side * radius);
    }

    /**
     * The score, give or take the radius of the row's group.
     *
     * @param regressors calibrated intervals by group
     * @param group the group of a row; thread-safe
     * @return the intervals
     */
    public static ScoreInterval around(Mondrian<ConformalRegressor> regressors, ToIntFunction<double[]> group) {
        return new Ends((row, score, side) ->
                score + side * known(regressors.of(group.applyAsInt(row)).radius()));
    }

    /**
     * From the lower to the upper quantile, each moved by the margin, and the score if it lies outside.
     *
     * @param low gives the lower quantile of a row; thread-safe
     * @param high gives the upper quantile of a row; thread-safe
     * @param quantiles the calibrated margin
     * @return the intervals
     */
    public static ScoreInterval between(Scorer low, Scorer high, ConformalQuantiles quantiles) {
        double margin = known(quantiles.margin());
        return new Ends((row, score, side) ->
                side < 0 ? Math.min(score, low.score(row) - margin) : Math.max(score, high.score(row) + margin));
    }

    /**
     * From the score, the probability of label 1, to every label that cannot be ruled out: 0, 1 or both. So a decision
     * passes only if it would be the same for each of them. The interval is unknown if both can be ruled out, or if a score
     * is no probability.
     *
     * @param sets calibrated sets of two labels
     * @return the intervals
     * @throws InvalidInputException if the sets are not of two labels
     */
    public static ScoreInterval toLabels(ConformalClassifier sets) {
        requireTwo(sets);
        return new Ends((row, score, side) -> toLabel(sets, score, side));
    }

    /**
     * As {@link #toLabels(ConformalClassifier)}, by the sets of the row's group.
     *
     * @param sets calibrated sets of two labels by group
     * @param group the group of a row; thread-safe
     * @return the intervals
     * @throws InvalidInputException if the sets are not of two labels
     */
    public static ScoreInterval toLabels(Mondrian<ConformalClassifier> sets, ToIntFunction<double[]> group) {
        sets.groups().values().forEach(ConformalIntervals::requireTwo);
        return new Ends((row, score, side) -> toLabel(sets.of(group.applyAsInt(row)), score, side));
    }

    private static double toLabel(ConformalClassifier sets, double score, int side) {
        if (!(score >= 0 && score <= 1)) {
            return Double.NaN;
        }
        double[] probabilities = {1 - score, score};
        boolean zero = sets.holds(probabilities, 0);
        boolean one = sets.holds(probabilities, 1);
        if (!zero && !one) {
            return Double.NaN;
        }
        return side < 0 ? (zero ? 0 : score) : one ? 1 : score;
    }

    private static void requireTwo(ConformalClassifier sets) {
        if (sets.labels() != 2) {
            throw InvalidInputException.of("sets", "are of " + sets.labels() + " labels", "of two");
        }
    }

    private static double known(Estimate estimate) {
        return estimate.known() ? estimate.value() : Double.NaN;
    }
}
