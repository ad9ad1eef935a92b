package io.modelgovernance.core.stream;

/** What a detector says after a value. */
public enum Signal {
    /** Nothing to see. */
    NONE,
    /** Something may be changing. */
    WARNING,
    /** Something has changed. */
    DRIFT
}
