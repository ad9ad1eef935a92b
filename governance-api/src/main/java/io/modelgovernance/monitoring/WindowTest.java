package io.modelgovernance.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.drift.DriftVerdict;

/**
 * One test of one feature of a window.
 *
 * @param method the test
 * @param why why this test, in a few words
 * @param p p-value before correction; unknown if there is too little data
 * @param corrected the p-value corrected for all tests of the window; 1 if it is unknown
 * @param effect size of the change: population stability index, or difference of shares; 0 if unknown
 * @param verdict what it says: drift or a warning begins only if the corrected p-value is within the level, and by the size;
 *     it lasts until the size is back at the level where it is clear
 * @param state what is in force after it: the verdict, or what was in force before if there was too little data
 */
public record WindowTest(
        String method,
        String why,
        Estimate p,
        double corrected,
        double effect,
        DriftVerdict verdict,
        DriftVerdict state) {}
