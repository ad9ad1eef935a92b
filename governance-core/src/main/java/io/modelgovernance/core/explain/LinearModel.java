package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.DifferentiableScorer;

/**
 * A glass box: a score that is a weighted sum of the inputs.
 *
 * <p>Explained exactly by {@link LinearShapley} at no model row, or by {@link IntegratedGradients} where the answer is the
 * {@link #logistic()} probability. Immutable and thread-safe.
 */
public final class LinearModel implements DifferentiableScorer {
    private final double intercept;
    private final double[] weights;

    private LinearModel(double intercept, double[] weights) {
        this.intercept = intercept;
        this.weights = weights;
    }

    /**
     * States the model.
     *
     * @param intercept score of the row of zeros; finite
     * @param weights one weight a feature, in schema order, at least one; finite; copied
     * @return the model
     * @throws InvalidInputException if a number is not finite or there is no weight
     */
    public static LinearModel of(double intercept, double... weights) {
        double sum = intercept;
        for (double weight : weights) {
            sum += Math.abs(weight);
        }
        if (!Double.isFinite(sum) || weights.length == 0) {
            throw InvalidInputException.of("weights of linear model", "are none or not finite", "finite numbers");
        }
        return new LinearModel(intercept, weights.clone());
    }

    /**
     * Score of the row of zeros.
     *
     * @return the intercept
     */
    public double intercept() {
        return intercept;
    }

    /**
     * The weights.
     *
     * @return a copy, in schema order
     */
    public double[] weights() {
        return weights.clone();
    }

    @Override
    public void score(double[] rows, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            out[i] = margin(rows, i);
        }
    }

    @Override
    public void gradients(double[] rows, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            System.arraycopy(weights, 0, out, i * weights.length, weights.length);
        }
    }

    /**
     * The probability of a logistic regression of these weights.
     *
     * @return {@code 1 / (1 + exp(-score))} with its gradient
     */
    public DifferentiableScorer logistic() {
        return new DifferentiableScorer() {
            @Override
            public void score(double[] rows, int n, double[] out) {
                for (int i = 0; i < n; i++) {
                    out[i] = 1 / (1 + StrictMath.exp(-margin(rows, i)));
                }
            }

            @Override
            public void gradients(double[] rows, int n, double[] out) {
                for (int i = 0; i < n; i++) {
                    double p = 1 / (1 + StrictMath.exp(-margin(rows, i)));
                    for (int f = 0; f < weights.length; f++) {
                        out[i * weights.length + f] = p * (1 - p) * weights[f];
                    }
                }
            }
        };
    }

    private double margin(double[] rows, int row) {
        double sum = intercept;
        int at = row * weights.length;
        for (int f = 0; f < weights.length; f++) {
            sum += weights[f] * rows[at + f];
        }
        return sum;
    }
}
