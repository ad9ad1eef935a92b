package io.modelgovernance.model;

import io.modelgovernance.InvalidInputException;

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

    /**
     * A model of single precision as a scorer: values are rounded to the nearest float, scores widened.
     *
     * @param features how many values a row has, at least 1
     * @param model the model
     * @return a scorer that makes two arrays a call
     * @throws io.modelgovernance.InvalidInputException if there are no features
     */
    static Scorer ofFloats(int features, FloatScorer model) {
        requireFeatures(features);
        return (rows, n, out) -> {
            float[] narrow = new float[Math.multiplyExact(n, features)];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float) rows[i];
            }
            float[] scores = new float[n];
            model.score(narrow, n, scores);
            for (int i = 0; i < n; i++) {
                out[i] = scores[i];
            }
        };
    }

    /**
     * A model of columns as a scorer.
     *
     * @param features how many values a row has, at least 1
     * @param model the model
     * @return a scorer that makes an array a feature a call
     * @throws io.modelgovernance.InvalidInputException if there are no features
     */
    static Scorer ofColumns(int features, ColumnScorer model) {
        requireFeatures(features);
        return (rows, n, out) -> {
            double[][] columns = new double[features][n];
            for (int f = 0; f < features; f++) {
                double[] column = columns[f];
                for (int i = 0; i < n; i++) {
                    column[i] = rows[i * features + f];
                }
            }
            model.score(columns, n, out);
        };
    }

    private static void requireFeatures(int features) {
        if (features < 1) {
            throw InvalidInputException.of("number of features", "is " + features, "at least 1");
        }
    }
}
