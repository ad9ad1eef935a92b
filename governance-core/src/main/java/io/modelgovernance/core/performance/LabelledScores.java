package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Ranking;
import io.modelgovernance.core.stats.Resampling;
import java.util.Arrays;

/**
 * The scores of a binary classifier beside what happened, sorted once for every metric and every resample.
 *
 * <p>Immutable and thread-safe.
 */
public final class LabelledScores {
    private final int[] order;
    private final double[] score;
    private final int[] positive;
    private final int[] groupEnd;
    /** The same cases as if they had been given in ascending order: memory is read from front to back. */
    private final LabelledScores ranked;

    /** Cases that were given in ascending order. */
    private LabelledScores(double[] score, int[] positive, int[] groupEnd) {
        this.order = new int[score.length];
        Arrays.setAll(order, i -> i);
        this.score = score;
        this.positive = positive;
        this.groupEnd = groupEnd;
        this.ranked = this;
    }

    private LabelledScores(int[] order, double[] score, int[] positive, int[] groupEnd) {
        this.order = order;
        this.score = score;
        this.positive = positive;
        this.groupEnd = groupEnd;
        this.ranked = new LabelledScores(score, positive, groupEnd);
    }

    /**
     * Sorts.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite, greater for the positive; not modified
     * @return the sorted cases
     * @throws InvalidInputException if the lengths differ or a score is not finite
     */
    public static LabelledScores of(boolean[] positive, double[] score) {
        if (positive.length != score.length) {
            throw InvalidInputException.of("scores", "number " + score.length, "as many as labels: " + positive.length);
        }
        int[] order = Ranking.ascending(score);
        int n = order.length;
        double[] sorted = new double[n];
        int[] label = new int[n];
        int[] ends = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            sorted[i] = score[order[i]] + 0.0;
            label[i] = positive[order[i]] ? 1 : 0;
            if (i > 0 && sorted[i] != sorted[i - 1]) {
                ends[groups++] = i;
            }
        }
        if (n > 0) {
            ends[groups++] = n;
        }
        return new LabelledScores(order, sorted, label, Arrays.copyOf(ends, groups));
    }

    /**
     * How many cases.
     *
     * @return at least 0
     */
    public int size() {
        return order.length;
    }

    /**
     * A metric with the percentile interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling how to resample as many cases, in the order that they were given in
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate percentile(BinaryMetric metric, Resampling resampling) {
        LabelledScores cases = drawnFrom(resampling);
        return resampling.percentile(times -> metric.of(cases, times));
    }

    /**
     * A metric with the BCa interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling as in {@link #percentile}
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate bca(BinaryMetric metric, Resampling resampling) {
        LabelledScores cases = drawnFrom(resampling);
        return resampling.bca(times -> metric.of(cases, times));
    }

    /** Where every case is as likely as any other, their order is of no meaning and ours is the quicker one. */
    private LabelledScores drawnFrom(Resampling resampling) {
        requireFits(resampling);
        return resampling.alike() ? ranked : this;
    }

    private void requireFits(Resampling resampling) {
        if (resampling.cases() != order.length) {
            throw InvalidInputException.of(
                    "resampling",
                    "is for " + resampling.cases() + " cases",
                    "for as many as are here: " + order.length);
        }
    }

    /** How often each case counts, from the order that they were given in to ascending scores; not copied if that is one. */
    int[] ascending(int[] times) {
        if (ranked == this) {
            return times;
        }
        int[] counts = new int[order.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = times[order[i]];
        }
        return counts;
    }

    /** Ascending. */
    double[] score() {
        return score;
    }

    /** 1 for positive, else 0, by ascending score. */
    int[] positive() {
        return positive;
    }

    /** Where each run of equal scores ends, exclusive. */
    int[] groupEnd() {
        return groupEnd;
    }

    /** The first place from which on scores are at least this. */
    int from(double threshold) {
        int low = 0;
        int high = score.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (score[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void requireProbabilities() {
        if (score.length > 0 && (score[0] < 0 || score[score.length - 1] > 1)) {
            throw InvalidInputException.of("scores", "hold a value outside [0, 1]", "probabilities for this metric");
        }
    }
}
