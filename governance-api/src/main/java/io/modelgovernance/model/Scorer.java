package io.modelgovernance.model;

/**
 * A model as a function from rows of numbers to scores.
 *
 * <p>Batch first: explainers and monitors hand in many rows a call. Implementations must be thread-safe, must not
 * modify {@code rows}, and must give the same bits for the same row whatever its place in the batch.
 */
@FunctionalInterface
public interface Scorer {
    /**
     * Scores the first {@code n} rows.
     *
     * @param rows row-major features, length at least {@code n * features}; NaN is a missing value; not modified
     * @param n number of rows, at least 0
     * @param out receives one score a row in {@code out[0..n)}; length at least {@code n}
     */
    void score(double[] rows, int n, double[] out);

    /**
     * Scores one row.
     *
     * @param row the features in schema order; not modified
     * @return its score
     */
    default double score(double[] row) {
        double[] out = new double[1];
        score(row, 1, out);
        return out[0];
    }
}
