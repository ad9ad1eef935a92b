package io.modelgovernance.serving;

/**
 * How sure a model is of one score: an interval around it, such as a conformal one. Thread-safe; called on the decision
 * path, so it neither blocks nor allocates if it can.
 */
public interface ScoreInterval {
    /**
     * The lower end.
     *
     * @param row the features in schema order; not modified
     * @param score the score of the row
     * @return at most the score; NaN if unknown, which passes no check
     */
    double low(double[] row, double score);

    /**
     * The upper end.
     *
     * @param row the features in schema order; not modified
     * @param score the score of the row
     * @return at least the score; NaN if unknown, which passes no check
     */
    double high(double[] row, double score);
}
