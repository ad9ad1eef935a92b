package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import java.util.function.ToDoubleFunction;

/** The standard metrics of binary classifiers. Pure and thread-safe. */
public final class BinaryMetrics {
    private static final long CASES_PER_BIN = 10;

    private BinaryMetrics() {}

    /**
     * Area under the ROC curve; ties count half.
     *
     * @return the metric, 0 to 1; not defined without both classes
     */
    public static BinaryMetric auc() {
        return (cases, times) -> cases.groupEnd().length == cases.size() ? untied(cases, times) : tied(cases, times);
    }

    /** Whole numbers, so nothing is rounded before the last division. */
    private static double untied(LabelledScores cases, int[] times) {
        int[] counts = cases.ascending(times);
        int[] positive = cases.positive();
        long positives = 0;
        long below = 0;
        long pairs = 0;
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            int hits = count & -positive[i];
            pairs += hits * below;
            positives += hits;
            below += count - hits;
        }
        return (double) pairs / positives / below;
    }

    private static double tied(LabelledScores cases, int[] times) {
        int[] counts = cases.ascending(times);
        int[] positive = cases.positive();
        long positives = 0;
        long below = 0;
        long twice = 0;
        int from = 0;
        for (int end : cases.groupEnd()) {
            long here = 0;
            long hits = 0;
            for (; from < end; from++) {
                int count = counts[from];
                here += count;
                hits += count & -positive[from];
            }
            twice += hits * (2 * below + here - hits);
            positives += hits;
            below += here - hits;
        }
        return (double) twice / 2 / positives / below;
    }

    /**
     * Gini coefficient or accuracy ratio, {@code 2 AUC - 1}.
     *
     * @return the metric, -1 to 1; not defined without both classes
     */
    public static BinaryMetric gini() {
        BinaryMetric auc = auc();
        return (cases, times) -> 2 * auc.of(cases, times) - 1;
    }

    /**
     * Kolmogorov and Smirnov's distance of the scores of the two classes.
     *
     * @return the metric, 0 to 1; not defined without both classes
     */
    public static BinaryMetric ks() {
        return (cases, times) -> {
            Confusion all = Confusion.of(cases, times, 0);
            double positives = all.hits();
            double negatives = all.falseAlarms();
            int[] counts = cases.ascending(times);
            int[] positive = cases.positive();
            double most = positives > 0 && negatives > 0 ? 0 : Double.NaN;
            long hits = 0;
            long count = 0;
            int from = 0;
            for (int end : cases.groupEnd()) {
                for (; from < end; from++) {
                    int here = counts[from];
                    count += here;
                    hits += here & -positive[from];
                }
                most = Math.max(most, Math.abs(hits / positives - (count - hits) / negatives));
            }
            return most;
        };
    }

    /**
     * Brier score: mean squared distance of probability and outcome.
     *
     * @return the metric, 0 to 1, 0 is best; scores must be probabilities
     */
    public static BinaryMetric brier() {
        return (cases, times) -> {
            cases.requireProbabilities();
            double sum = 0;
            long n = 0;
            int[] counts = cases.ascending(times);
            int[] positive = cases.positive();
            double[] score = cases.score();
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                double error = score[i] - positive[i];
                sum += count * (error * error);
                n += count;
            }
            return sum / n;
        };
    }

    /**
     * Mean logarithmic loss, natural logarithm.
     *
     * @return the metric, at least 0; not defined where something happened that had the probability 0
     */
    public static BinaryMetric logLoss() {
        return (cases, times) -> {
            cases.requireProbabilities();
            double sum = 0;
            long n = 0;
            int[] counts = cases.ascending(times);
            for (int i = 0; i < counts.length; i++) {
                int count = counts[i];
                if (count > 0) {
                    double p = cases.score()[i];
                    sum -= count * (cases.positive()[i] == 1 ? StrictMath.log(p) : StrictMath.log1p(-p));
                    n += count;
                }
            }
            return Double.isInfinite(sum) ? Double.NaN : sum / n;
        };
    }

    /**
     * Expected calibration error over the bins, and in each resample its own where bins follow the cases. The error of a
     * finite sample is above that of the model, the more so the more bins there are, and an interval inherits that.
     *
     * @param bins how cases are put into bins
     * @return the metric, 0 to 1, 0 is best; scores must be probabilities; not defined with fewer than ten cases a bin
     */
    public static BinaryMetric calibrationError(CalibrationBins bins) {
        return (cases, times) -> {
            BinnedCases counted = bins.count(cases, times);
            return counted.all() < CASES_PER_BIN * bins.number() ? Double.NaN : counted.expectedError();
        };
    }

    /**
     * Right decisions among all.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, 0 to 1
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric accuracy(double threshold) {
        return at(threshold, c -> (double) (c.hits() + c.rejections()) / c.cases());
    }

    /**
     * Positives among the selected.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, 0 to 1; not defined if none is selected
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric precision(double threshold) {
        return at(threshold, c -> (double) c.hits() / (c.hits() + c.falseAlarms()));
    }

    /**
     * Selected among the positives.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, 0 to 1; not defined without positives
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric recall(double threshold) {
        return at(threshold, c -> (double) c.hits() / (c.hits() + c.misses()));
    }

    /**
     * Not selected among the negatives.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, 0 to 1; not defined without negatives
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric specificity(double threshold) {
        return at(threshold, c -> (double) c.rejections() / (c.rejections() + c.falseAlarms()));
    }

    /**
     * Harmonic mean of precision and recall.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, 0 to 1; not defined if none is positive or selected
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric f1(double threshold) {
        return at(threshold, c -> 2.0 * c.hits() / (2.0 * c.hits() + c.falseAlarms() + c.misses()));
    }

    /**
     * Matthews' correlation of decision and outcome.
     *
     * @param threshold cases of at least this score are selected
     * @return the metric, -1 to 1; not defined if decision or outcome is always the same
     * @throws InvalidInputException if the threshold is NaN
     */
    public static BinaryMetric matthews(double threshold) {
        return at(threshold, c -> {
            double above = (double) c.hits() * c.rejections() - (double) c.falseAlarms() * c.misses();
            double selected = Math.sqrt((double) c.hits() + c.falseAlarms());
            double positives = Math.sqrt((double) c.hits() + c.misses());
            double negatives = Math.sqrt((double) c.rejections() + c.falseAlarms());
            double rest = Math.sqrt((double) c.rejections() + c.misses());
            return above / (selected * positives) / (negatives * rest);
        });
    }

    private static BinaryMetric at(double threshold, ToDoubleFunction<Confusion> metric) {
        if (Double.isNaN(threshold)) {
            throw InvalidInputException.of("threshold", "is NaN", "a number");
        }
        return (cases, times) -> metric.applyAsDouble(Confusion.of(cases, times, cases.from(threshold)));
    }
}
