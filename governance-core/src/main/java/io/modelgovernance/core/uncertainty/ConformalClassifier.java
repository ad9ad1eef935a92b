package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Proportions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives each classified case the set of labels that cannot be ruled out; more or fewer than one is a case for a person.
 *
 * <p>Split conformal prediction on one less the probability of the true label (Sadinle, Lei and Wasserman 2019): if the
 * calibration cases and the next one are exchangeable, the set holds the true label with probability at least
 * {@code 1 - alpha}. It may be empty: then the case is unlike those seen. Immutable and thread-safe.
 */
public final class ConformalClassifier {
    private final int labels;
    private final Estimate threshold;

    private ConformalClassifier(int labels, Estimate threshold) {
        this.labels = labels;
        this.threshold = threshold;
    }

    /**
     * Calibrates on cases that the model was not trained on.
     *
     * @param probabilities for each case one probability a label, 0 to 1, at least two labels; not modified
     * @param truth the true label of each case; not modified
     * @param alpha accepted share of misses, between 0 and 1
     * @return the calibrated sets
     * @throws InvalidInputException if there are no cases, the shapes do not fit, a probability or alpha is out of range
     */
    public static ConformalClassifier calibrate(double[][] probabilities, int[] truth, double alpha) {
        if (probabilities.length == 0 || probabilities[0].length < 2) {
            throw InvalidInputException.of("probabilities", "are too few", "those of at least one case and two labels");
        }
        ConformalClassifier unset =
                new ConformalClassifier(probabilities[0].length, Estimate.notEnoughData(0, "not calibrated"));
        double[] scores = unset.scores(probabilities, truth);
        return new ConformalClassifier(
                unset.labels, ConformalRank.of(scores.length, alpha).quantile(scores));
    }

    /**
     * The greatest score, one less its probability, of a label that stays in.
     *
     * @return 0 to 1; unknown if there were too few cases for {@code alpha}: then every label stays in
     */
    public Estimate threshold() {
        return threshold;
    }

    /**
     * The labels of one case that cannot be ruled out.
     *
     * @param probabilities one probability a label, 0 to 1; not modified
     * @return the labels, ascending; none if the case is unlike those seen
     * @throws InvalidInputException if the shape does not fit or a probability is out of range
     */
    public List<Integer> labels(double[] probabilities) {
        require(probabilities);
        return IntStream.range(0, labels)
                .filter(label -> holds(1 - probabilities[label]))
                .boxed()
                .toList();
    }

    /**
     * How often the sets hold the true label on later cases.
     *
     * @param probabilities as in {@link #calibrate}; may be empty; not modified
     * @param truth the true label of each case; not modified
     * @return the share of cases, with its exact binomial 95 % interval; unknown without cases
     * @throws InvalidInputException if the shapes do not fit or a probability is out of range
     */
    public Estimate coverage(double[][] probabilities, int[] truth) {
        double[] scores = scores(probabilities, truth);
        long inside = 0;
        for (double score : scores) {
            inside += holds(score) ? 1 : 0;
        }
        return Proportions.of(inside, scores.length, 0.95);
    }

    private boolean holds(double score) {
        return !threshold.known() || score <= threshold.value();
    }

    private double[] scores(double[][] probabilities, int[] truth) {
        if (probabilities.length != truth.length) {
            throw InvalidInputException.of(
                    "true labels", "number " + truth.length, "one a case: " + probabilities.length);
        }
        double[] scores = new double[truth.length];
        for (int i = 0; i < scores.length; i++) {
            require(probabilities[i]);
            if (truth[i] < 0 || truth[i] >= labels) {
                throw InvalidInputException.of("true label", "is " + truth[i], "0 to " + (labels - 1));
            }
            scores[i] = 1 - probabilities[i][truth[i]];
        }
        return scores;
    }

    private void require(double[] probabilities) {
        if (probabilities.length != labels) {
            throw InvalidInputException.of("probabilities", "number " + probabilities.length, "one a label: " + labels);
        }
        for (double one : probabilities) {
            if (!(one >= 0 && one <= 1)) {
                throw InvalidInputException.of("probability", "is out of range", "0 to 1");
            }
        }
    }
}
