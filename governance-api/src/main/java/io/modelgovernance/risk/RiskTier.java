package io.modelgovernance.risk;

/** How strictly a model is governed; tier 1 is the strictest. */
public enum RiskTier {
    /** Strictest: high materiality and high inherent risk. */
    TIER_1,
    /** Strict. */
    TIER_2,
    /** Standard. */
    TIER_3,
    /** Negligible: exempt from most controls, still tracked. */
    TIER_4;

    /**
     * The tier's number.
     *
     * @return 1 to 4
     */
    public int number() {
        return ordinal() + 1;
    }

    /**
     * The tier of a number.
     *
     * @param number 1 to 4
     * @return the tier
     */
    public static RiskTier of(int number) {
        return values()[number - 1];
    }
}
