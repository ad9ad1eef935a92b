package io.modelgovernance.core.explain;

/** A list of coalitions of features. */
interface Coalitions {
    /** Number of coalitions. */
    int size();

    /** Whether a feature belongs to a coalition. */
    boolean contains(int coalition, int feature);
}
