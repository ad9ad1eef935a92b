package io.modelgovernance.explain;

import io.modelgovernance.model.Scorer;

/**
 * Explains single predictions against a background that it was made with. Immutable and thread-safe; the same input
 * gives the same bits.
 */
public interface Explainer {
    /**
     * The method with its parameters.
     *
     * @return a name
     */
    String method();

    /**
     * Explains.
     *
     * @param scorer the model
     * @param row the features in schema order, NaN is missing; not modified
     * @return the attribution
     * @throws io.modelgovernance.InvalidInputException if the row has another width or the model gives a score that is
     *     not finite
     */
    Attribution explain(Scorer scorer, double[] row);
}
