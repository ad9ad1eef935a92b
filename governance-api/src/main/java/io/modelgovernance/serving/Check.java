package io.modelgovernance.serving;

/** What is checked about a call before its decision leaves. */
public enum Check {
    /** Not a check: which arm of a roll-out the call went to, and why. */
    ROLLOUT,
    /** May the version decide at all: approval, stage, files, signature, expiry, stop. */
    PERMIT,
    /** Is the view of the registry fresh enough. */
    STALENESS,
    /** Is the purpose an approved one. */
    PURPOSE,
    /** Does the input fit the schema. */
    INPUT,
    /** Does the input lie within the conditions of use. */
    CONDITIONS,
    /** Is the score a finite number. */
    SCORE,
    /** Is the outcome the same over the whole interval of the score. */
    UNCERTAINTY,
    /** Does the model still see what it was trained for. */
    DRIFT,
    /** Does the explanation of an adverse outcome add up. */
    EXPLANATION,
    /** What do the enforced rules of the rulebook say. */
    RULES,
    /** Not a check: what rules that are only observed or warned of would have said. */
    RULES_ON_TRIAL,
    /** Can the record be kept. */
    RECORD
}
