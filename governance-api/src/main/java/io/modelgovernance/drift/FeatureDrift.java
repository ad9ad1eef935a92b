package io.modelgovernance.drift;

import java.util.List;

/**
 * What was found about one feature.
 *
 * @param feature its name
 * @param verdict what it says
 * @param reason why, in one sentence
 * @param tests the tests that were run
 * @param adjustedP p-value corrected for looking at many features, 1 if there is none
 * @param currentBins current counts in the reference's bins
 * @param missing current values missing
 */
public record FeatureDrift(
        String feature,
        DriftVerdict verdict,
        String reason,
        List<DriftTestResult> tests,
        double adjustedP,
        List<Long> currentBins,
        long missing) {
    /** Copies the lists. */
    public FeatureDrift {
        tests = List.copyOf(tests);
        currentBins = List.copyOf(currentBins);
    }
}
