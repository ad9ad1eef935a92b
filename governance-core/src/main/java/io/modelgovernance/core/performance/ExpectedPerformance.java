package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;
import java.util.Arrays;

/**
 * What a binary classifier's metrics are expected to be before any label has come, from its own probabilities
 * (confidence-based performance estimation, CBPE).
 *
 * <p><strong>It holds only as far as the probabilities are calibrated on this window:</strong> if the meaning of the inputs
 * has changed, the model is confidently wrong and this does not see it. Each interval says where the realised metric of
 * this window will lie, given the probabilities: labels are independent draws, the metric is taken as linear around its
 * expectation. Where earlier windows have labels, {@link TrackRecord} makes an interval from how far off they were.
 * Scores that are no probabilities are made so by {@link IsotonicCalibration} first. Immutable.
 *
 * @param accuracy right decisions among all
 * @param precision positives among the selected; unknown if none is selected
 * @param recall selected among the positives; unknown if none is expected
 * @param f1 harmonic mean of both; unknown if neither a selected nor a positive is expected
 * @param auc area under the ROC curve; unknown without both classes expected
 */
public record ExpectedPerformance(Estimate accuracy, Estimate precision, Estimate recall, Estimate f1, Estimate auc) {
    private static final double LEVEL = 0.95;

    /**
     * Estimates.
     *
     * @param probability calibrated probability of the positive class for each case, 0 to 1; not modified
     * @param threshold cases of at least this probability are selected, 0 to 1
     * @return the expected metrics with 95 % intervals; all unknown without cases
     * @throws InvalidInputException if a number is out of range
     */
    public static ExpectedPerformance of(double[] probability, double threshold) {
        for (double p : probability) {
            if (!(p >= 0 && p <= 1)) {
                throw InvalidInputException.of("probabilities", "hold a value outside [0, 1]", "probabilities");
            }
        }
        double[] sorted = probability.clone();
        Arrays.sort(sorted);
        double[] values = new double[sorted.length];
        long[] cases = new long[sorted.length];
        int n = 0;
        for (double p : sorted) {
            n += n == 0 || p != values[n - 1] ? 1 : 0;
            values[n - 1] = p;
            cases[n - 1]++;
        }
        return ofCounts(Arrays.copyOf(values, n), Arrays.copyOf(cases, n), threshold, LEVEL);
    }

    /**
     * Estimates from counts.
     *
     * @param probability ascending calibrated probabilities, 0 to 1; not modified
     * @param cases how many cases have each of them, at least 0; not modified
     * @param threshold cases of at least this probability are selected, 0 to 1
     * @param level confidence level of the intervals, between 0 and 1
     * @return the expected metrics; all unknown without cases
     * @throws InvalidInputException if the threshold is out of range
     */
    static ExpectedPerformance ofCounts(double[] probability, long[] cases, double threshold, double level) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw InvalidInputException.of("threshold", "is " + threshold, "0 to 1");
        }
        long n = 0;
        double positives = 0;
        double right = 0;
        double hits = 0;
        double selected = 0;
        for (int i = 0; i < cases.length; i++) {
            double p = probability[i];
            boolean chosen = p >= threshold;
            n += cases[i];
            positives += cases[i] * p;
            right += cases[i] * (chosen ? p : 1 - p);
            hits += chosen ? cases[i] * p : 0;
            selected += chosen ? cases[i] : 0;
        }
        double recall = hits / positives;
        double f1 = 2 * hits / (selected + positives);
        double[] spread = new double[4];
        for (int i = 0; i < cases.length; i++) {
            double p = probability[i];
            boolean chosen = p >= threshold;
            double variance = cases[i] * p * (1 - p);
            spread[0] += variance;
            spread[1] += chosen ? variance : 0;
            spread[2] += variance * square(chosen ? 1 - recall : recall);
            spread[3] += variance * square((chosen ? 2 : 0) - f1);
        }
        Figures of = new Figures(n, level);
        return new ExpectedPerformance(
                of.estimate("accuracy", right, (double) n, spread[0]),
                of.estimate("precision", hits, selected, spread[1]),
                of.estimate("recall", hits, positives, spread[2]),
                of.estimate("F1", 2 * hits, selected + positives, spread[3]),
                of.auc(probability, cases, positives));
    }

    /** Estimates of so many cases at one level. */
    private record Figures(long n, double level) {
        Estimate estimate(String metric, double part, double whole, double spread) {
            if (!(whole > 0)) {
                return Estimate.notEnoughData(n, metric + " has no case that it is of");
            }
            double value = Math.max(0, Math.min(1, part / whole));
            double half = Normal.upperQuantile((1 - level) / 2) * Math.sqrt(spread) / whole;
            return Estimate.of(
                    value,
                    Math.max(0, value - half),
                    Math.min(1, value + half),
                    level,
                    n,
                    metric + " expected from probabilities (CBPE), as right as they are calibrated");
        }

        /** Pairs of an expected positive above an expected negative, ties half, over all such pairs of two cases. */
        Estimate auc(double[] probability, long[] cases, double positives) {
            double negatives = n - positives;
            double[] negativesBelow = new double[cases.length];
            double[] positivesAbove = new double[cases.length];
            double below = 0;
            double above = positives;
            double good = 0;
            double selfPairs = 0;
            for (int i = 0; i < cases.length; i++) {
                double p = probability[i];
                double size = cases[i];
                above -= size * p;
                negativesBelow[i] = below + size * (1 - p) / 2;
                positivesAbove[i] = above + size * p / 2;
                good += size * p * negativesBelow[i] - size * p * (1 - p) / 2;
                selfPairs += size * p * (1 - p);
                below += size * (1 - p);
            }
            double pairs = positives * negatives - selfPairs;
            if (!(pairs > 0)) {
                return Estimate.notEnoughData(n, "AUC needs two cases that may be of different classes");
            }
            double auc = Math.max(0, Math.min(1, good / pairs));
            double spread = 0;
            for (int i = 0; i < cases.length; i++) {
                double p = probability[i];
                double pull = (negativesBelow[i] / negatives - auc) / positives
                        - (positivesAbove[i] / positives - auc) / negatives;
                spread += cases[i] * p * (1 - p) * pull * pull;
            }
            return estimate("AUC", auc, 1, spread);
        }
    }

    private static double square(double x) {
        return x * x;
    }
}
