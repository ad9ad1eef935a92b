package io.modelgovernance.core.performance;

/**
 * How good a classifier of several classes is, as one number of cases that may count more than once. The standard ones are in
 * {@link ClassMetrics}. Pure and thread-safe.
 */
@FunctionalInterface
public interface ClassMetric {
    /**
     * Measures.
     *
     * @param cases the cases
     * @param times how often each counts, at least 0, in the order that the cases were given in; not changed
     * @return the metric, or NaN where it is not defined
     */
    double of(LabelledClasses cases, int[] times);
}
