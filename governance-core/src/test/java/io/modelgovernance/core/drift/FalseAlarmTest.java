package io.modelgovernance.core.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How often clean windows are called significant, each against a reference of its own. */
class FalseAlarmTest {
    /**
     * At level 0.2, some feature of 400 clean windows may be significant in 80 of them; more than 112 would have a
     * chance of 0.00005 (SciPy 1.10.1: {@code scipy.stats.binom.sf(112, 400, 0.2)}). Exact tests with ties
     * and Holm's correction stay below the level, but not far below.
     */
    @Test
    void theLevelHoldsOverAllFeaturesAndTests() {
        SplittableRandom random = new SplittableRandom(2026);
        int significant = 0;
        int alarms = 0;
        for (int trial = 0; trial < 400; trial++) {
            DriftReport report = ReferenceDriftMonitor.of(
                            ReferenceProfiler.withDefaults().profile(Windows.clean(random, 400)))
                    .withLevel(0.2)
                    .check(Windows.clean(random, 150));
            double least = report.features().stream()
                    .mapToDouble(FeatureDrift::adjustedP)
                    .min()
                    .orElseThrow();
            significant += least <= 0.2 ? 1 : 0;
            alarms += report.verdict() == DriftVerdict.DRIFT ? 1 : 0;
        }
        assertTrue(significant <= 112, "significant " + significant);
        assertTrue(significant >= 20, "significant " + significant);
        assertTrue(alarms <= significant);
    }

    /** With the defaults, 150 clean windows raise no alarm, and 150 shifted by 0.8 standard deviations all do. */
    @Test
    void defaultsKeepStillAndSee() {
        SplittableRandom random = new SplittableRandom(7);
        ReferenceDriftMonitor monitor =
                ReferenceDriftMonitor.of(ReferenceProfiler.withDefaults().profile(Windows.clean(random, 1_000)));
        int alarms = 0;
        int seen = 0;
        for (int trial = 0; trial < 150; trial++) {
            alarms += monitor.check(Windows.clean(random, 200)).verdict() == DriftVerdict.STABLE ? 0 : 1;
            double[] data = Windows.clean(random, 200).toArray();
            for (int i = 0; i < data.length; i += 3) {
                data[i] += 0.8;
            }
            var report = monitor.check(io.modelgovernance.model.Rows.of(Windows.SCHEMA, data));
            seen += report.verdict() == DriftVerdict.DRIFT ? 1 : 0;
        }
        assertTrue(alarms <= 2, "alarms " + alarms);
        assertEquals(150, seen);
    }
}
