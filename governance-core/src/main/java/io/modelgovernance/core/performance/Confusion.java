package io.modelgovernance.core.performance;

/** Counts of decisions by what happened. */
record Confusion(long hits, long falseAlarms, long misses, long rejections) {
    /** Selects the cases from a place in ascending order on. */
    static Confusion of(LabelledScores cases, int[] times, int from) {
        int[] counts = cases.ascending(times);
        int[] positive = cases.positive();
        long misses = 0;
        long below = 0;
        for (int i = 0; i < from; i++) {
            int count = counts[i];
            below += count;
            misses += count & -positive[i];
        }
        long hits = 0;
        long above = 0;
        for (int i = from; i < counts.length; i++) {
            int count = counts[i];
            above += count;
            hits += count & -positive[i];
        }
        return new Confusion(hits, above - hits, misses, below - misses);
    }

    long cases() {
        return hits + falseAlarms + misses + rejections;
    }
}
