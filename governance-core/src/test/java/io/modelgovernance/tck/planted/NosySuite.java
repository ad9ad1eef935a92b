package io.modelgovernance.tck.planted;

import io.modelgovernance.inmemory.planted.NosyMemory;

/** Breaks a law on purpose: a contract that knows who keeps it. */
public final class NosySuite {
    /** What it should not know. */
    public NosyMemory backend() {
        return new NosyMemory();
    }
}
