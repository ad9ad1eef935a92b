package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How the score follows one feature, over many rows.
 *
 * <p>Points of a partial dependence or of an accumulated local effect; straight lines between them are the reader's.
 * Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param feature the feature moved
 * @param grid values of the feature, ascending and finite; at least one
 * @param values mean score, or effect on it, at each of them; finite
 * @param standardErrors one a value, from the rows being a sample; 0 for a single row; at least 0
 * @param modelRows how many rows the model scored for it
 * @param background fingerprint of the rows it describes
 */
public record Curve(
        String method,
        String feature,
        List<Double> grid,
        List<Double> values,
        List<Double> standardErrors,
        long modelRows,
        Digest background) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a number is not finite, a standard error is negative, the grid is empty or does not ascend, or the lists differ
     *     in length
     */
    public Curve {
        grid = Explanations.finite("grid of curve", grid);
        values = Explanations.finite("value of curve", values);
        standardErrors = Explanations.finite("standard error of curve", standardErrors);
        Explanations.sameSize("standard errors of curve", standardErrors.size(), values.size());
        Explanations.counted("model rows of curve", modelRows);
        if (grid.isEmpty() || grid.size() != values.size()) {
            throw InvalidInputException.of(
                    "curve",
                    "has " + grid.size() + " places and " + values.size() + " values",
                    "as many, at least one");
        }
        if (standardErrors.stream().anyMatch(error -> error < 0)) {
            throw InvalidInputException.of("standard error of curve", "is negative", "at least 0");
        }
        for (int i = 1; i < grid.size(); i++) {
            if (grid.get(i - 1) >= grid.get(i)) {
                throw InvalidInputException.of("grid of curve", "does not ascend at place " + i, "strictly ascending");
            }
        }
    }
}
