package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Ranking;
import java.util.Arrays;

/**
 * Turns scores into probabilities by isotonic regression on labelled cases of the reference: the best fitting function
 * that never falls, by pooling adjacent violators (Ayer and others 1955). It makes {@link ExpectedPerformance} right on
 * data like the reference; no calibration helps where the relation of inputs and labels itself has changed. Immutable and
 * thread-safe.
 */
public final class IsotonicCalibration {
    private final double[] from;
    private final double[] probability;

    private IsotonicCalibration(double[] from, double[] probability) {
        this.from = from;
        this.probability = probability;
    }

    /**
     * Fits.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite, greater for the positive; not modified
     * @return the calibration
     * @throws InvalidInputException if there are no cases, the lengths differ, or a score is not finite
     */
    public static IsotonicCalibration fit(boolean[] positive, double[] score) {
        double[] weight = new double[score.length];
        Arrays.fill(weight, 1);
        return fit(positive, score, weight);
    }

    /**
     * Fits with weights.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite, greater for the positive; not modified
     * @param weight how much each case counts, finite, above 0; not modified
     * @return the calibration
     * @throws InvalidInputException if there are no cases, the lengths differ, a score is not finite, or a weight is out
     *     of range
     */
    public static IsotonicCalibration fit(boolean[] positive, double[] score, double[] weight) {
        int n = score.length;
        if (n == 0 || positive.length != n || !Arrays.stream(score).allMatch(Double::isFinite)) {
            throw InvalidInputException.of("scores", "are none, not finite or unlike the labels", "one for each label");
        }
        if (weight.length != n || !Arrays.stream(weight).allMatch(w -> w > 0 && w < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "weights", "are not finite, not above 0 or unlike the scores", "one a score");
        }
        int[] order = Ranking.ascending(score);
        double[] start = new double[n];
        double[] hits = new double[n];
        double[] size = new double[n];
        int blocks = 0;
        int at = 0;
        while (at < n) {
            double value = score[order[at]] + 0.0;
            start[blocks] = value;
            hits[blocks] = 0;
            size[blocks] = 0;
            while (at < n && score[order[at]] == value) {
                int i = order[at++];
                hits[blocks] += positive[i] ? weight[i] : 0;
                size[blocks] += weight[i];
            }
            blocks++;
            while (blocks > 1 && hits[blocks - 2] * size[blocks - 1] >= hits[blocks - 1] * size[blocks - 2]) {
                hits[blocks - 2] += hits[blocks - 1];
                size[blocks - 2] += size[blocks - 1];
                blocks--;
            }
        }
        double[] probability = new double[blocks];
        for (int i = 0; i < blocks; i++) {
            probability[i] = hits[i] / size[i];
        }
        return new IsotonicCalibration(Arrays.copyOf(start, blocks), probability);
    }

    /**
     * Calibrates.
     *
     * @param score scores, not NaN; not modified
     * @return the probability of each, never less for a greater score
     * @throws InvalidInputException if a score is NaN
     */
    public double[] apply(double[] score) {
        double[] calibrated = new double[score.length];
        for (int i = 0; i < score.length; i++) {
            if (Double.isNaN(score[i])) {
                throw InvalidInputException.of("scores", "hold NaN", "numbers");
            }
            int found = Arrays.binarySearch(from, score[i] + 0.0);
            calibrated[i] = probability[Math.max(0, found >= 0 ? found : -found - 2)];
        }
        return calibrated;
    }
}
