package io.modelgovernance.core.explain;

import java.util.Arrays;
import java.util.Comparator;

/** Spearman's rank correlation with mean ranks for ties. Pure. */
final class AbsoluteRanks {
    private AbsoluteRanks() {}

    /** In [-1, 1]; 1 if neither side varies, 0 if one side does not. */
    static double correlation(double[] x, double[] y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        double middle = (x.length + 1) / 2.0;
        double both = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < x.length; i++) {
            both += (a[i] - middle) * (b[i] - middle);
            first += (a[i] - middle) * (a[i] - middle);
            second += (b[i] - middle) * (b[i] - middle);
        }
        if (first == 0 || second == 0) {
            return first == second ? 1 : 0;
        }
        return Math.max(-1, Math.min(1, both / Math.sqrt(first * second)));
    }

    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && values[order[to]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k < to; k++) {
                ranks[order[k]] = (from + to + 1) / 2.0;
            }
            from = to;
        }
        return ranks;
    }
}
