package io.modelgovernance.explain;

import io.modelgovernance.Estimate;

/**
 * How much a model's quality rests on one feature.
 *
 * @param feature its name
 * @param drop how much the metric falls when the feature's values are shuffled
 */
public record Importance(String feature, Estimate drop) {}
