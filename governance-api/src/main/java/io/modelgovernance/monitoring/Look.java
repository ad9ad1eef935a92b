package io.modelgovernance.monitoring;

import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;

/**
 * What one window of one version showed. Judged once; rows that come later are counted by {@link Monitors#late}.
 *
 * @param version the version
 * @param window the window
 * @param definition revision of the definition that it was judged by
 * @param verdict the worst of the features' that had enough data; else {@link DriftVerdict#NOT_ENOUGH_DATA}
 * @param rows rows of the window
 * @param writers processes that contributed
 * @param level level of all its tests together
 * @param features one for each feature, in the order of the schema
 * @param by who had it judged
 * @param at when
 */
public record Look(
        VersionId version,
        TimeWindow window,
        int definition,
        DriftVerdict verdict,
        long rows,
        int writers,
        double level,
        List<FeatureLook> features,
        String by,
        Instant at) {
    /** Copies. */
    public Look {
        features = List.copyOf(features);
    }
}
