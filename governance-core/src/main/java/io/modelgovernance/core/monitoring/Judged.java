package io.modelgovernance.core.monitoring;

import io.modelgovernance.monitoring.TimeWindow;

/**
 * Up to where a version's windows were judged one after the other.
 *
 * @param last the last one
 */
public record Judged(TimeWindow last) {}
