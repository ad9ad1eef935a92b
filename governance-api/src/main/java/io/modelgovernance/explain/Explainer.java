package io.modelgovernance.explain;

import io.modelgovernance.model.Scorer;

/**
 * A way to say which inputs moved one score, and by how much.
 *
 * <p>A function bound to a feature schema and a background at construction. Implementations are immutable and
 * thread-safe, draw from a seed of their own, modify no argument, and give the same bits for the same inputs.
 */
public interface Explainer {
    /**
     * How it explains, with its parameters.
     *
     * @return a name that is kept with every attribution
     */
    String method();

    /**
     * Explains one score.
     *
     * @param scorer the model; called with many rows at a time
     * @param row the features in schema order, NaN where missing; not modified
     * @return one contribution a feature
     * @throws io.modelgovernance.InvalidInputException if the row is not as wide as the schema, or the model gives a
     *     score that is not finite
     */
    Attribution explain(Scorer scorer, double[] row);
}
