package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.uncertainty.ConformalClassifier;
import io.modelgovernance.core.uncertainty.ConformalIntervals;
import io.modelgovernance.core.uncertainty.ConformalQuantiles;
import io.modelgovernance.core.uncertainty.ConformalRegressor;
import io.modelgovernance.core.uncertainty.Mondrian;
import io.modelgovernance.core.uncertainty.Nonconformity;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision carries a conformal interval or set, and goes to a person where that does not settle the outcome. */
class ConformalGuardTest {
    private static final Call CALL = new Call(BANK, PURPOSE);

    @TempDir
    Path directory;

    private Governance governance;
    private VersionId version;

    /** The score is income / 10,000; from 0.5 on the outcome is a decline. */
    @BeforeEach
    void promote() {
        governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private DecisionRecord judged(ScoreInterval intervals, double income, Class<? extends Verdict> expected) {
        Checks checks = Checks.standard().intervals(ConformalIntervals.byVersion(Map.of(version, intervals)));
        try (GovernedModel model = governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withChecks(checks))) {
            Verdict verdict = model.judge(CALL, new double[] {income, 0});
            assertInstanceOf(expected, verdict);
            if (!verdict.causes().isEmpty()) {
                assertEquals(Check.UNCERTAINTY, verdict.causes().get(0).check());
            }
            model.flush();
            return model.record(verdict.id()).orElseThrow();
        }
    }

    private static ConformalRegressor radius(double radius) {
        return ConformalRegressor.calibrate(new double[] {0}, new double[] {radius}, 0.5);
    }

    @Test
    void anIntervalOverTheCutOffRefersAndIsRecorded() {
        ScoreInterval tenth = ConformalIntervals.around(radius(0.1));
        DecisionRecord sure = judged(tenth, 3_000, Decision.Served.class);
        assertEquals(0.2, sure.low(), 1e-12);
        assertEquals(0.4, sure.high(), 1e-12);
        DecisionRecord unsure = judged(tenth, 4_500, Decision.Referred.class);
        assertEquals(0.55, unsure.high(), 1e-12);
        assertEquals(DecisionRecord.Kind.REFERRED, unsure.kind());
    }

    @Test
    void whatIsNotCalibratedRefers() {
        ConformalRegressor few = ConformalRegressor.calibrate(new double[3], new double[3], 0.1);
        judged(ConformalIntervals.around(few), 100, Decision.Referred.class);
        Checks other = Checks.standard().intervals(ConformalIntervals.byVersion(Map.of()));
        try (GovernedModel model = governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withChecks(other))) {
            assertInstanceOf(Decision.Referred.class, model.judge(CALL, new double[] {100, 0}));
        }
    }

    @Test
    void eachGroupHasItsOwnRadius() {
        Mondrian<ConformalRegressor> groups =
                Mondrian.regressors(new double[2], new double[] {0.01, 0.4}, new int[] {0, 1}, 0.5);
        ScoreInterval byDebt = ConformalIntervals.around(groups, row -> row[0] > 2_000 ? 1 : row[0] > 1_000 ? 0 : 9);
        judged(byDebt, 1_500, Decision.Served.class);
        judged(byDebt, 2_500, Decision.Referred.class);
        judged(byDebt, 500, Decision.Referred.class);
    }

    @Test
    void quantilesOfTheModelItself() {
        ConformalQuantiles margin =
                ConformalQuantiles.calibrate(new double[1], new double[1], new double[] {0.05}, 0.5);
        ScoreInterval intervals = ConformalIntervals.between(
                (rows, n, out) -> out[0] = rows[0] / 20_000, (rows, n, out) -> out[0] = rows[0] / 8_000, margin);
        DecisionRecord record = judged(intervals, 3_000, Decision.Served.class);
        assertEquals(0.1, record.low(), 1e-12);
        assertEquals(0.425, record.high(), 1e-12);
        judged(intervals, 3_700, Decision.Referred.class);
    }

    @Test
    void aSetOfBothLabelsOrNoneRefers() {
        double[][] probabilities = {{0.7, 0.3}, {0.9, 0.1}, {0.95, 0.05}};
        ConformalClassifier sets = ConformalClassifier.calibrate(probabilities, new int[3], 0.25);
        assertEquals(0.3, sets.threshold(0).value(), 1e-12);
        ScoreInterval labels = ConformalIntervals.toLabels(sets);
        // {0}: approved whatever of the two is true of it; from 0 to the score.
        DecisionRecord sure = judged(labels, 2_000, Decision.Served.class);
        assertEquals(0, sure.low());
        assertEquals(0.2, sure.high(), 1e-12);
        // None of both.
        assertTrue(Double.isNaN(judged(labels, 4_000, Decision.Referred.class).low()));
        // {1}: declined.
        assertEquals(1, judged(labels, 8_000, Decision.Served.class).high());
        ConformalClassifier wide =
                ConformalClassifier.calibrate(probabilities, new int[] {1, 1, 1}, 0.25, Nonconformity.leastAmbiguous());
        DecisionRecord both = judged(ConformalIntervals.toLabels(wide), 2_000, Decision.Referred.class);
        assertEquals(0, both.low());
        assertEquals(1, both.high());
        Mondrian<ConformalClassifier> groups =
                Mondrian.classifiers(probabilities, new int[3], new int[3], 0.25, Nonconformity.leastAmbiguous());
        judged(ConformalIntervals.toLabels(groups, row -> 0), 2_000, Decision.Served.class);
        judged(ConformalIntervals.toLabels(groups, row -> 1), 2_000, Decision.Referred.class);
        ConformalClassifier three = ConformalClassifier.calibrate(new double[][] {{.2, .3, .5}}, new int[1], 0.5);
        assertThrows(InvalidInputException.class, () -> ConformalIntervals.toLabels(three));
    }
}
