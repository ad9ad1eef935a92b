package io.modelgovernance.risk;

import java.util.Optional;

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

    /**
     * The scheme as data, so that it can be kept beside the assessments that rest on it.
     *
     * @return it, or empty if the scheme is code
     */
    default Optional<RiskScheme> data() {
        return Optional.empty();
    }

    /**
     * Whether a flag means something to this scheme.
     *
     * @param flag the flag
     * @return false if it is to be left out
     */
    default boolean reads(String flag) {
        return true;
    }

    /**
     * Whether the scheme knows a measure, so that it can be handed over as soon as it is taken.
     *
     * @param measure the measure, such as {@code psi}
     * @return true if it does
     */
    default boolean measures(String measure) {
        return false;
    }
}
