package io.modelgovernance.inmemory.planted;

import io.modelgovernance.core.planted.Obedient;

/** Breaks a law on purpose: a backend that knows core. */
public final class NosyMemory {
    /** What it should not know. */
    public Obedient core() {
        return new Obedient();
    }
}
