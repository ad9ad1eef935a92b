package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * One row that would have met the goal: the row explained with a few features changed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param row the whole changed row in schema order, NaN where missing
 * @param changes what differs, in schema order; at least one
 * @param score score of the changed row; finite
 * @param cost how much the changes cost under the actions asked for; greater than 0
 * @param plausibility share of the background rows that are at least as far from their nearest neighbour as this row is
 *     from its own; 0 for a row unlike any seen, in [0, 1]
 */
public record Counterfactual(
        List<Double> row, List<FeatureChange> changes, double score, double cost, double plausibility) {
    /**
     * One feature changed.
     *
     * @param feature its name
     * @param from value in the row explained
     * @param to value in the counterfactual
     */
    public record FeatureChange(String feature, double from, double to) {}

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if nothing is changed or a number is out of range
     */
    public Counterfactual {
        row = List.copyOf(row);
        changes = List.copyOf(changes);
        Explanations.finite("score of counterfactual", score);
        Explanations.finite("cost of counterfactual", cost);
        if (changes.isEmpty() || cost <= 0 || !(plausibility >= 0 && plausibility <= 1)) {
            throw InvalidInputException.of(
                    "counterfactual",
                    "has " + changes.size() + " changes, cost " + cost + " and plausibility " + plausibility,
                    "of at least one change, a cost above 0 and a plausibility in [0, 1]");
        }
    }
}
