package io.modelgovernance.risk;

/**
 * What the validator makes of the results, beside the verdict that is computed from them. It can only make things
 * stricter: no opinion makes up for a planned test that did not pass.
 */
public enum ValidationOpinion {
    /** It may be used for what it was validated for. */
    APPROVED,
    /** It may be used within conditions that a machine checks at every call. */
    APPROVED_WITH_CONDITIONS,
    /** It must not be used, whatever the tests say. */
    REJECTED
}
