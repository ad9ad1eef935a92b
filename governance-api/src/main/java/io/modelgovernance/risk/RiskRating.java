package io.modelgovernance.risk;

import java.util.List;

/**
 * A tier with the whole way it was derived.
 *
 * @param scheme scheme and version, such as {@code mrm-default/1}
 * @param factors each factor's part
 * @param materialitySum weighted sum of the materiality factors, 100 to 400
 * @param materialityBand 1 to 4
 * @param inherentSum weighted sum of the inherent-risk factors, 100 to 400
 * @param inherentBand 1 to 4
 * @param floors floors that made the tier stricter, in words
 * @param tier the tier
 * @param provisional true if something was unknown and counted as the worst
 */
public record RiskRating(
        String scheme,
        List<Factor> factors,
        int materialitySum,
        int materialityBand,
        int inherentSum,
        int inherentBand,
        List<String> floors,
        RiskTier tier,
        boolean provisional) {
    /** Copies the lists. */
    public RiskRating {
        factors = List.copyOf(factors);
        floors = List.copyOf(floors);
    }

    /**
     * One factor's part.
     *
     * @param axis {@code materiality} or {@code inherent}
     * @param id the factor
     * @param weight its weight in percent
     * @param score 1 to 4
     * @param source what the score rests on, in words
     */
    public record Factor(String axis, String id, int weight, int score, String source) {}
}
