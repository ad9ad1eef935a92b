package io.modelgovernance.registry;

import java.time.Instant;

/**
 * A name that points to one version of a model and can be moved, such as {@code champion}.
 *
 * @param model the model
 * @param name the alias
 * @param version where it points
 * @param revision how often it has been moved, from 1; hand it back to move it again
 * @param movedBy who moved it last
 * @param movedAt when
 */
public record Alias(String model, String name, VersionId version, long revision, String movedBy, Instant movedAt) {}
