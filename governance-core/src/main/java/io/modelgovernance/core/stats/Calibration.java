package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
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
     * @return the score with a bootstrap interval; 0 is best
     */
    public static Estimate brier(boolean[] positive, double[] probability, long seed) {
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
     * The expected calibration error over bins of equal frequency, cut by rank.
     *
     * @param positive what happened; not modified
     * @param probability predicted, 0 to 1; not modified
     * @param bins number of bins, at least 2
     * @param seed seed of the bootstrap
     * @return the error with a bootstrap interval; unknown with fewer than ten cases a bin
     */
    public static Estimate expectedError(boolean[] positive, double[] probability, int bins, long seed) {
        int n = probability.length;
        if (n < 10 * bins) {
            return Estimate.notEnoughData(n, "calibration needs " + 10 * bins + " cases for " + bins + " bins");
        }
        return Bootstrap.percentile(n, 500, seed, index -> error(index, positive, probability, bins));
    }

    private static double error(int[] index, boolean[] positive, double[] probability, int bins) {
        Integer[] order = IntStream.of(index).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> probability[i]));
        double error = 0;
        for (int b = 0; b < bins; b++) {
            int from = (int) ((long) b * order.length / bins);
            int to = (int) ((long) (b + 1) * order.length / bins);
            double predicted = 0;
            double happened = 0;
            for (int i = from; i < to; i++) {
                predicted += probability[order[i]];
                happened += positive[order[i]] ? 1 : 0;
            }
            error += Math.abs(predicted - happened);
        }
        return error / order.length;
    }
}
