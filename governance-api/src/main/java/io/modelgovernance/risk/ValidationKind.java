package io.modelgovernance.risk;

/** Why a validation was made. */
public enum ValidationKind {
    /** Before the first use. */
    INITIAL,
    /** Because its time had come. */
    PERIODIC,
    /** Because the version differs from the one before. */
    CHANGE,
    /** Because something happened: a breach, drift, a finding. */
    TRIGGERED
}
