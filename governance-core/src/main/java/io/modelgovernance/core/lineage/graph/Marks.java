package io.modelgovernance.core.lineage.graph;

/** A set of nodes, a bit each. Not thread-safe; local to one question. */
final class Marks {
    private final long[] words;

    Marks(int nodes) {
        words = new long[(nodes >>> 6) + 1];
    }

    boolean has(int node) {
        return (words[node >>> 6] & 1L << node) != 0;
    }

    /** Marks a node; false if it was marked already. */
    boolean add(int node) {
        long bit = 1L << node;
        long word = words[node >>> 6];
        words[node >>> 6] = word | bit;
        return (word & bit) == 0;
    }

    void remove(int node) {
        words[node >>> 6] &= ~(1L << node);
    }
}
