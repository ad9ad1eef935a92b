package io.modelgovernance.explain;

import io.modelgovernance.Estimate;

/**
 * How much a model depends on one feature over many decisions.
 *
 * @param feature its name
 * @param importance the figure with its interval; what it measures is stated by the report it stands in
 */
public record Importance(String feature, Estimate importance) {}
