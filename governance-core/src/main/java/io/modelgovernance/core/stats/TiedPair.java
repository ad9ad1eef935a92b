package io.modelgovernance.core.stats;

import java.util.Arrays;

/**
 * Two samples as counts of their distinct pooled values, in ascending order: all that a rank statistic needs to know.
 *
 * @param x how often each distinct value is in the first sample
 * @param y how often it is in the second
 */
record TiedPair(int[] x, int[] y) {
    static TiedPair of(SortedSample first, SortedSample second) {
        double[] a = first.values();
        double[] b = second.values();
        int[] x = new int[a.length + b.length];
        int[] y = new int[x.length];
        int groups = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            double value = j >= b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
            int fromX = i;
            int fromY = j;
            while (i < a.length && a[i] == value) {
                i++;
            }
            while (j < b.length && b[j] == value) {
                j++;
            }
            x[groups] = i - fromX;
            y[groups++] = j - fromY;
        }
        return new TiedPair(Arrays.copyOf(x, groups), Arrays.copyOf(y, groups));
    }

    int groups() {
        return x.length;
    }

    int size(int group) {
        return x[group] + y[group];
    }

    int n() {
        return Arrays.stream(x).sum();
    }

    int m() {
        return Arrays.stream(y).sum();
    }

    /** Where a group of ties ends: true at the number of pooled values up to it. */
    boolean[] ends() {
        boolean[] ends = new boolean[n() + m() + 1];
        int at = 0;
        for (int group = 0; group < groups(); group++) {
            at += size(group);
            ends[at] = true;
        }
        return ends;
    }
}
