package io.modelgovernance.inventory;

import java.util.List;

/**
 * How far the models of a portfolio hang on the same thing.
 *
 * @param dimension what, such as {@code vendor}, {@code data source} or {@code method}
 * @param index the Herfindahl-Hirschman index, the sum of squared shares: 1 if all hang on one, 1/n if evenly on n; 0
 *     without models
 * @param shares the shares, the largest first
 */
public record Concentration(String dimension, double index, List<Share> shares) {
    /** Copies. */
    public Concentration {
        shares = List.copyOf(shares);
    }

    /**
     * One thing's share.
     *
     * @param name the thing
     * @param share its share, 0 to 1; a model that hangs on several counts in equal parts
     * @param models the models that hang on it
     */
    public record Share(String name, double share, List<String> models) {
        /** Copies. */
        public Share {
            models = List.copyOf(models);
        }
    }
}
