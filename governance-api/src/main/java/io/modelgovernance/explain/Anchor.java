package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import java.util.List;

/**
 * A rule that nearly settles the decision whatever the other features are.
 *
 * <p>Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param conditions what must hold, in the order found; empty if the decision is the same almost everywhere
 * @param precision share of rows meeting the conditions that get the same decision, from draws the search did not see
 * @param coverage share of the background rows that meet the conditions
 * @param reached whether the lower end of the precision is at least what was asked for
 * @param modelRows how many rows the model scored for it
 * @param seed seed that repeats it
 * @param background fingerprint of the rows it was made with
 */
public record Anchor(
        String method,
        List<Condition> conditions,
        Estimate precision,
        Estimate coverage,
        boolean reached,
        long modelRows,
        long seed,
        Digest background) {
    /**
     * One feature within bounds: a number {@code from <= value < to}, a category exactly {@code from}, a missing value
     * where {@code from} is NaN.
     *
     * @param feature its name
     * @param from least value, the category's index, or NaN for missing
     * @param to value it stays under; positive infinity if open; equal to {@code from} for a category
     */
    public record Condition(String feature, double from, double to) {}

    /** Copies. */
    public Anchor {
        conditions = List.copyOf(conditions);
    }
}
