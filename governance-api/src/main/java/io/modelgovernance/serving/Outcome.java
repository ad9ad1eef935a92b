package io.modelgovernance.serving;

/** What was decided about a case. */
public enum Outcome {
    /** In the applicant's favour. */
    APPROVE,
    /** Against the applicant; reasons are owed. */
    DECLINE,
    /** A person decides. */
    REFER,
    /** Nothing was decided: the call was refused. Only in records. */
    NONE
}
