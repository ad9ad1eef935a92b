package io.modelgovernance.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.drift.DriftVerdict;
import java.util.List;

/**
 * What a window said of one feature.
 *
 * @param segment the part of the rows, empty for all of them
 * @param feature its name
 * @param verdict the worst of its tests that had enough data; else {@link DriftVerdict#NOT_ENOUGH_DATA}
 * @param tests of its values, of the share missing, and of the share outside what the reference knew
 * @param stability population stability index over the frozen bins; unknown if there is too little data
 * @param bins values in the frozen bins of the reference
 * @param missing values missing
 */
public record FeatureLook(
        String segment,
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

    /**
     * The feature and its segment.
     *
     * @return the feature's name, with the segment's if it is not of all rows
     */
    public String name() {
        return Title.of(feature, "", segment);
    }
}
