package io.modelgovernance.core.rollout;

import io.modelgovernance.rollout.Arm;

/**
 * An outcome as it is stored: one a subject and metric.
 *
 * @param metric the metric
 * @param arm the subject's arm when the decision was made
 * @param share the challenger's share then
 * @param happened whether it happened
 * @param decision the decision
 */
record OutcomeNote(String metric, Arm arm, double share, boolean happened, String decision) {}
