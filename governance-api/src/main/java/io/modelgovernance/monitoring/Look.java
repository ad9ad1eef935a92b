package io.modelgovernance.monitoring;

import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one window of one version showed. Judged once; rows that come later are counted by {@link Monitors#late}.
 *
 * @param version the version
 * @param window the window; of a plan by rows from the first to the last of them
 * @param number of a plan by rows, its number from 1 on; of a plan by time 0
 * @param upTo of a plan by rows, the last contribution of each writer that is in it or before it; else empty
 * @param span windows judged together, this one the newest
 * @param definition revision of the definition that it was judged by
 * @param verdict the worst of the features' and figures' that had enough data; else {@link DriftVerdict#NOT_ENOUGH_DATA}
 * @param rows rows of the windows judged together
 * @param writers processes that contributed
 * @param level level of all its tests together
 * @param features one for each feature, in the order of the schema: of all rows, then of each segment
 * @param figures one for each rule, in the order of {@link Rules#all}
 * @param by who had it judged
 * @param at when
 */
public record Look(
        VersionId version,
        TimeWindow window,
        long number,
        Map<String, Long> upTo,
        int span,
        int definition,
        DriftVerdict verdict,
        long rows,
        int writers,
        double level,
        List<FeatureLook> features,
        List<FigureLook> figures,
        String by,
        Instant at) {
    /** Copies. */
    public Look {
        features = List.copyOf(features);
        figures = List.copyOf(figures);
        upTo = Collections.unmodifiableMap(new TreeMap<>(upTo));
    }
}
