package io.modelgovernance.core.explain;

/** A list of coalitions of features. */
interface Coalitions {
    /** Number of coalitions. */
    int size();

    /** Whether a feature belongs to a coalition. */
    boolean contains(int coalition, int feature);

    /**
     * The features of a coalition, ascending.
     *
     * @param into room for all features
     * @return how many
     */
    default int members(int coalition, int[] into) {
        int count = 0;
        for (int feature = 0; feature < into.length; feature++) {
            if (contains(coalition, feature)) {
                into[count++] = feature;
            }
        }
        return count;
    }
}
