package io.modelgovernance.registry;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How long a version has to be kept.
 *
 * @param version the version
 * @param until the last day, in UTC, on which it may not be deleted
 * @param reason the rule that says so
 * @param by who laid it down
 * @param at when
 */
public record Retention(VersionId version, LocalDate until, String reason, String by, Instant at) {}
