package io.modelgovernance.drift;

import java.util.List;

/**
 * What a comparison of a window with a reference found.
 *
 * @param verdict the worst of the features' verdicts that had enough data
 * @param rows rows in the window
 * @param features one finding a feature, in schema order
 * @param method how features were tested and corrected, with parameters
 * @param explanation one sentence for people
 */
public record DriftReport(
        DriftVerdict verdict, long rows, List<FeatureDrift> features, String method, String explanation) {
    /** Copies the list. */
    public DriftReport {
        features = List.copyOf(features);
    }
}
