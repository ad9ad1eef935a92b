package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Ranking;
import java.util.Arrays;

/**
 * Gives each score two probabilities of which one is calibrated whatever the model: the inductive Venn-Abers predictor of
 * Vovk, Petej and Fedorova (2015). Their distance says how much is known about scores like this one.
 *
 * <p>The two are the values of isotonic regression at the score when the case itself is added, once as a negative and once
 * as a positive. They are computed exactly for every place among the calibration scores when it is made; looking one up is
 * a binary search. Immutable and thread-safe.
 */
public final class VennAbers {
    private final double[] scores;
    private final double[] ifNegative;
    private final double[] ifPositive;

    private VennAbers(double[] scores, double[] ifNegative, double[] ifPositive) {
        this.scores = scores;
        this.ifNegative = ifNegative;
        this.ifPositive = ifPositive;
    }

    /**
     * The two probabilities of a score.
     *
     * @param low if the case is a negative, 0 to 1
     * @param high if the case is a positive, at least {@code low}
     */
    public record Pair(double low, double high) {
        /**
         * The one probability that loses least on the logarithmic loss, whichever the truth.
         *
         * @return between the two
         */
        public double merged() {
            return high / (1 - low + high);
        }
    }

    /**
     * Calibrates on cases that the model was not trained on.
     *
     * @param positive whether each case is positive; not modified
     * @param score each case's score, finite, greater for the positive; not modified
     * @return the predictor; without cases every pair is 0 and 1
     * @throws InvalidInputException if the lengths differ or a score is not finite
     */
    public static VennAbers calibrate(boolean[] positive, double[] score) {
        if (positive.length != score.length) {
            throw InvalidInputException.of("scores", "number " + score.length, "as many as labels: " + positive.length);
        }
        int[] order = Ranking.ascending(score);
        double[] distinct = new double[order.length];
        double[] cases = new double[order.length];
        double[] hits = new double[order.length];
        int k = 0;
        for (int i : order) {
            double value = score[i] + 0.0;
            if (k == 0 || distinct[k - 1] != value) {
                distinct[k++] = value;
            }
            cases[k - 1]++;
            hits[k - 1] += positive[i] ? 1 : 0;
        }
        Insertion insertion = new Insertion(Arrays.copyOf(cases, k), Arrays.copyOf(hits, k));
        double[] low = new double[k + 1];
        double[] high = new double[k + 1];
        for (int i = 0; i <= k; i++) {
            low[i] = insertion.value(0);
            high[i] = insertion.value(1);
            insertion.advance();
        }
        return new VennAbers(Arrays.copyOf(distinct, k), low, high);
    }

    /**
     * The two probabilities of a score.
     *
     * @param score the score, not NaN
     * @return the pair
     * @throws InvalidInputException if the score is NaN
     */
    public Pair pair(double score) {
        if (Double.isNaN(score)) {
            throw InvalidInputException.of("score", "is NaN", "a number");
        }
        int found = Arrays.binarySearch(scores, score + 0.0);
        // A negative comes after its equals, a positive before them: there each pools with them at once.
        int below = found >= 0 ? found : -found - 1;
        int notAbove = found >= 0 ? found + 1 : -found - 1;
        return new Pair(ifNegative[notAbove], ifPositive[below]);
    }

    /**
     * Calibrates.
     *
     * @param score scores, not NaN; not modified
     * @return the merged probability of each
     * @throws InvalidInputException if a score is NaN
     */
    public double[] apply(double[] score) {
        double[] merged = new double[score.length];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = pair(score[i]).merged();
        }
        return merged;
    }
}
