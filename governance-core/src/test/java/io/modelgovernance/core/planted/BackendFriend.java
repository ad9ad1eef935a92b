package io.modelgovernance.core.planted;

import io.modelgovernance.inmemory.planted.NosyMemory;

/** Breaks a law on purpose: a part of core that knows a backend. */
public final class BackendFriend {
    /** What it should not know. */
    public NosyMemory backend() {
        return new NosyMemory();
    }
}
