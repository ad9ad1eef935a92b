package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import java.util.Arrays;

/**
 * Area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988), in O(n log n).
 *
 * <p>Their variance vanishes when the classes are parted without error. The interval then is that of
 * {@code min(positives, negatives)} independent pairs which all came out the same way, which never claims too much.
 * Pure and thread-safe.
 */
public final class Auc {
    private static final double Z95 = 1.959963984540054;
    private static final double LEVEL = 0.95;

    private Auc() {}

    /**
     * Measures.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite, greater for the positive; not modified
     * @return the area with its 95 % interval, cut to [0, 1]; unknown with fewer than two cases of a class
     * @throws io.modelgovernance.InvalidInputException if the lengths differ or a score is not finite
     */
    public static Estimate of(boolean[] positive, double[] score) {
        Samples.requireSameLength("scores", score.length, positive.length);
        Samples.requireFinite("scores", score);
        double[] pos = sorted(positive, score, true);
        double[] neg = sorted(positive, score, false);
        if (pos.length < 2 || neg.length < 2) {
            return Estimate.notEnoughData(score.length, "AUC needs two cases of each class");
        }
        Moments ofPositive = Moments.of(sharesBelow(pos, neg));
        Moments ofNegative = Moments.of(sharesBelow(neg, pos));
        double variance = square(ofPositive.standardDeviation()) / pos.length
                + square(ofNegative.standardDeviation()) / neg.length;
        return estimate(ofPositive.mean(), variance, pos.length, neg.length, LEVEL);
    }

    /**
     * Measures from counts of ascending scores.
     *
     * @param positive positives of each score, at least 0; not modified
     * @param negative negatives of each score, at least 0; not modified
     * @param level confidence level, between 0 and 1
     * @return the area with its interval; unknown with fewer than two cases of a class
     * @throws io.modelgovernance.InvalidInputException if the lengths differ
     */
    public static Estimate ofCounts(long[] positive, long[] negative, double level) {
        Samples.requireSameLength("counts", positive.length, negative.length);
        long pos = Arrays.stream(positive).sum();
        long neg = Arrays.stream(negative).sum();
        if (pos < 2 || neg < 2) {
            return Estimate.notEnoughData(pos + neg, "AUC needs two cases of each class");
        }
        double[] ofPositive = new double[positive.length];
        double[] ofNegative = new double[positive.length];
        double negBelow = 0;
        double posBelow = 0;
        double auc = 0;
        for (int i = 0; i < positive.length; i++) {
            ofPositive[i] = (negBelow + negative[i] / 2.0) / neg;
            ofNegative[i] = 1 - (posBelow + positive[i] / 2.0) / pos;
            auc += ofPositive[i] * positive[i] / pos;
            negBelow += negative[i];
            posBelow += positive[i];
        }
        double variance = 0;
        for (int i = 0; i < positive.length; i++) {
            variance += positive[i] * square(ofPositive[i] - auc) / (pos - 1.0) / pos
                    + negative[i] * square(ofNegative[i] - auc) / (neg - 1.0) / neg;
        }
        return estimate(auc, variance, pos, neg, level);
    }

    private static Estimate estimate(double area, double variance, long pos, long neg, double level) {
        double auc = Math.min(1, Math.max(0, area));
        if (auc == 0 || auc == 1) {
            double bound = StrictMath.pow((1 - level) / 2, 1.0 / Math.min(pos, neg));
            return Estimate.of(
                    auc,
                    auc == 1 ? bound : 0,
                    auc == 1 ? 1 : 1 - bound,
                    level,
                    pos + neg,
                    "AUC, exact interval of independent pairs");
        }
        double half = (level == LEVEL ? Z95 : Normal.upperQuantile((1 - level) / 2)) * Math.sqrt(variance);
        return Estimate.of(
                auc, Math.max(0, auc - half), Math.min(1, auc + half), level, pos + neg, "AUC, DeLong interval");
    }

    private static double[] sorted(boolean[] positive, double[] score, boolean wanted) {
        double[] values = new double[score.length];
        int n = 0;
        for (int i = 0; i < score.length; i++) {
            if (positive[i] == wanted) {
                values[n++] = score[i];
            }
        }
        return RadixSort.ascending(Arrays.copyOf(values, n));
    }

    /** For each of the one, ascending, the share of the others below it; equal ones count half. */
    private static double[] sharesBelow(double[] ones, double[] others) {
        double[] shares = new double[ones.length];
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < ones.length; i++) {
            while (below < others.length && others[below] < ones[i]) {
                below++;
            }
            while (notAbove < others.length && others[notAbove] <= ones[i]) {
                notAbove++;
            }
            shares[i] = ((double) below + notAbove) / 2 / others.length;
        }
        return shares;
    }

    private static double square(double x) {
        return x * x;
    }
}
