package io.modelgovernance.registry;

import java.time.Duration;
import java.time.Instant;

/**
 * A process that serves a model, as it last said of itself.
 *
 * @param process its id
 * @param deployment what it was told it is part of, empty if nothing
 * @param alias the alias that it follows
 * @param version the version that it serves
 * @param position journal position up to which it had read the registry
 * @param reportedAt when it said so, by its clock
 * @param lease how long it decides without confirming its view
 * @param state whether it does what it should
 * @param leaseEnds of one that is behind: when it refuses at the latest; else when its report is overdue
 */
public record ServingProcess(
        String process,
        String deployment,
        String alias,
        VersionId version,
        long position,
        Instant reportedAt,
        Duration lease,
        State state,
        Instant leaseEnds) {
    /** Whether a process does what it should. */
    public enum State {
        /** It serves the version that its alias points to. */
        CURRENT,
        /** The alias has moved, and it has not said that it followed. */
        BEHIND,
        /** It refuses every call. */
        STOPPED,
        /** It should have reported and has not. */
        SILENT
    }
}
