package io.modelgovernance.core.planted;

import java.time.Instant;

/** Breaks a law on purpose: asks the system for the time. */
public final class ClockReader {
    /** A time that no test can set. */
    public Instant time() {
        return Instant.now();
    }
}
