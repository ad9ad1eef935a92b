package io.modelgovernance.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One person's vote on a request.
 *
 * @param voter who
 * @param inSteadOf for whom, if it was not in person
 * @param roles the roles it counts for, sorted
 * @param approve true for, false against
 * @param comment why
 * @param at when
 */
public record Vote(
        String voter, Optional<String> inSteadOf, Set<String> roles, boolean approve, String comment, Instant at) {
    /** Copies, sorted. */
    public Vote {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }
}
