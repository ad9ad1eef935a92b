package io.modelgovernance.inventory;

import io.modelgovernance.risk.RiskTier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All models of the inventory together.
 *
 * @param models how many there are
 * @param tiers models by tier
 * @param unrated models that are not rated, which count as the strictest
 * @param overdue models whose review is overdue
 * @param concentrations how far they hang on the same vendor, data source, method and model
 */
public record Portfolio(
        int models,
        Map<RiskTier, List<String>> tiers,
        List<String> unrated,
        List<String> overdue,
        List<Concentration> concentrations) {
    /** Copies. */
    public Portfolio {
        tiers = Collections.unmodifiableMap(new TreeMap<>(tiers));
        unrated = List.copyOf(unrated);
        overdue = List.copyOf(overdue);
        concentrations = List.copyOf(concentrations);
    }
}
