package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What a binary classifier's metrics are expected to be before any label has come, from its own probabilities
 * (confidence-based performance estimation, CBPE).
 *
 * <p><strong>It holds only as far as the probabilities are calibrated on this window:</strong> if the meaning of the inputs
 * has changed, the model is confidently wrong and this does not see it. Each interval says where the realised metric of
 * this window will lie, given the probabilities: labels are independent draws, the metric is taken as linear around its
 * expectation. Where earlier windows have labels, {@link #withTrackRecord} makes an interval from how far off they were.
 * Scores that are no probabilities are made so by {@link IsotonicCalibration} first. Immutable.
 *
 * @param accuracy right decisions among all
 * @param precision positives among the selected; unknown if none is selected
 * @param recall selected among the positives; unknown if none is expected
 * @param f1 harmonic mean of both; unknown if neither a selected nor a positive is expected
 * @param auc area under the ROC curve; unknown without both classes expected
 */
public record ExpectedPerformance(Estimate accuracy, Estimate precision, Estimate recall, Estimate f1, Estimate auc) {
    private static final double Z95 = 1.959963984540054;

    /**
     * Estimates.
     *
     * @param probability calibrated probability of the positive class for each case, 0 to 1; not modified
     * @param threshold cases of at least this probability are selected, 0 to 1
     * @return the expected metrics with 95 % intervals; all unknown without cases
     * @throws InvalidInputException if a number is out of range
     */
    public static ExpectedPerformance of(double[] probability, double threshold) {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw InvalidInputException.of("threshold", "is " + threshold, "0 to 1");
        }
        double positives = 0;
        double right = 0;
        double hits = 0;
        double selected = 0;
        for (double p : probability) {
            if (!(p >= 0 && p <= 1)) {
                throw InvalidInputException.of("probabilities", "hold a value outside [0, 1]", "probabilities");
            }
            boolean chosen = p >= threshold;
            positives += p;
            right += chosen ? p : 1 - p;
            hits += chosen ? p : 0;
            selected += chosen ? 1 : 0;
        }
        int n = probability.length;
        double recall = hits / positives;
        double f1 = 2 * hits / (selected + positives);
        double[] spread = new double[4];
        for (double p : probability) {
            boolean chosen = p >= threshold;
            double variance = p * (1 - p);
            spread[0] += variance;
            spread[1] += chosen ? variance : 0;
            spread[2] += variance * square(chosen ? 1 - recall : recall);
            spread[3] += variance * square((chosen ? 2 : 0) - f1);
        }
        return new ExpectedPerformance(
                estimate("accuracy", right, n, spread[0], n),
                estimate("precision", hits, selected, spread[1], n),
                estimate("recall", hits, positives, spread[2], n),
                estimate("F1", 2 * hits, selected + positives, spread[3], n),
                auc(probability, positives));
    }

    /**
     * Replaces the interval of a metric by one that takes in how far the estimate was off before: split conformal
     * prediction over windows whose labels have come. On real data this is what counts, as windows differ by more than
     * their cases do.
     *
     * @param expected an expected metric
     * @param errors realised less expected metric of earlier windows, those of the reference cut alike among them; finite,
     *     not modified
     * @param level confidence level between 0 and 1; the interval holds it if the next window is like the earlier ones
     * @return the same value with that interval; unknown if the metric is, or there are too few windows for the level
     * @throws InvalidInputException if an error is not finite or the level out of range
     */
    public static Estimate withTrackRecord(Estimate expected, double[] errors, double level) {
        double[] sizes = Arrays.stream(errors).map(Math::abs).sorted().toArray();
        if (sizes.length > 0 && !Double.isFinite(sizes[sizes.length - 1])) {
            throw InvalidInputException.of("errors", "hold a value that is not finite", "finite in every value");
        }
        ConformalRank rank = ConformalRank.of(sizes.length, missed(level));
        if (!expected.known() || rank.k() > sizes.length) {
            return Estimate.notEnoughData(sizes.length, "too few earlier windows for the level " + level);
        }
        double half = sizes[rank.k() - 1];
        return Estimate.of(
                expected.value(),
                Math.max(0, expected.value() - half),
                Math.min(1, expected.value() + half),
                level,
                sizes.length,
                "expected from probabilities (CBPE), conformal over " + sizes.length + " earlier windows");
    }

    /** One less the level, in decimal, so that 0.9 leaves a tenth. */
    private static double missed(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        return BigDecimal.ONE.subtract(BigDecimal.valueOf(level)).doubleValue();
    }

    private static Estimate estimate(String metric, double part, double whole, double spread, int n) {
        if (!(whole > 0)) {
            return Estimate.notEnoughData(n, metric + " has no case that it is of");
        }
        double value = Math.max(0, Math.min(1, part / whole));
        double half = Z95 * Math.sqrt(spread) / whole;
        return Estimate.of(
                value,
                Math.max(0, value - half),
                Math.min(1, value + half),
                0.95,
                n,
                metric + " expected from probabilities (CBPE), as right as they are calibrated");
    }

    /** Pairs of an expected positive above an expected negative, ties half, over all such pairs of two cases. */
    private static Estimate auc(double[] probability, double positives) {
        int n = probability.length;
        double negatives = n - positives;
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> probability[i]));
        double[] negativesBelow = new double[n];
        double[] positivesAbove = new double[n];
        double below = 0;
        double above = positives;
        double good = 0;
        double selfPairs = 0;
        int from = 0;
        while (from < n) {
            double p = probability[order[from]];
            int to = from;
            while (to < n && probability[order[to]] == p) {
                to++;
            }
            double size = to - from;
            above -= size * p;
            for (int i = from; i < to; i++) {
                negativesBelow[i] = below + size * (1 - p) / 2;
                positivesAbove[i] = above + size * p / 2;
            }
            good += size * p * (below + size * (1 - p) / 2) - size * p * (1 - p) / 2;
            selfPairs += size * p * (1 - p);
            below += size * (1 - p);
            from = to;
        }
        double pairs = positives * negatives - selfPairs;
        if (!(pairs > 0)) {
            return Estimate.notEnoughData(n, "AUC needs two cases that may be of different classes");
        }
        double auc = Math.max(0, Math.min(1, good / pairs));
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double p = probability[order[i]];
            double pull = (negativesBelow[i] / negatives - auc) / positives
                    - (positivesAbove[i] / positives - auc) / negatives;
            spread += p * (1 - p) * pull * pull;
        }
        return estimate("AUC", auc, 1, spread, n);
    }

    private static double square(double x) {
        return x * x;
    }
}
