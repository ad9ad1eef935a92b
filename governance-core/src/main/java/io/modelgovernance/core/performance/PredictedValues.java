package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Resampling;

/** The predictions of a model of numbers beside what turned out to be true. Immutable and thread-safe. */
public final class PredictedValues {
    private final double[] truth;
    private final double[] predicted;

    private PredictedValues(double[] truth, double[] predicted) {
        this.truth = truth;
        this.predicted = predicted;
    }

    /**
     * Takes cases.
     *
     * @param truth what was true of each, finite; not modified
     * @param predicted what was predicted of each, finite; not modified
     * @return the cases
     * @throws InvalidInputException if the lengths differ or a number is not finite
     */
    public static PredictedValues of(double[] truth, double[] predicted) {
        if (truth.length != predicted.length) {
            throw InvalidInputException.of(
                    "predictions", "number " + predicted.length, "as many as true values: " + truth.length);
        }
        for (int i = 0; i < truth.length; i++) {
            if (!Double.isFinite(truth[i]) || !Double.isFinite(predicted[i])) {
                throw InvalidInputException.of("cases", "hold a value that is not finite", "finite in every value");
            }
        }
        return new PredictedValues(truth.clone(), predicted.clone());
    }

    /**
     * How many cases.
     *
     * @return at least 0
     */
    public int size() {
        return truth.length;
    }

    /**
     * A metric with the percentile interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling how to resample as many cases
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate percentile(RegressionMetric metric, Resampling resampling) {
        requireFits(resampling);
        return resampling.percentile(times -> metric.of(this, times));
    }

    /**
     * A metric with the BCa interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling as in {@link #percentile}
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate bca(RegressionMetric metric, Resampling resampling) {
        requireFits(resampling);
        return resampling.bca(times -> metric.of(this, times));
    }

    private void requireFits(Resampling resampling) {
        if (resampling.cases() != truth.length) {
            throw InvalidInputException.of(
                    "resampling",
                    "is for " + resampling.cases() + " cases",
                    "for as many as are here: " + truth.length);
        }
    }

    /** What was true; for reading only. */
    double[] truth() {
        return truth;
    }

    /** What was predicted; for reading only. */
    double[] predicted() {
        return predicted;
    }
}
