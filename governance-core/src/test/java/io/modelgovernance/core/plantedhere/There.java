package io.modelgovernance.core.plantedhere;

import io.modelgovernance.core.plantedthere.Here;

/** Breaks a law on purpose, together with the other. */
public final class There {
    /** The way there. */
    public Here other() {
        return new Here();
    }
}
