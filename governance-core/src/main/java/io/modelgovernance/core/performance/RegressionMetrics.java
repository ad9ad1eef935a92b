package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Ranking;
import java.util.function.DoubleBinaryOperator;

/** The standard metrics of models that predict numbers. Pure and thread-safe. */
public final class RegressionMetrics {
    private RegressionMetrics() {}

    private static RegressionMetric mean(DoubleBinaryOperator loss) {
        return (cases, times) -> {
            double sum = 0;
            long n = 0;
            for (int i = 0; i < times.length; i++) {
                if (times[i] > 0) {
                    sum += times[i] * loss.applyAsDouble(cases.truth()[i], cases.predicted()[i]);
                    n += times[i];
                }
            }
            return n == 0 ? Double.NaN : sum / n;
        };
    }

    /**
     * Mean absolute error.
     *
     * @return in the unit of the values, at least 0
     */
    public static RegressionMetric meanAbsoluteError() {
        return mean((truth, predicted) -> Math.abs(truth - predicted));
    }

    /**
     * Root of the mean squared error.
     *
     * @return in the unit of the values, at least 0
     */
    public static RegressionMetric rootMeanSquaredError() {
        RegressionMetric squared = mean((truth, predicted) -> (truth - predicted) * (truth - predicted));
        return (cases, times) -> Math.sqrt(squared.of(cases, times));
    }

    /**
     * Mean of the predictions less the truth.
     *
     * @return in the unit of the values; above 0 if too much is predicted
     */
    public static RegressionMetric bias() {
        return mean((truth, predicted) -> predicted - truth);
    }

    /**
     * Mean absolute error in shares of the true value.
     *
     * @return at least 0; not defined if a true value is 0
     */
    public static RegressionMetric meanAbsolutePercentageError() {
        return mean((truth, predicted) -> truth == 0 ? Double.NaN : Math.abs((truth - predicted) / truth));
    }

    /**
     * Pinball loss of a predicted quantile.
     *
     * @param quantile which quantile is predicted, between 0 and 1
     * @return in the unit of the values, at least 0
     * @throws InvalidInputException if the quantile is out of range
     */
    public static RegressionMetric pinball(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw InvalidInputException.of("quantile", "is " + quantile, "between 0 and 1");
        }
        return mean((truth, predicted) ->
                truth >= predicted ? quantile * (truth - predicted) : (1 - quantile) * (predicted - truth));
    }

    /**
     * Share of the variance of the truth that the predictions explain (R squared, by the mean of the same cases).
     *
     * @return at most 1, below 0 if the mean alone would be nearer; not defined if the truth does not vary
     */
    public static RegressionMetric explainedVariance() {
        return (cases, times) -> {
            double[] truth = cases.truth();
            double sum = 0;
            long n = 0;
            for (int i = 0; i < times.length; i++) {
                sum += times[i] * truth[i];
                n += times[i];
            }
            double around = 0;
            double left = 0;
            for (int i = 0; i < times.length; i++) {
                double away = truth[i] - sum / n;
                double wrong = truth[i] - cases.predicted()[i];
                around += times[i] * away * away;
                left += times[i] * wrong * wrong;
            }
            return around > 0 ? 1 - left / around : Double.NaN;
        };
    }

    /**
     * Median absolute error: a value that half of the errors do not exceed, the middle of two where two will do.
     *
     * @return in the unit of the values, at least 0
     */
    public static RegressionMetric medianAbsoluteError() {
        return (cases, times) -> {
            double[] errors = new double[times.length];
            long n = 0;
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.abs(cases.truth()[i] - cases.predicted()[i]);
                n += times[i];
            }
            if (n == 0) {
                return Double.NaN;
            }
            int[] order = Ranking.ascending(errors);
            double lower = at(errors, times, order, (n - 1) / 2);
            return lower / 2 + at(errors, times, order, n / 2) / 2;
        };
    }

    /** The error in a place of the ascending ones, each as often as it counts. */
    private static double at(double[] errors, int[] times, int[] order, long place) {
        long seen = 0;
        for (int i : order) {
            seen += times[i];
            if (seen > place) {
                return errors[i];
            }
        }
        return Double.NaN;
    }
}
