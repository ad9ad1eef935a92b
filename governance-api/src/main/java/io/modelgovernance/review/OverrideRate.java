package io.modelgovernance.review;

import io.modelgovernance.Estimate;

/**
 * How often people decide otherwise than the model.
 *
 * @param rate the share, with an interval that holds at every look at once
 * @param alarm whether it is shown to be above the plan's limit
 */
public record OverrideRate(Estimate rate, boolean alarm) {}
