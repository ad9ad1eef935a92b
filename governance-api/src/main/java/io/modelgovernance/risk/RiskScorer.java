package io.modelgovernance.risk;

/**
 * Turns answers into a tier. Pure: the same answers give the same rating; a worse answer never gives a milder tier.
 */
public interface RiskScorer {
    /**
     * Scheme and version.
     *
     * @return such as {@code mrm-default/1}
     */
    String scheme();

    /**
     * Rates.
     *
     * @param answers what is known
     * @return the rating with its derivation
     */
    RiskRating rate(RiskAnswers answers);
}
