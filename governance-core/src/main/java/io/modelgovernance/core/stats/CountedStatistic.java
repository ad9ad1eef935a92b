package io.modelgovernance.core.stats;

/**
 * A statistic of cases of which some count more than once and some not at all, as in a resample. Pure and thread-safe.
 */
@FunctionalInterface
public interface CountedStatistic {
    /**
     * Computes.
     *
     * @param times how often each case counts, at least 0 each; neither changed nor kept
     * @return the statistic, or NaN where it is not defined
     */
    double of(int[] times);
}
