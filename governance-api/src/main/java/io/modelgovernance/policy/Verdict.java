package io.modelgovernance.policy;

/** The three answers of governance; unknown is never a pass. */
public enum Verdict {
    /** Shown to be so. */
    PASSED,
    /** Shown not to be so. */
    FAILED,
    /** Not shown either way; treated as a refusal. */
    NOT_EVIDENCED
}
