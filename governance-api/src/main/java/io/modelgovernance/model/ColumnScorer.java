package io.modelgovernance.model;

/**
 * A model that wants its rows column by column, as data frames hold them.
 *
 * <p>Promises as {@link Scorer}; {@link Scorer#ofColumns} makes one of it.
 */
@FunctionalInterface
public interface ColumnScorer {
    /**
     * Scores the first {@code n} rows.
     *
     * @param columns one array a feature in schema order, each of length at least {@code n}; NaN is a missing value, a
     *     category is its index; not modified
     * @param n number of rows, at least 0
     * @param out receives one score a row in {@code out[0..n)}; length at least {@code n}
     */
    void score(double[][] columns, int n, double[] out);
}
