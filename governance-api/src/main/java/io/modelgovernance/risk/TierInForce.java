package io.modelgovernance.risk;

import java.time.Instant;
import java.util.Optional;

/**
 * The tier that a version is governed by, with the computed one and the override beside it.
 *
 * @param tier the tier in force
 * @param computed the computed tier
 * @param override the latest override, in force or not; empty if there never was one
 */
public record TierInForce(RiskTier tier, RiskTier computed, Optional<RiskOverride> override) {
    /**
     * The tier in force, if the version was rated.
     *
     * @param assessment the latest assessment
     * @param override the latest override
     * @param moment when
     * @return the tier, or empty if there is no assessment
     */
    public static Optional<TierInForce> of(
            Optional<RiskAssessment> assessment, Optional<RiskOverride> override, Instant moment) {
        return assessment.map(found -> {
            RiskTier computed = found.rating().tier();
            RiskTier tier = override.map(set -> set.inForce(computed, moment)).orElse(computed);
            return new TierInForce(tier, computed, override);
        });
    }
}
