package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.performance.BinaryMetrics;
import io.modelgovernance.core.performance.CalibrationBins;
import io.modelgovernance.core.performance.CalibrationTests;
import io.modelgovernance.core.performance.LabelledScores;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.Resampling;
import io.modelgovernance.core.uncertainty.UncertaintyMeasures;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From measured intervals to verdicts, gates and tiers. */
class MeasuredUncertaintyTest {
    @TempDir
    Path directory;

    private Governance governance;
    private VersionId version;

    @BeforeEach
    void register() {
        governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
        version = Fixtures.register(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private ValidationReport validated(PlannedTest test, Estimate measured) {
        String plan = governance.risk().plan(CLEO, "credit-risk", List.of(test)).id();
        return governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(plan, "measured")
                                .measured(test.metric(), measured)
                                .on("later", Fixtures.LATER));
    }

    private GateResult gate(String id) {
        return governance.gates(version, "production").stream()
                .filter(result -> result.gate().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Estimate auc(double low, double high) {
        return Estimate.of((low + high) / 2, low, high, 0.95, 500, "DeLong");
    }

    @Test
    void anIntervalWithTheBoundInsideEvidencesNothing() {
        PlannedTest sure = PlannedTest.atLeast("auc", 0.7).withConfidence(0.95);
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        assertEquals(Verdict.NOT_EVIDENCED, validated(sure, auc(0.68, 0.78)).verdict());
        assertEquals(Verdict.NOT_EVIDENCED, gate("validated").verdict());
        assertTrue(gate("validated").reason().contains("auc >= 0.7 at confidence 0.95 was 0.73"));
        assertEquals(Verdict.FAILED, validated(sure, auc(0.58, 0.69)).verdict());
        assertEquals(Verdict.FAILED, gate("validated").verdict());
        assertEquals(Verdict.PASSED, validated(sure, auc(0.70, 0.79)).verdict());
        assertEquals(Verdict.PASSED, gate("validated").verdict());
        // Without demanded confidence the worse end decides, as ever.
        assertEquals(
                Verdict.FAILED,
                validated(PlannedTest.atLeast("auc", 0.7), auc(0.68, 0.78)).verdict());
        // An interval at a lower level than demanded is none.
        assertEquals(
                Verdict.NOT_EVIDENCED,
                validated(PlannedTest.atLeast("auc", 0.7).withConfidence(0.99), auc(0.75, 0.79))
                        .verdict());
    }

    @Test
    void theUpperSideIsTheMirror() {
        PlannedTest test = PlannedTest.atMost("psi", 0.2).withConfidence(0.9);
        assertEquals(Verdict.PASSED, test.judge(auc(0.1, 0.2)));
        assertEquals(Verdict.NOT_EVIDENCED, test.judge(auc(0.1, 0.21)));
        assertEquals(Verdict.FAILED, test.judge(auc(0.21, 0.3)));
        assertEquals(Verdict.PASSED, test.judge(Estimate.exact(0.2, 9, "count")));
        assertEquals(Verdict.FAILED, test.judge(Estimate.exact(0.3, 9, "count")));
        assertEquals(Verdict.NOT_EVIDENCED, test.judge(Estimate.notEnoughData(3, "few")));
        assertThrows(InvalidInputException.class, () -> test.withConfidence(0));
        assertThrows(InvalidInputException.class, () -> test.withConfidence(1));
        assertThrows(InvalidInputException.class, () -> test.withConfidence(Double.NaN));
    }

    /** What passes with demanded confidence passes without; what fails with it fails without; the rest is not evidenced. */
    @Property(tries = 300)
    void confidenceOnlyTakesAwayVerdicts(
            @ForAll @DoubleRange(max = 1) double a,
            @ForAll @DoubleRange(max = 1) double b,
            @ForAll @DoubleRange(max = 1) double bound) {
        Estimate measured = auc(Math.min(a, b), Math.max(a, b));
        for (PlannedTest plain : List.of(PlannedTest.atLeast("auc", bound), PlannedTest.atMost("auc", bound))) {
            Verdict loose = plain.judge(measured);
            Verdict strict = plain.withConfidence(0.9).judge(measured);
            assertTrue(strict == loose || strict == Verdict.NOT_EVIDENCED && loose == Verdict.FAILED);
        }
    }

    /** A sample on which a model is good enough, and one on which nobody can tell. */
    @Test
    void measuredFromCasesToTheGate() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 2_000;
        boolean[] positive = new boolean[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextDouble();
            positive[i] = random.nextDouble() < p[i];
        }
        LabelledScores cases = LabelledScores.of(positive, p);
        Resampling plan = Resampling.of(n, 11);
        Map<String, Estimate> measured = Map.of(
                "auc", Auc.of(positive, p),
                "gini", cases.bca(BinaryMetrics.gini(), plan),
                "brier", cases.bca(BinaryMetrics.brier(), plan),
                "spiegelhalter-p", CalibrationTests.spiegelhalter(cases).p());
        List<PlannedTest> tests = List.of(
                PlannedTest.atLeast("auc", 0.75).withConfidence(0.95),
                PlannedTest.atLeast("gini", 0.5).withConfidence(0.95),
                PlannedTest.atMost("brier", 0.2).withConfidence(0.95),
                PlannedTest.atLeast("spiegelhalter-p", 0.01).withConfidence(0.95));
        String id = governance.risk().plan(CLEO, "credit-risk", tests).id();
        ValidationReport report = governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(id, "report 17").measured(measured).on("later", Fixtures.LATER));
        assertEquals(Verdict.PASSED, report.verdict(), () -> report.results().toString());
        assertEquals(report, governance.risk().validation(version, AsOf.now()).orElseThrow());
        boolean[] few = java.util.Arrays.copyOf(positive, 60);
        Estimate small = Auc.of(few, java.util.Arrays.copyOf(p, 60));
        assertEquals(
                Verdict.NOT_EVIDENCED,
                validated(PlannedTest.atLeast("auc", small.value()).withConfidence(0.9), small)
                        .verdict());
    }

    /** All six kinds of measured uncertainty reach the tier; taking one away makes it unknown, which is the worst. */
    @Test
    void measuresReachTheTier() {
        Estimate good = Estimate.of(0.002, 0.001, 0.004, 0.95, 5_000, "measured");
        UncertaintyMeasures measures = UncertaintyMeasures.none()
                .withCoverage(Proportions.of(4_900, 5_000, 0.95), 0.9)
                .withWidth(good)
                .withCalibration(good)
                .withMetric(auc(0.795, 0.805))
                .withFlips(good)
                .withOutside(good);
        var base = Fixtures.smallRisk();
        var rated = governance.risk().assess(ANA, version, measures.in(base)).rating();
        assertFalse(rated.provisional());
        // A model that is badly calibrated, on the same answers.
        var bad = measures.withCalibration(Estimate.of(0.1, 0.08, 0.12, 0.95, 5_000, "10 bins"));
        var worse = governance
                .risk()
                .rescore(ANA, version, bad.byName(), "calibration of October")
                .rating();
        assertTrue(worse.tier().compareTo(rated.tier()) <= 0);
        assertTrue(inherent(worse) > inherent(rated), "the uncertainty weighs in");
        // Coverage that fell short.
        var short1 = measures.withCoverage(Proportions.of(4_200, 5_000, 0.95), 0.9);
        assertEquals(0.06, short1.byName().get("coverage-shortfall").value(), 1e-12);
        assertFalse(measures.withMetric(Estimate.notEnoughData(3, "few"))
                .byName()
                .get("metric-half-width")
                .known());
        assertFalse(measures.withMetric(Estimate.exact(0, 3, "zero"))
                .byName()
                .get("metric-half-width")
                .known());
        assertFalse(measures.withCoverage(Estimate.notEnoughData(0, "none"), 0.9)
                .byName()
                .get("coverage-shortfall")
                .known());
        assertThrows(InvalidInputException.class, () -> measures.withCoverage(good, 1));
    }

    private static int inherent(RiskRating rating) {
        return rating.axis("inherent").sum().high();
    }

    @Test
    void calibrationErrorNamesItsBins() {
        assertEquals("10 bins of equal mass", CalibrationBins.equalMass(10).toString());
    }
}
