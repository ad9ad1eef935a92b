package io.modelgovernance.audit;

import java.util.List;

/**
 * What a pruning removed, and what it left.
 *
 * @param batches sealed batches removed
 * @param decisions decisions in them
 * @param kept sealed batches left, each with what needs it
 */
public record Pruning(int batches, long decisions, List<Kept> kept) {
    /**
     * A sealed batch that something needs.
     *
     * @param writer who numbered its decisions
     * @param from number of its first decision
     * @param to number of its last
     * @param neededBy what needs it, at least one reason
     */
    public record Kept(String writer, long from, long to, List<String> neededBy) {
        /** Copies the list. */
        public Kept {
            neededBy = List.copyOf(neededBy);
        }
    }

    /** Copies the list. */
    public Pruning {
        kept = List.copyOf(kept);
    }
}
