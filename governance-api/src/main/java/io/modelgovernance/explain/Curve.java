package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How the score follows one feature while the others stay as they are.
 *
 * <p>Points of a partial dependence; straight lines between them are the reader's. Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param feature the feature moved
 * @param grid values of the feature, ascending and finite; at least one
 * @param values mean score at each of them; finite
 * @param modelRows how many rows the model scored for it
 */
public record Curve(String method, String feature, List<Double> grid, List<Double> values, long modelRows) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a number is not finite, the grid is empty or does not ascend, or the lists differ
     *     in length
     */
    public Curve {
        grid = Explanations.finite("grid of curve", grid);
        values = Explanations.finite("value of curve", values);
        Explanations.counted("model rows of curve", modelRows);
        if (grid.isEmpty() || grid.size() != values.size()) {
            throw InvalidInputException.of(
                    "curve",
                    "has " + grid.size() + " places and " + values.size() + " values",
                    "as many, at least one");
        }
        for (int i = 1; i < grid.size(); i++) {
            if (grid.get(i - 1) >= grid.get(i)) {
                throw InvalidInputException.of("grid of curve", "does not ascend at place " + i, "strictly ascending");
            }
        }
    }
}
