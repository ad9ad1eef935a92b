package io.modelgovernance.model;

/**
 * A model that wants its rows in single precision, as most native libraries do.
 *
 * <p>Promises as {@link Scorer}; {@link Scorer#ofFloats} makes one of it.
 */
@FunctionalInterface
public interface FloatScorer {
    /**
     * Scores the first {@code n} rows.
     *
     * @param rows row-major features, length at least {@code n * features}; NaN is a missing value; not modified
     * @param n number of rows, at least 0
     * @param out receives one score a row in {@code out[0..n)}; length at least {@code n}
     */
    void score(float[] rows, int n, float[] out);
}
