package io.modelgovernance.serving;

/** What becomes of a call that a check does not pass, from the mildest to the strictest. */
public enum Response {
    /** The version decides as usual; the finding is in the record. */
    COUNT,
    /** A fallback decides; without one that may, the call is refused. */
    FALL_BACK,
    /** A person decides. */
    REFER,
    /** There is no decision. */
    REFUSE
}
