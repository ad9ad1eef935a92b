package io.modelgovernance.core.stats;

import java.util.Arrays;

/** Sorts doubles by their bits, eleven at a time from the least: linear, and no comparison to mispredict. */
final class RadixSort {
    private static final int FEW = 1_500;
    private static final int DIGIT = 11;
    private static final int PASSES = 6;
    private static final int RADIX = 1 << DIGIT;

    private RadixSort() {}

    /** The values in ascending order, in a new array, negative zero as zero; none may be NaN. */
    static double[] ascending(double[] values) {
        double[] sorted = new double[values.length];
        if (values.length < FEW) {
            for (int i = 0; i < values.length; i++) {
                sorted[i] = values[i] + 0.0;
            }
            Arrays.sort(sorted);
            return sorted;
        }
        long[] keys = new long[values.length];
        int[][] starts = new int[PASSES][RADIX];
        for (int i = 0; i < values.length; i++) {
            long bits = Double.doubleToRawLongBits(values[i] + 0.0);
            long key = bits ^ ((bits >> 63) | Long.MIN_VALUE);
            keys[i] = key;
            for (int pass = 0; pass < PASSES; pass++) {
                starts[pass][digit(key, pass)]++;
            }
        }
        long[] from = keys;
        long[] to = new long[values.length];
        for (int pass = 0; pass < PASSES; pass++) {
            int[] start = starts[pass];
            if (start[digit(from[0], pass)] < values.length) {
                scatter(from, to, start, pass);
                long[] swap = from;
                from = to;
                to = swap;
            }
        }
        for (int i = 0; i < sorted.length; i++) {
            long key = from[i];
            sorted[i] = Double.longBitsToDouble(key ^ (((key ^ Long.MIN_VALUE) >> 63) | Long.MIN_VALUE));
        }
        return sorted;
    }

    /** The places of the values in ascending order, equal ones as they come; none may be NaN. */
    static int[] order(double[] values) {
        int n = values.length;
        int[] order = new int[n];
        if (n == 0) {
            return order;
        }
        long[] keys = new long[n];
        int[][] starts = new int[PASSES][RADIX];
        for (int i = 0; i < n; i++) {
            long bits = Double.doubleToRawLongBits(values[i] + 0.0);
            long key = bits ^ ((bits >> 63) | Long.MIN_VALUE);
            keys[i] = key;
            order[i] = i;
            for (int pass = 0; pass < PASSES; pass++) {
                starts[pass][digit(key, pass)]++;
            }
        }
        long[] otherKeys = new long[n];
        int[] otherOrder = new int[n];
        for (int pass = 0; pass < PASSES; pass++) {
            int[] start = starts[pass];
            if (start[digit(keys[0], pass)] == n) {
                continue;
            }
            sums(start);
            int shift = DIGIT * pass;
            for (int i = 0; i < n; i++) {
                int to = start[(int) (keys[i] >>> shift) & (RADIX - 1)]++;
                otherKeys[to] = keys[i];
                otherOrder[to] = order[i];
            }
            long[] swapKeys = keys;
            keys = otherKeys;
            otherKeys = swapKeys;
            int[] swapOrder = order;
            order = otherOrder;
            otherOrder = swapOrder;
        }
        return order;
    }

    private static void scatter(long[] from, long[] to, int[] counts, int pass) {
        sums(counts);
        int shift = DIGIT * pass;
        for (long key : from) {
            to[counts[(int) (key >>> shift) & (RADIX - 1)]++] = key;
        }
    }

    /** Turns counts into where each digit starts. */
    private static void sums(int[] counts) {
        int before = 0;
        for (int d = 0; d < RADIX; d++) {
            int count = counts[d];
            counts[d] = before;
            before += count;
        }
    }

    private static int digit(long key, int pass) {
        return (int) (key >>> (DIGIT * pass)) & (RADIX - 1);
    }
}
