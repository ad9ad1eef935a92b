package io.modelgovernance.core.plantedthere;

import io.modelgovernance.core.plantedhere.There;

/** Breaks a law on purpose, together with the other. */
public final class Here {
    /** The way back. */
    public There other() {
        return new There();
    }
}
