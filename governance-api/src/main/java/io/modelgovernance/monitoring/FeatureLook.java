package io.modelgovernance.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.drift.DriftVerdict;
import java.util.List;

/**
 * What a window said of one feature.
 *
 * @param feature its name
 * @param verdict the worst of its tests that had enough data; else {@link DriftVerdict#NOT_ENOUGH_DATA}
 * @param tests of its values, of the share missing, and of the share outside what the reference knew
 * @param stability population stability index over the frozen bins; unknown if there is too little data
 * @param bins values in the frozen bins of the reference
 * @param missing values missing
 */
public record FeatureLook(
        String feature,
        DriftVerdict verdict,
        List<WindowTest> tests,
        Estimate stability,
        List<Long> bins,
        long missing) {
    /** Copies. */
    public FeatureLook {
        tests = List.copyOf(tests);
        bins = List.copyOf(bins);
    }
}
