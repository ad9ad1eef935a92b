package io.modelgovernance.registry;

import java.time.Instant;
import java.util.Optional;

/**
 * A version at work somewhere.
 *
 * @param environment where, such as {@code production-eu}
 * @param version which version
 * @param image container image that runs, if any
 * @param by who deployed it
 * @param at when
 */
public record Deployment(String environment, VersionId version, Optional<String> image, String by, Instant at) {}
