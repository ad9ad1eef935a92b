package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import java.util.function.ToDoubleFunction;

/** The standard metrics of binary classifiers. Pure and thread-safe. */
public final class BinaryMetrics {
    private BinaryMetrics() {}

    /**
     * Area under the ROC curve; ties count half.
     *
     * @return the metric, 0 to 1; not defined without both classes
     */
    public static BinaryMetric auc() {
        return (cases, times) -> {
            int[] order = cases.order();
            int[] positive = cases.positive();
            long positives = 0;
            long below = 0;
            double twice = 0;
            int from = 0;
            for (int end : cases.groupEnd()) {
                int here = 0;
                int hits = 0;
                for (; from < end; from++) {
                    int count = times[order[from]];
                    here += count;
                    hits += count & -positive[from];
                }
                twice += (double) hits * (2 * below + here - hits);
                positives += hits;
                below += here - hits;
            }
            return twice / 2 / positives / below;
        };
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
            int[] order = cases.order();
            int[] positive = cases.positive();
            double most = positives > 0 && negatives > 0 ? 0 : Double.NaN;
            long hits = 0;
            long count = 0;
            int from = 0;
            for (int end : cases.groupEnd()) {
                for (; from < end; from++) {
                    int here = times[order[from]];
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
            for (int i = 0; i < cases.size(); i++) {
                int count = times[cases.order()[i]];
                double error = cases.score()[i] - cases.positive()[i];
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
            for (int i = 0; i < cases.size(); i++) {
                int count = times[cases.order()[i]];
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
     * Expected calibration error over the bins, and in each resample its own where bins follow the cases.
     *
     * @param bins how cases are put into bins
     * @return the metric, 0 to 1, 0 is best; scores must be probabilities
     */
    public static BinaryMetric calibrationError(CalibrationBins bins) {
        return (cases, times) -> bins.count(cases, times).expectedError();
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
