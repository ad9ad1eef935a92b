package io.modelgovernance.review;

import io.modelgovernance.serving.Outcome;
import java.time.Instant;

/**
 * What a reviewer decided.
 *
 * @param reviewer who
 * @param outcome approve or decline
 * @param reason one of the plan's codes
 * @param comment in words; no personal data
 * @param at when
 */
public record ReviewAnswer(String reviewer, Outcome outcome, String reason, String comment, Instant at) {}
