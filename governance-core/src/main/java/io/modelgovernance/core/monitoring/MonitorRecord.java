package io.modelgovernance.core.monitoring;

import io.modelgovernance.monitoring.MonitorDefinition;
import java.time.Instant;

/**
 * A definition as it is kept.
 *
 * @param definition the definition with its revision
 * @param by who defined it
 * @param at when
 */
public record MonitorRecord(MonitorDefinition definition, String by, Instant at) {}
