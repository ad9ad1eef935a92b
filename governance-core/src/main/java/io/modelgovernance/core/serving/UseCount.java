package io.modelgovernance.core.serving;

import io.modelgovernance.Estimate;
import io.modelgovernance.Page;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the recorded decisions of a version were for, and which of them lay outside its conditions of use.
 *
 * @param decisions how many there were
 * @param purposes how many by purpose
 * @param outside how many outside each boundary
 * @param breached how many outside any
 */
public record UseCount(long decisions, Map<String, Long> purposes, Map<String, Long> outside, long breached) {
    /** What the cause of a breach begins with, before the boundary in words and a full stop. */
    static final String OUTSIDE = "The input lies outside the conditions of use: ";

    private static final int PAGE = 1_000;
    private static final double LEVEL = 0.95;

    /** Copies. */
    public UseCount {
        purposes = Collections.unmodifiableMap(new TreeMap<>(purposes));
        outside = Collections.unmodifiableMap(new TreeMap<>(outside));
    }

    /**
     * Counts.
     *
     * @param stored the decisions
     * @param version whose
     * @param from the first moment counted
     * @param to the first moment no longer counted
     * @return the counts
     */
    public static UseCount of(StoredDecisions stored, VersionId version, Instant from, Instant to) {
        Map<String, Long> purposes = new TreeMap<>();
        Map<String, Long> outside = new TreeMap<>();
        long decisions = 0;
        long breached = 0;
        Optional<String> after = Optional.empty();
        do {
            Page<DecisionRecord> page = stored.page(version, after, PAGE);
            for (DecisionRecord record : page.items()) {
                if (record.at().isBefore(from) || !record.at().isBefore(to)) {
                    continue;
                }
                decisions++;
                purposes.merge(record.purpose(), 1L, Long::sum);
                Set<String> broken = broken(record);
                broken.forEach(boundary -> outside.merge(boundary, 1L, Long::sum));
                breached += broken.isEmpty() ? 0 : 1;
            }
            after = page.next();
        } while (after.isPresent());
        return new UseCount(decisions, purposes, outside, breached);
    }

    private static Set<String> broken(DecisionRecord record) {
        Set<String> broken = new HashSet<>();
        for (Cause cause : record.breaches()) {
            if (cause.check() == Check.CONDITIONS && cause.text().startsWith(OUTSIDE)) {
                broken.add(cause.text().substring(OUTSIDE.length(), cause.text().length() - 1));
            }
        }
        return broken;
    }

    /**
     * The share outside any boundary.
     *
     * @return it with its Clopper-Pearson interval of 95 %, unknown without decisions
     */
    public Estimate share() {
        return decisions == 0
                ? Estimate.notEnoughData(0, "no decisions recorded")
                : Proportions.of(breached, decisions, LEVEL);
    }
}
