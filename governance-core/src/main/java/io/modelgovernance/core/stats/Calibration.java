package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How far predicted probabilities are from what happens. Pure and thread-safe. */
public final class Calibration {
    private Calibration() {}

    /**
     * The Brier score: mean squared distance of probability and outcome.
     *
     * @param positive what happened; not modified
     * @param probability predicted, 0 to 1; not modified
     * @param seed seed of the bootstrap
     * @return the score with a bootstrap interval; 0 is best; unknown without cases
     * @throws InvalidInputException if the lengths differ or a probability is out of range
     */
    public static Estimate brier(boolean[] positive, double[] probability, long seed) {
        check(positive, probability);
        return Bootstrap.percentile(probability.length, 1_000, seed, index -> {
            double sum = 0;
            for (int i : index) {
                double error = probability[i] - (positive[i] ? 1 : 0);
                sum += error * error;
            }
            return sum / index.length;
        });
    }

    /**
     * The expected calibration error: the mean over bins, weighted by their cases, of the distance between the mean
     * probability and the share of positives.
     *
     * <p>Bins are of equal frequency. Cases of one probability stay together, in the bin of their middle rank, so the
     * order of the cases does not matter; bins that stay empty are left out. The error of a finite sample is above that
     * of the model, the more so the more bins there are, and the interval inherits that.
     *
     * @param positive what happened; not modified
     * @param probability predicted, 0 to 1; not modified
     * @param bins number of bins, at least 2
     * @param seed seed of the bootstrap
     * @return the error with a bootstrap interval; unknown with fewer than ten cases a bin
     * @throws InvalidInputException if the lengths differ, a probability is out of range, or there are too few bins
     */
    public static Estimate expectedError(boolean[] positive, double[] probability, int bins, long seed) {
        check(positive, probability);
        if (bins < 2) {
            throw InvalidInputException.of("number of bins", "is " + bins, "at least 2");
        }
        int n = probability.length;
        if (n / 10 < bins) {
            return Estimate.notEnoughData(n, "calibration needs 10 cases a bin for " + bins + " bins");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> probability[i]).thenComparing(i -> positive[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ascending =
                IntStream.of(order).mapToDouble(i -> probability[i]).toArray();
        boolean[] happened = new boolean[n];
        for (int i = 0; i < n; i++) {
            happened[i] = positive[order[i]];
        }
        return Bootstrap.percentile(n, 500, seed, index -> error(index, ascending, happened, bins));
    }

    /** The error of a resample, given as places in the ascending order. */
    private static double error(int[] index, double[] ascending, boolean[] happened, int bins) {
        int n = ascending.length;
        int[] times = new int[n];
        for (int i : index) {
            times[i]++;
        }
        double[] excess = new double[bins];
        long before = 0;
        int from = 0;
        while (from < n) {
            int to = from;
            long group = 0;
            double sum = 0;
            while (to < n && ascending[to] == ascending[from]) {
                group += times[to];
                sum += times[to] * (ascending[to] - (happened[to] ? 1 : 0));
                to++;
            }
            int bin = (int) Math.min(bins - 1, (2 * before + group) * bins / (2L * n));
            excess[bin] += sum;
            before += group;
            from = to;
        }
        return Arrays.stream(excess).map(Math::abs).sum() / n;
    }

    private static void check(boolean[] positive, double[] probability) {
        Samples.requireSameLength("probabilities", probability.length, positive.length);
        Samples.requireProbabilities("probabilities", probability);
    }
}
