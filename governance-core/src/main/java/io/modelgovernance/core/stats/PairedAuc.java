package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * Whether two scores of the same cases differ in their area under the ROC curve: the paired test of DeLong, DeLong and
 * Clarke-Pearson (1988), in linear time after one sort a score. Pure and thread-safe.
 */
public final class PairedAuc {
    private static final double Z95 = 1.959963984540054;

    private PairedAuc() {}

    /**
     * A test's outcome.
     *
     * @param first area of the first score
     * @param second area of the second score
     * @param difference first less second with its 95 % interval; unknown with fewer than two cases of a class, or if
     *     the areas differ although no case says by how much, as with perfect against perfectly wrong
     * @param p two-sided p-value, exact number; unknown where the difference is
     */
    public record Result(Estimate first, Estimate second, Estimate difference, Estimate p) {}

    /**
     * Tests.
     *
     * @param positive whether each case is positive; not modified
     * @param first one score of each case, finite, greater for the positive; not modified
     * @param second another score of each case, finite, greater for the positive; not modified
     * @return areas, their difference and the p-value
     * @throws InvalidInputException if the lengths differ or a score is not finite
     */
    public static Result test(boolean[] positive, double[] first, double[] second) {
        Estimate one = Auc.of(positive, first);
        Estimate other = Auc.of(positive, second);
        int n = positive.length;
        if (!one.known()) {
            return new Result(one, other, one, one);
        }
        double[] places = placements(positive, first);
        double[] less = placements(positive, second);
        for (int i = 0; i < n; i++) {
            places[i] -= less[i];
        }
        Moments ofPositive = Moments.of(only(positive, places, true));
        Moments ofNegative = Moments.of(only(positive, places, false));
        double difference = Math.max(-1, Math.min(1, ofPositive.mean()));
        double variance = square(ofPositive.standardDeviation()) / ofPositive.n()
                + square(ofNegative.standardDeviation()) / ofNegative.n();
        if (variance == 0 && difference != 0) {
            Estimate unknown = Estimate.notEnoughData(n, "the variance of DeLong vanishes");
            return new Result(one, other, unknown, unknown);
        }
        double error = Math.sqrt(variance);
        double half = Z95 * error;
        return new Result(
                one,
                other,
                Estimate.of(
                        difference,
                        Math.max(-1, difference - half),
                        Math.min(1, difference + half),
                        0.95,
                        n,
                        "difference of AUC, paired DeLong interval"),
                Estimate.exact(error == 0 ? 1 : Normal.twoSided(difference / error), n, "paired DeLong test"));
    }

    /** The share of the other class that each case is on the right side of; ties count half. */
    private static double[] placements(boolean[] positive, double[] score) {
        int[] order = RadixSort.order(score);
        int n = order.length;
        long positives = 0;
        for (boolean one : positive) {
            positives += one ? 1 : 0;
        }
        double[] places = new double[n];
        long hits = 0;
        int from = 0;
        while (from < n) {
            int to = from;
            long here = 0;
            while (to < n && score[order[to]] == score[order[from]]) {
                here += positive[order[to++]] ? 1 : 0;
            }
            double negativesBelow = from - hits + (to - from - here) / 2.0;
            double positivesAbove = positives - hits - here / 2.0;
            for (; from < to; from++) {
                int i = order[from];
                places[i] = positive[i] ? negativesBelow / (n - positives) : positivesAbove / positives;
            }
            hits += here;
        }
        return places;
    }

    private static double[] only(boolean[] positive, double[] values, boolean wanted) {
        double[] kept = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (positive[i] == wanted) {
                kept[n++] = values[i];
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static double square(double x) {
        return x * x;
    }
}
