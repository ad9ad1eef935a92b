package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.ben;
import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.performance.BaselZone;
import io.modelgovernance.core.performance.BinaryMetrics;
import io.modelgovernance.core.performance.BrierDecomposition;
import io.modelgovernance.core.performance.CalibrationBins;
import io.modelgovernance.core.performance.CalibrationTests;
import io.modelgovernance.core.performance.DefaultRateTests;
import io.modelgovernance.core.performance.ExceedanceTests;
import io.modelgovernance.core.performance.LabelledScores;
import io.modelgovernance.core.performance.OutcomeTest;
import io.modelgovernance.core.performance.ReliabilityCurve;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.core.uncertainty.ConformalClassifier;
import io.modelgovernance.core.uncertainty.ConformalIntervals;
import io.modelgovernance.core.uncertainty.DecisionFlips;
import io.modelgovernance.core.uncertainty.Nonconformity;
import io.modelgovernance.core.uncertainty.PlattCalibration;
import io.modelgovernance.core.uncertainty.SobolIndices;
import io.modelgovernance.core.uncertainty.UncertaintyMeasures;
import io.modelgovernance.core.uncertainty.ValidityRange;
import io.modelgovernance.core.uncertainty.VennAbers;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/uncertainty.md. */
class UncertaintyPageTest {
    @TempDir
    Path directory;

    @Test
    void fromCasesToVerdictGuardAndTier() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        int n = 2_000;
        boolean[] defaulted = new boolean[n];
        double[] score = new double[n];
        double[][] probabilities = new double[n][];
        int[] truth = new int[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextDouble();
            defaulted[i] = random.nextDouble() < score[i];
            probabilities[i] = new double[] {1 - score[i], score[i]};
            truth[i] = defaulted[i] ? 1 : 0;
        }
        double[][] probabilitiesLater = probabilities.clone();
        int[] truthLater = truth.clone();
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            RiskAnswers answers = GovernedScene.answers();
            Digest digest = Digest.of(new byte[] {1});
            // region verdict
            LabelledScores cases = LabelledScores.of(defaulted, score); // sorted once, for every metric
            Resampling resampling = Resampling.of(cases.size(), 7); // 1,000 resamples; seed 7
            Estimate auc = Auc.of(defaulted, score); // DeLong's interval
            Estimate gini = cases.bca(BinaryMetrics.gini(), resampling);
            Estimate brier = cases.percentile(BinaryMetrics.brier(), resampling);

            var plan = governance
                    .risk()
                    .plan(
                            cleo,
                            "credit-risk",
                            List.of(
                                    PlannedTest.atLeast("auc", 0.75).withConfidence(0.95),
                                    PlannedTest.atMost("brier", 0.20).withConfidence(0.95)));
            var validation = Validation.approved(plan.id(), "report 17")
                    .measured(Map.of("auc", auc, "brier", brier))
                    .on("loans of october", digest); // of the file that the cases were read from
            var report = governance.risk().validate(ben, v1, validation);
            report.verdict(); // PASSED: both intervals lie wholly on the good side
            // end
            assertEquals(Verdict.PASSED, report.verdict());
            assertEquals(2 * auc.value() - 1, gini.value(), 1e-12);
            // region calibration
            var curve = ReliabilityCurve.of(cases, CalibrationBins.equalMass(10), 0.95);
            curve.points().get(0).plausible(); // could what was predicted here be true?
            curve.expectedError();
            OutcomeTest test = CalibrationTests.spiegelhalter(cases); // needs no bins
            var parts = BrierDecomposition.byProbability(cases); // reliability - resolution + uncertainty

            var platt = PlattCalibration.fit(defaulted, score); // on cases the model was not trained on
            var vennAbers = VennAbers.calibrate(defaulted, score);
            VennAbers.Pair pair = vennAbers.pair(0.3); // two probabilities; their distance says how much is known
            // end
            assertTrue(curve.points().get(0).plausible());
            assertTrue(test.p().value() > 0.001);
            assertEquals(0, parts.within(), 1e-12);
            assertTrue(platt.slope() > 0 && pair.low() < pair.high());
            // region guard
            ConformalClassifier sets =
                    ConformalClassifier.calibrateByLabel(probabilities, truth, 0.1, Nonconformity.leastAmbiguous());
            Checks checks = Checks.standard()
                    .intervals(ConformalIntervals.byVersion(Map.of(v1, ConformalIntervals.toLabels(sets))));
            var options = ServingOptions.defaults().withChecks(checks);
            // end
            assertTrue(options.checks().intervals().isPresent());
            Scorer scorer = (rows, count, out) -> {
                for (int i = 0; i < count; i++) {
                    out[i] = Math.min(1, rows[2 * i] / 10_000);
                }
            };
            var schema = governance.registry().version(v1).schema();
            Rows training = Rows.of(schema, random.doubles(400, 500, 5_000).toArray());
            Rows later = Rows.of(schema, random.doubles(200, 500, 5_000).toArray());
            // region range
            ValidityRange range = ValidityRange.of(training, 0.99); // where the training data lie
            governance.risk().restrict(ben, v1, range.conditions()); // checked at every call
            range.outside(later); // share of cases outside
            DecisionFlips.of(scorer, DecisionRule.declineFrom(0.5), later, 0.01); // inputs moved by 1 % of a deviation
            SobolIndices.run(scorer, training.row(0), range.ranges(), 2_000, 7); // which input explains the score
            // end
            assertTrue(range.outside(later).value() < 0.1);
            // region tier
            var measures = UncertaintyMeasures.none()
                    .withCoverage(sets.coverage(probabilitiesLater, truthLater), 0.9)
                    .withMetric(auc)
                    .withCalibration(
                            cases.percentile(BinaryMetrics.calibrationError(CalibrationBins.equalMass(10)), resampling))
                    .withOutside(range.outside(later));
            governance.risk().assess(cleo, v1, measures.in(answers));
            // end
            Map<String, Boolean> outcomes = Map.of();
            var october = new TimeWindow(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z"));
            // region outcomes
            var turned = governance.monitors().outcomes().observe(cleo, v1, october, outcomes, 0.9); // by decision id
            turned.calibrationError(); // whether the scores were the rates they said
            turned.coverage(); // how often the recorded interval held what happened; 0.9 was promised
            // end
            assertEquals(0, turned.known());
            assertFalse(measures.byName().containsKey("decision-flips"));
        }
    }

    @Test
    void backtests() {
        // region backtests
        ExceedanceTests.proportionOfFailures(7, 250, 0.01).p(); // 0.019
        BaselZone.of(7, 250, 0.01); // YELLOW
        DefaultRateTests.jeffreys(5, 100, 0.02).p(); // 0.029: 2 % is likely too low
        // end
        assertEquals(
                0.019, ExceedanceTests.proportionOfFailures(7, 250, 0.01).p().value(), 5e-4);
        assertEquals(BaselZone.YELLOW, BaselZone.of(7, 250, 0.01));
        assertEquals(0.029, DefaultRateTests.jeffreys(5, 100, 0.02).p().value(), 5e-4);
    }
}
