package io.modelgovernance.drift;

import java.util.List;

/**
 * What was found about one feature.
 *
 * @param feature its name
 * @param verdict what it says
 * @param reason why, in one sentence
 * @param tests the tests that were run
 * @param adjustedP the least of the feature's p-values, corrected for looking at many; 1 if there is none
 * @param currentBins current counts in the reference's bins
 * @param missing current values missing
 * @param missingShareReference share of the reference's values that were missing, 0 to 1
 * @param missingShareCurrent share of the current values that are missing, 0 to 1; 0 if there are none
 * @param unseenCategories current values of categories the schema does not know; 0 for a numeric feature
 */
public record FeatureDrift(
        String feature,
        DriftVerdict verdict,
        String reason,
        List<DriftTestResult> tests,
        double adjustedP,
        List<Long> currentBins,
        long missing,
        double missingShareReference,
        double missingShareCurrent,
        long unseenCategories) {
    /** Copies the lists. */
    public FeatureDrift {
        tests = List.copyOf(tests);
        currentBins = List.copyOf(currentBins);
    }
}
