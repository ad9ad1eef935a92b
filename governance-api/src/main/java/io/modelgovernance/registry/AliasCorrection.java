package io.modelgovernance.registry;

import java.time.Instant;

/**
 * What an alias stood for in earnest from a past moment on, recorded afterwards.
 *
 * @param model the model
 * @param alias the alias
 * @param version what it stood for
 * @param from since when
 * @param reason what shows it
 * @param by who recorded it
 * @param at when it was recorded
 */
public record AliasCorrection(
        String model, String alias, VersionId version, Instant from, String reason, String by, Instant at) {}
