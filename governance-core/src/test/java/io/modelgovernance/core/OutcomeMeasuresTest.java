package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.uncertainty.ConformalClassifier;
import io.modelgovernance.core.uncertainty.ConformalIntervals;
import io.modelgovernance.core.uncertainty.OutcomeMeasures;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What served decisions whose outcome is known say about calibration and coverage. */
class OutcomeMeasuresTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final int DECISIONS = 600;

    @TempDir
    Path directory;

    /** The score is the income over 10,000; what happens has that probability times a factor. */
    @Test
    void calibrationAndCoverageOfServedDecisions() {
        SplittableRandom random = new SplittableRandom(3);
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            double[][] probabilities = new double[400][];
            int[] truth = new int[probabilities.length];
            for (int i = 0; i < truth.length; i++) {
                double p = random.nextDouble();
                probabilities[i] = new double[] {1 - p, p};
                truth[i] = random.nextDouble() < p ? 1 : 0;
            }
            var sets = ConformalIntervals.toLabels(ConformalClassifier.calibrate(probabilities, truth, 0.1));
            Checks checks = Checks.standard().intervals(ConformalIntervals.byVersion(Map.of(version, sets)));
            List<DecisionRecord> records = new ArrayList<>();
            Map<String, Boolean> fair = new HashMap<>();
            Map<String, Boolean> shifted = new HashMap<>();
            boolean[] happened = new boolean[DECISIONS];
            double[] score = new double[DECISIONS];
            try (GovernedModel model = governance.govern(
                    "credit-risk", LOADER, ServingOptions.defaults().withChecks(checks))) {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < DECISIONS; i++) {
                    score[i] = random.nextDouble();
                    happened[i] = random.nextDouble() < score[i];
                    String id = model.judge(CALL, new double[] {10_000 * score[i], 0})
                            .id();
                    ids.add(id);
                    fair.put(id, happened[i]);
                    shifted.put(id, random.nextDouble() < 0.5 * score[i]);
                }
                model.flush();
                ids.forEach(id -> records.add(model.record(id).orElseThrow()));
            }
            OutcomeMeasures good = OutcomeMeasures.of(records, fair, 7);
            assertEquals(DECISIONS, good.size());
            assertEquals(Auc.of(happened, score).value(), good.auc().value(), 1e-12);
            assertTrue(
                    good.coverage().low() < 0.9 && good.coverage().high() > 0.9,
                    () -> good.coverage().toString());
            OutcomeMeasures bad = OutcomeMeasures.of(records, shifted, 7);
            assertTrue(
                    bad.calibrationError().low() > 0.15,
                    () -> bad.calibrationError().toString());
            assertTrue(bad.coverage().high() < 0.9);
        }
    }

    @Test
    void withoutOutcomesOrIntervalsNothingIsKnown() {
        OutcomeMeasures none = OutcomeMeasures.of(List.of(), Map.of(), 1);
        assertEquals(0, none.size());
        for (Estimate one : List.of(none.auc(), none.coverage(), none.calibrationError())) {
            assertFalse(one.known());
        }
        assertTrue(Proportions.of(0, 1, 0.95).known());
    }
}
