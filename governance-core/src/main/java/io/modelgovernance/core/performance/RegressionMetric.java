package io.modelgovernance.core.performance;

/** A figure of predicted numbers that takes how often each case counts, so that it can be resampled. Thread-safe. */
@FunctionalInterface
public interface RegressionMetric {
    /**
     * Measures.
     *
     * @param cases the cases
     * @param times how often each counts, in the order that they were given in; at least 0 each; not to be modified
     * @return the figure, NaN where it is not defined
     */
    double of(PredictedValues cases, int[] times);
}
