package io.modelgovernance.drift;

/** What a comparison with the reference says; too little data is a verdict of its own, never "no drift". */
public enum DriftVerdict {
    /** No change beyond the thresholds was shown. */
    STABLE,
    /** A change was shown that people should look at. */
    WARNING,
    /** A change was shown that calls for action. */
    DRIFT,
    /** Too little data to say. */
    NOT_ENOUGH_DATA
}
