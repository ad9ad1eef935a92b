package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988), by mid-ranks in
 * O(n log n) as in Sun and Xu (2014). Pure and thread-safe.
 */
public final class Auc {
    private static final double Z95 = 1.959963984540054;

    private Auc() {}

    /**
     * Measures.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite; not modified
     * @return the area with its 95 % interval, cut to [0, 1]; unknown with fewer than two cases of a class
     */
    public static Estimate of(boolean[] positive, double[] score) {
        int n = score.length;
        int m = 0;
        for (boolean one : positive) {
            m += one ? 1 : 0;
        }
        int k = n - m;
        if (m < 2 || k < 2) {
            return Estimate.notEnoughData(n, "AUC needs two cases of each class");
        }
        double[] pos = new double[m];
        double[] neg = new double[k];
        int a = 0;
        int b = 0;
        for (int i = 0; i < n; i++) {
            if (positive[i]) {
                pos[a++] = score[i];
            } else {
                neg[b++] = score[i];
            }
        }
        double[] all = midRanks(score);
        double[] within = midRanks(pos);
        double[] withinNeg = midRanks(neg);
        double[] v10 = new double[m];
        double[] v01 = new double[k];
        a = 0;
        b = 0;
        for (int i = 0; i < n; i++) {
            if (positive[i]) {
                v10[a] = (all[i] - within[a]) / k;
                a++;
            } else {
                v01[b] = 1 - (all[i] - withinNeg[b]) / m;
                b++;
            }
        }
        Moments m10 = Moments.of(v10);
        Moments m01 = Moments.of(v01);
        double se = Math.sqrt(square(m10.standardDeviation()) / m + square(m01.standardDeviation()) / k);
        double auc = Math.min(1, Math.max(0, m10.mean()));
        return Estimate.of(
                auc, Math.max(0, auc - Z95 * se), Math.min(1, auc + Z95 * se), 0.95, n, "AUC, DeLong interval");
    }

    private static double square(double x) {
        return x * x;
    }

    private static double[] midRanks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        int i = 0;
        while (i < order.length) {
            int j = i;
            while (j < order.length && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int t = i; t < j; t++) {
                ranks[order[t]] = (i + j + 1) / 2.0;
            }
            i = j;
        }
        return ranks;
    }
}
