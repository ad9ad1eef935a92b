package io.modelgovernance.serving;

import java.time.Instant;

/**
 * A stop of a model.
 *
 * @param model which
 * @param position journal position of the stop
 * @param at when, by the stopping process's clock
 */
public record Kill(String model, long position, Instant at) {}
