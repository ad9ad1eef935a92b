package io.modelgovernance.registry;

import java.time.Instant;

/**
 * One person's vote on a request.
 *
 * @param voter who
 * @param approve true for, false against
 * @param comment why
 * @param at when
 */
public record Vote(String voter, boolean approve, String comment, Instant at) {}
