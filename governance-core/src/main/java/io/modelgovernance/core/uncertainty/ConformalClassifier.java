package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Proportions;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gives each classified case the set of labels that cannot be ruled out; more or fewer than one is a case for a person.
 *
 * <p>Split conformal prediction: if the calibration cases and the next one are exchangeable, the set holds the true label
 * with probability at least {@code 1 - alpha}; calibrated by label, with that probability whichever the true label is. A
 * set may be empty: then the case is unlike those seen. Immutable and thread-safe.
 */
public final class ConformalClassifier {
    private final Nonconformity nonconformity;
    private final List<Estimate> thresholds;

    private ConformalClassifier(Nonconformity nonconformity, List<Estimate> thresholds) {
        this.nonconformity = nonconformity;
        this.thresholds = thresholds;
    }

    /**
     * Calibrates with {@link Nonconformity#leastAmbiguous} on cases that the model was not trained on.
     *
     * @param probabilities for each case one probability a label, 0 to 1, at least two labels; not modified
     * @param truth the true label of each case; not modified
     * @param alpha accepted share of misses, between 0 and 1
     * @return the calibrated sets
     * @throws InvalidInputException if there are no cases, the shapes do not fit, a probability or alpha is out of range
     */
    public static ConformalClassifier calibrate(double[][] probabilities, int[] truth, double alpha) {
        return calibrate(probabilities, truth, alpha, Nonconformity.leastAmbiguous());
    }

    /**
     * Calibrates on cases that the model was not trained on.
     *
     * @param probabilities for each case one probability a label, 0 to 1, at least two labels; not modified
     * @param truth the true label of each case; not modified
     * @param alpha accepted share of misses, between 0 and 1
     * @param nonconformity how strange a label is for a case
     * @return the calibrated sets
     * @throws InvalidInputException if there are no cases, the shapes do not fit, a probability or alpha is out of range
     */
    public static ConformalClassifier calibrate(
            double[][] probabilities, int[] truth, double alpha, Nonconformity nonconformity) {
        ConformalClassifier unset = uncalibrated(labels(probabilities), nonconformity);
        double[] scores = unset.scores(probabilities, truth);
        Estimate one = ConformalRank.of(scores.length, alpha).quantile(scores);
        return new ConformalClassifier(nonconformity, Collections.nCopies(unset.thresholds.size(), one));
    }

    /**
     * Calibrates each label on the cases that bear it, so that the promise holds for each label, the rare one too.
     *
     * @param probabilities for each case one probability a label, 0 to 1, at least two labels; not modified
     * @param truth the true label of each case; not modified
     * @param alpha accepted share of misses of each label, between 0 and 1
     * @param nonconformity how strange a label is for a case
     * @return the calibrated sets; a label with too few cases stays in every set
     * @throws InvalidInputException if there are no cases, the shapes do not fit, a probability or alpha is out of range
     */
    public static ConformalClassifier calibrateByLabel(
            double[][] probabilities, int[] truth, double alpha, Nonconformity nonconformity) {
        ConformalClassifier unset = uncalibrated(labels(probabilities), nonconformity);
        double[] scores = unset.scores(probabilities, truth);
        List<Estimate> thresholds = IntStream.range(0, unset.thresholds.size())
                .mapToObj(label -> {
                    double[] own = IntStream.range(0, scores.length)
                            .filter(i -> truth[i] == label)
                            .mapToDouble(i -> scores[i])
                            .toArray();
                    return ConformalRank.of(own.length, alpha).quantile(own);
                })
                .toList();
        return new ConformalClassifier(nonconformity, thresholds);
    }

    /** Without cases no label can be ruled out. */
    static ConformalClassifier uncalibrated(int labels, Nonconformity nonconformity) {
        return new ConformalClassifier(
                nonconformity, Collections.nCopies(labels, Estimate.notEnoughData(0, "not calibrated")));
    }

    private static int labels(double[][] probabilities) {
        if (probabilities.length == 0 || probabilities[0].length < 2) {
            throw InvalidInputException.of("probabilities", "are too few", "those of at least one case and two labels");
        }
        return probabilities[0].length;
    }

    /**
     * The greatest score with which a label stays in.
     *
     * @param label the label
     * @return the threshold; unknown if there were too few cases for {@code alpha}: then the label stays in every set
     * @throws InvalidInputException if there is no such label
     */
    public Estimate threshold(int label) {
        return thresholds.get(requireLabel(label));
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
        return IntStream.range(0, thresholds.size())
                .filter(label -> holds(probabilities, label))
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
        for (int i = 0; i < scores.length; i++) {
            inside += within(scores[i], truth[i]) ? 1 : 0;
        }
        return Proportions.of(inside, scores.length, 0.95);
    }

    /** Whether a label stays in; the probabilities are checked already. */
    boolean holds(double[] probabilities, int label) {
        return within(nonconformity.score(probabilities, label), label);
    }

    int labels() {
        return thresholds.size();
    }

    private boolean within(double score, int label) {
        Estimate threshold = thresholds.get(label);
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
            scores[i] = nonconformity.score(probabilities[i], requireLabel(truth[i]));
        }
        return scores;
    }

    private int requireLabel(int label) {
        if (label < 0 || label >= thresholds.size()) {
            throw InvalidInputException.of("label", "is " + label, "0 to " + (thresholds.size() - 1));
        }
        return label;
    }

    private void require(double[] probabilities) {
        if (probabilities.length != thresholds.size()) {
            throw InvalidInputException.of(
                    "probabilities", "number " + probabilities.length, "one a label: " + thresholds.size());
        }
        for (double one : probabilities) {
            if (!(one >= 0 && one <= 1)) {
                throw InvalidInputException.of("probability", "is out of range", "0 to 1");
            }
        }
    }
}
