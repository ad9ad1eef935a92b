package io.modelgovernance.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import java.util.List;
import java.util.Map;

/**
 * Many past decisions made again.
 *
 * @param cases how many
 * @param identical how many are the same, bit for bit
 * @param changed how often each outcome became another, by {@code "APPROVE to DECLINE"}
 * @param changes share of decisions whose outcome changed, with its interval
 * @param differing the first that differ, at most a hundred
 * @param results digest of every outcome and score in order: the same on any machine if the replay is
 */
public record ReplayReport(
        long cases,
        long identical,
        Map<String, Long> changed,
        Estimate changes,
        List<Replayed> differing,
        Digest results) {
    /** Copies. */
    public ReplayReport {
        changed = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(changed));
        differing = List.copyOf(differing);
    }
}
