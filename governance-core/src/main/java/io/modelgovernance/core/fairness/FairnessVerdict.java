package io.modelgovernance.core.fairness;

import io.modelgovernance.Estimate;

/** What an interval says about a limit: the worse end decides, and a wide interval decides nothing. */
public enum FairnessVerdict {
    /** Even the worse end of the interval keeps the limit. */
    WITHIN,
    /** Even the better end breaks it. */
    OUTSIDE,
    /** The interval holds the limit, or there is none: more data is needed. */
    NOT_ENOUGH_DATA;

    /**
     * Judges a number that must not fall below a limit, such as a ratio of rates below 0.8.
     *
     * @param estimate the number
     * @param least the limit
     * @return the verdict
     */
    public static FairnessVerdict atLeast(Estimate estimate, double least) {
        if (!estimate.known()) {
            return NOT_ENOUGH_DATA;
        }
        return estimate.low() >= least ? WITHIN : estimate.high() < least ? OUTSIDE : NOT_ENOUGH_DATA;
    }

    /**
     * Judges a number that must not exceed a limit, such as a gap of rates above 0.05.
     *
     * @param estimate the number
     * @param most the limit
     * @return the verdict
     */
    public static FairnessVerdict atMost(Estimate estimate, double most) {
        if (!estimate.known()) {
            return NOT_ENOUGH_DATA;
        }
        return estimate.high() <= most ? WITHIN : estimate.low() > most ? OUTSIDE : NOT_ENOUGH_DATA;
    }
}
