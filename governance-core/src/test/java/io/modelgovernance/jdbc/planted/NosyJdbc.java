package io.modelgovernance.jdbc.planted;

import io.modelgovernance.inmemory.planted.NosyMemory;

/** Breaks a law on purpose: a backend that knows another. */
public final class NosyJdbc {
    /** What it should not know. */
    public NosyMemory neighbour() {
        return new NosyMemory();
    }
}
