package io.modelgovernance.explain;

import io.modelgovernance.model.FeatureSchema;
import java.util.List;

/**
 * The rule that turns an attribution into the reasons an applicant is told.
 *
 * <p>A function; implementations are immutable and thread-safe, cite no protected attribute, and cite nothing that
 * moved the score in the applicant's favour.
 */
public interface ReasonCodes {
    /**
     * The reasons for an adverse decision.
     *
     * @param schema what the features are, in the order of the attribution
     * @param attribution why the score is what it is
     * @param adverseIsHighScore true if a high score is bad for the applicant, such as a probability of default
     * @return the reasons, the weightiest first; may be empty
     * @throws io.modelgovernance.InvalidInputException if the attribution is not of this schema, or a feature that
     *     counted against the applicant has no reason
     */
    List<ReasonCode> reasons(FeatureSchema schema, Attribution attribution, boolean adverseIsHighScore);
}
