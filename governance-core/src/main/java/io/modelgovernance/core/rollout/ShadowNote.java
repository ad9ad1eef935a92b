package io.modelgovernance.core.rollout;

import io.modelgovernance.serving.Outcome;

/**
 * What a shadow saw of a decision, or how many it did not see.
 *
 * @param decision the decision, empty text if this tells of dropped ones
 * @param score the champion's score
 * @param shadowScore the challenger's; NaN if it could not score
 * @param outcome what was decided
 * @param shadowOutcome what the challenger would have decided; NONE if it could not score
 * @param dropped how many decisions were not compared
 */
record ShadowNote(
        String decision, double score, double shadowScore, Outcome outcome, Outcome shadowOutcome, long dropped) {}
