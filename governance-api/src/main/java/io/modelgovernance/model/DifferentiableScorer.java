package io.modelgovernance.model;

/**
 * A model that can say how its score follows each input, such as a neural network or a logistic regression.
 *
 * <p>The gradient must be that of {@link #score(double[], int, double[])} itself. Thread-safe, modifies no argument.
 */
public interface DifferentiableScorer extends Scorer {
    /**
     * Gradients of the scores of the first {@code n} rows.
     *
     * @param rows row-major features as for {@link #score(double[], int, double[])}; not modified
     * @param n number of rows, at least 0
     * @param out receives row-major partial derivatives, in units of the score per unit of the feature; length at least
     *     {@code n * features}
     */
    void gradients(double[] rows, int n, double[] out);
}
