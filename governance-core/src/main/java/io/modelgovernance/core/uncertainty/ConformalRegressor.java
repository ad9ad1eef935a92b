package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Proportions;

/**
 * Gives each prediction of a number an interval that holds the truth as often as promised.
 *
 * <p>Split conformal prediction on absolute residuals: whatever the model, if the calibration cases and the next one are
 * exchangeable, the interval holds the truth with probability at least {@code 1 - alpha}. The promise is over cases,
 * not for each group of them. Immutable and thread-safe.
 */
public final class ConformalRegressor {
    private final double alpha;
    private final Estimate radius;

    private ConformalRegressor(double alpha, Estimate radius) {
        this.alpha = alpha;
        this.radius = radius;
    }

    /**
     * Calibrates on cases that the model was not trained on.
     *
     * @param predicted the model's predictions, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @param alpha accepted share of misses, between 0 and 1
     * @return the calibrated intervals
     * @throws InvalidInputException if the lengths differ, a value is not finite, or alpha is out of range
     */
    public static ConformalRegressor calibrate(double[] predicted, double[] actual, double alpha) {
        requireSameLength(predicted, actual);
        double[] residuals = new double[predicted.length];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Math.abs(actual[i] - predicted[i]);
        }
        return new ConformalRegressor(
                alpha, ConformalRank.of(residuals.length, alpha).quantile(residuals));
    }

    /**
     * Half the width of every interval.
     *
     * @return the radius in the unit of the prediction; unknown if there were too few cases for {@code alpha}
     */
    public Estimate radius() {
        return radius;
    }

    /**
     * The interval of one prediction.
     *
     * @param prediction the model's prediction, finite
     * @return the prediction with its interval at level {@code 1 - alpha}; unknown if the radius is
     * @throws InvalidInputException if the prediction is not finite
     */
    public Estimate interval(double prediction) {
        if (!Double.isFinite(prediction)) {
            throw InvalidInputException.of("prediction", "is not finite", "a finite number");
        }
        return radius.known()
                ? Estimate.of(
                        prediction,
                        prediction - radius.value(),
                        prediction + radius.value(),
                        1 - alpha,
                        radius.n(),
                        radius.method())
                : radius;
    }

    /**
     * How often the intervals hold the truth on later cases.
     *
     * @param predicted the model's predictions, finite; not modified
     * @param actual what was true, as many, finite; not modified
     * @return the share of cases inside, with its exact binomial 95 % interval; unknown without cases or radius
     * @throws InvalidInputException if the lengths differ or a value is not finite
     */
    public Estimate coverage(double[] predicted, double[] actual) {
        requireSameLength(predicted, actual);
        if (!radius.known()) {
            return radius;
        }
        long inside = 0;
        for (int i = 0; i < predicted.length; i++) {
            double residual = Math.abs(actual[i] - predicted[i]);
            if (!Double.isFinite(residual)) {
                throw InvalidInputException.of("residual", "is not finite", "a finite number");
            }
            inside += residual <= radius.value() ? 1 : 0;
        }
        return Proportions.of(inside, predicted.length, 0.95);
    }

    private static void requireSameLength(double[] predicted, double[] actual) {
        if (predicted.length != actual.length) {
            throw InvalidInputException.of(
                    "actual values", "number " + actual.length, "as many as predictions: " + predicted.length);
        }
    }
}
