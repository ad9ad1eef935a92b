package io.modelgovernance.core.explain;

/**
 * How good the scores of a model are, as one number of which more is better.
 *
 * <p>A function of outcomes and scores; thread-safe, modifies neither.
 */
public interface Metric {
    /**
     * What it is called.
     *
     * @return a name that is kept with every report
     */
    String name();

    /**
     * The quality of the scores.
     *
     * @param outcomes what came of each row
     * @param scores what the model said of each row, as many
     * @return the quality, more is better; finite
     * @throws io.modelgovernance.InvalidInputException if the outcomes or scores are not fit for it
     */
    double of(double[] outcomes, double[] scores);

    /**
     * Area under the ROC curve, ties counted half (Mann and Whitney 1947).
     *
     * @return a metric in [0, 1] for outcomes of 0 and 1, both present
     */
    static Metric auc() {
        return new Auc();
    }

    /**
     * Minus the mean squared difference of score and outcome: minus the Brier score if the outcomes are 0 and 1.
     *
     * @return a metric of at most 0 for any outcomes
     */
    static Metric negativeSquaredError() {
        return new NegativeSquaredError();
    }
}
