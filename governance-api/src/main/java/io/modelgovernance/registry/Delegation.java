package io.modelgovernance.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * One person's leave for another to vote in their stead.
 *
 * @param from who delegates
 * @param to who may vote
 * @param roles the roles the vote counts for, sorted
 * @param until it ends then
 * @param reason why
 * @param at since when
 */
public record Delegation(String from, String to, Set<String> roles, Instant until, String reason, Instant at) {
    /** Copies, sorted. */
    public Delegation {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }
}
