package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.risk.RiskTier;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules in force: which gates guard which stage, and what each risk tier demands.
 *
 * <p>Immutable. Its version is written into every result that rests on it.
 *
 * @param version name and version of the policy
 * @param gates gates by stage they guard
 * @param tiers what each tier demands
 * @param fallBackOnDrift whether a drift alarm moves the champion alias back to the previous champion at once
 */
public record Policy(
        String version, Map<String, List<Gate>> gates, Map<RiskTier, TierRule> tiers, boolean fallBackOnDrift) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a tier has no rule
     */
    public Policy {
        Names.requireLabel("policy version", version);
        Map<String, List<Gate>> copy = new LinkedHashMap<>();
        gates.forEach((stage, list) -> copy.put(Names.require("stage", stage), List.copyOf(list)));
        gates = java.util.Collections.unmodifiableMap(copy);
        Map<RiskTier, TierRule> rules = new EnumMap<>(RiskTier.class);
        rules.putAll(tiers);
        tiers = java.util.Collections.unmodifiableMap(rules);
        if (tiers.size() != RiskTier.values().length) {
            throw InvalidInputException.of("tiers of policy " + version, "are " + tiers.keySet(), "all four");
        }
    }

    /**
     * The gates that guard a stage.
     *
     * @param stage the stage
     * @return its gates, empty if none
     */
    public List<Gate> gatesFor(String stage) {
        return gates.getOrDefault(stage, List.of());
    }

    /**
     * What a tier demands; an unassessed version is treated as the strictest tier.
     *
     * @param tier the tier, if assessed
     * @return the rule
     */
    public TierRule ruleFor(Optional<RiskTier> tier) {
        TierRule rule = tiers.get(tier.orElse(RiskTier.TIER_1));
        if (rule == null) {
            throw new IllegalStateException("Every tier has a rule");
        }
        return rule;
    }
}
