package io.modelgovernance.policy;

/** What a rule does; of several the strictest, the last in this order, overrides. */
public enum Effect {
    /** It may be done. */
    PERMIT,
    /** A person decides. */
    REFER,
    /** It may not be done. */
    DENY
}
