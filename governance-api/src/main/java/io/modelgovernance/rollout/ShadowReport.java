package io.modelgovernance.rollout;

import io.modelgovernance.Estimate;
import java.util.Map;

/**
 * How a challenger that decides nothing would have decided.
 *
 * @param compared decisions that both made
 * @param failed times the challenger could not score
 * @param dropped decisions that found the queue full, and were not compared
 * @param changed how often each outcome would have become another, by {@code "APPROVE to DECLINE"}
 * @param changes share of outcomes that would have changed
 * @param meanDifference mean of the absolute differences of the scores, 0 if there are none
 * @param maxDifference greatest of them
 */
public record ShadowReport(
        long compared,
        long failed,
        long dropped,
        Map<String, Long> changed,
        Estimate changes,
        double meanDifference,
        double maxDifference) {
    /** Copies. */
    public ShadowReport {
        changed = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(changed));
    }
}
