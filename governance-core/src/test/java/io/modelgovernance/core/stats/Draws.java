package io.modelgovernance.core.stats;

import java.util.List;

/** Turns drawn lists, whose elements jqwik keeps within bounds, into arrays. */
final class Draws {
    private Draws() {}

    static double[] ascending(List<Integer> values) {
        return values.stream().mapToDouble(Integer::doubleValue).sorted().toArray();
    }

    /** Counts of which the first is at least 1. */
    static long[] counts(List<Integer> values) {
        long[] counts = values.stream().mapToLong(Integer::longValue).toArray();
        counts[0]++;
        return counts;
    }

    static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
