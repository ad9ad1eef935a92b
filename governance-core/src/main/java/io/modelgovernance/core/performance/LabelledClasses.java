package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Resampling;

/**
 * The probabilities that a classifier gave to each of several classes, beside the class that was true. The likeliest class is
 * what it decided, the first of those that are as likely. Immutable and thread-safe.
 */
public final class LabelledClasses {
    private static final double SLACK = 1e-6;

    private final int classes;
    private final int[] truth;
    private final int[] decided;
    private final double[] probability;
    private final LabelledScores[] againstRest;

    private LabelledClasses(int classes, int[] truth, int[] decided, double[] probability) {
        this.classes = classes;
        this.truth = truth;
        this.decided = decided;
        this.probability = probability;
        this.againstRest = new LabelledScores[classes];
        for (int k = 0; k < classes; k++) {
            boolean[] positive = new boolean[truth.length];
            double[] score = new double[truth.length];
            for (int i = 0; i < truth.length; i++) {
                positive[i] = truth[i] == k;
                score[i] = probability[i * classes + k];
            }
            againstRest[k] = LabelledScores.of(positive, score);
        }
    }

    /**
     * Takes cases.
     *
     * @param classes number of classes, at least 2
     * @param truth true class of each case, from 0; not modified
     * @param probability probabilities of the classes, case by case, which add up to 1; not modified
     * @return the cases
     * @throws InvalidInputException if lengths do not fit, a class is out of range, or probabilities are none
     */
    public static LabelledClasses of(int classes, int[] truth, double[] probability) {
        if (classes < 2 || probability.length != (long) truth.length * classes) {
            throw InvalidInputException.of(
                    "probabilities",
                    "number " + probability.length,
                    "one for each of at least 2 classes of " + truth.length + " cases");
        }
        int[] decided = new int[truth.length];
        for (int i = 0; i < truth.length; i++) {
            if (truth[i] < 0 || truth[i] >= classes) {
                throw InvalidInputException.of("true class", "is " + truth[i], "0 to " + (classes - 1));
            }
            decided[i] = likeliest(probability, i * classes, classes);
        }
        return new LabelledClasses(classes, truth.clone(), decided, probability.clone());
    }

    private static int likeliest(double[] probability, int from, int classes) {
        double sum = 0;
        int best = 0;
        for (int k = 0; k < classes; k++) {
            double p = probability[from + k];
            if (!(p >= 0 && p <= 1)) {
                throw InvalidInputException.of("probability", "is " + p, "0 to 1");
            }
            sum += p;
            best = p > probability[from + best] ? k : best;
        }
        if (Math.abs(sum - 1) > SLACK) {
            throw InvalidInputException.of("probabilities of a case", "add up to " + sum, "1");
        }
        return best;
    }

    /**
     * How many cases.
     *
     * @return at least 0
     */
    public int size() {
        return truth.length;
    }

    /**
     * A metric with the percentile interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling how to resample as many cases
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate percentile(ClassMetric metric, Resampling resampling) {
        requireFits(resampling);
        return resampling.percentile(times -> metric.of(this, times));
    }

    /**
     * A metric with the BCa interval of the bootstrap.
     *
     * @param metric the metric
     * @param resampling as in {@link #percentile}
     * @return the metric; unknown where it is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate bca(ClassMetric metric, Resampling resampling) {
        requireFits(resampling);
        return resampling.bca(times -> metric.of(this, times));
    }

    private void requireFits(Resampling resampling) {
        if (resampling.cases() != truth.length) {
            throw InvalidInputException.of(
                    "resampling",
                    "is for " + resampling.cases() + " cases",
                    "for as many as are here: " + truth.length);
        }
    }

    int classes() {
        return classes;
    }

    /** Probability of the class that was true. */
    double ofTruth(int at) {
        return probability[at * classes + truth[at]];
    }

    /** Each class against all others. */
    LabelledScores againstRest(int k) {
        return againstRest[k];
    }

    /** How often each class (row) was decided as each (column). */
    long[][] confusion(int[] times) {
        long[][] table = new long[classes][classes];
        for (int i = 0; i < truth.length; i++) {
            table[truth[i]][decided[i]] += times[i];
        }
        return table;
    }
}
