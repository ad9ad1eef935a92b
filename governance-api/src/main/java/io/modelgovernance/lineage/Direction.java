package io.modelgovernance.lineage;

/** Which way a question goes along the edges. */
public enum Direction {
    /** Against them: where something came from. */
    UPSTREAM,
    /** With them: what something went into. */
    DOWNSTREAM,
    /** Both ways at every node: everything connected. */
    BOTH
}
