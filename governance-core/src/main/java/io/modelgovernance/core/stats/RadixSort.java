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

    private static void scatter(long[] from, long[] to, int[] counts, int pass) {
        int before = 0;
        for (int d = 0; d < RADIX; d++) {
            int count = counts[d];
            counts[d] = before;
            before += count;
        }
        int shift = DIGIT * pass;
        for (long key : from) {
            to[counts[(int) (key >>> shift) & (RADIX - 1)]++] = key;
        }
    }

    private static int digit(long key, int pass) {
        return (int) (key >>> (DIGIT * pass)) & (RADIX - 1);
    }
}
