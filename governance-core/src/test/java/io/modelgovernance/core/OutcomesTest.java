package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.risk.Derivation;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.monitoring.OutcomeObservation;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How decisions turned out is put on record and rates the version again, in one act. */
class OutcomesTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final int DECISIONS = 200;
    /** Says of every score that it will not happen. */
    private static final ScoreInterval NEVER = new ScoreInterval() {
        @Override
        public double low(double[] row, double score) {
            return 0;
        }

        @Override
        public double high(double[] row, double score) {
            return 0;
        }
    };

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .build();
    private final List<String> ids = new ArrayList<>();
    private VersionId version;
    private TimeWindow day;
    private AsOf before = AsOf.now();

    /** Half the decisions score 0.005, half 0.995; the tier is 3, and one point of uncertainty away from 2. */
    @BeforeEach
    void decide() {
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.risk().assess(CLEO, version, Fixtures.smallRisk().with("change", 4, "adapts"));
        Instant morning = clock.instant();
        var checks = Checks.standard().intervals(any -> NEVER);
        try (GovernedModel model = governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withChecks(checks))) {
            for (int i = 0; i < DECISIONS; i++) {
                ids.add(model.judge(CALL, new double[] {10_000 * score(i), 0}).id());
            }
            model.flush();
        }
        day = new TimeWindow(morning, morning.plus(Duration.ofDays(1)));
        clock.advance(Duration.ofDays(30));
        before = AsOf.position(governance.audit().checkpoint().size());
        assertEquals(RiskTier.TIER_3, rating(before).rating().tier());
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private static double score(int i) {
        return i % 2 == 0 ? 0.005 : 0.995;
    }

    private Map<String, Boolean> outcomes(IntPredicate happened) {
        Map<String, Boolean> outcomes = new HashMap<>();
        for (int i = 0; i < DECISIONS; i++) {
            outcomes.put(ids.get(i), happened.test(i));
        }
        return outcomes;
    }

    private RiskAssessment rating(AsOf asOf) {
        return governance.risk().assessment(version, asOf).orElseThrow();
    }

    private OutcomeObservation observe(Map<String, Boolean> outcomes, double promised) {
        return governance.monitors().outcomes().observe(CLEO, version, day, outcomes, promised);
    }

    private void assertMovedAloneBy(String measure) {
        RiskShift shift = governance.risk().shift(version, before, AsOf.now());
        assertEquals(RiskTier.TIER_2, shift.after().tier());
        assertEquals(
                List.of("measure " + measure),
                shift.decisive().stream().map(RiskShift.Move::input).toList());
        assertTrue(
                Derivation.lines(shift.after()).stream()
                        .anyMatch(line -> line.strip().startsWith(measure + " scores ") && line.contains("4: ")),
                () -> Derivation.lines(shift.after()).toString());
    }

    @Test
    void aWorseCalibrationMovesTheTierInTheSameAct() {
        OutcomeObservation seen = observe(outcomes(i -> i % 4 == 1), 0);
        assertEquals(DECISIONS, seen.decisions());
        assertEquals(DECISIONS, seen.known());
        assertEquals(0.25, seen.calibrationError().value(), 1e-9, "0.005 and 0.995 - 0.5, half each");
        assertEquals(
                seen.calibrationError(),
                rating(AsOf.now()).answers().uncertainty().get("calibration-error"));
        assertEquals("outcomes of " + day, rating(AsOf.now()).trigger());
        assertMovedAloneBy("calibration-error");
        long after = governance.audit().checkpoint().size();
        assertEquals(AsOf.position(after - 1), before, "one act");
        var entry = governance.audit().entries(after - 1, 1).get(0);
        assertEquals(EventType.OUTCOMES_OBSERVED, entry.type());
        assertEquals("2", entry.details().get("tier"));
        assertEquals(seen.data().toString(), entry.details().get("data"));
        governance.risk().derive(version, AsOf.now());
        assertEquals(rating(AsOf.now()).rating(), governance.risk().derive(version, AsOf.now()));
    }

    @Test
    void aCoverageBelowItsLevelMovesTheTierAndAPromiseKeptDoesNot() {
        IntPredicate asTheScoreSays = i -> i % 2 == 1;
        OutcomeObservation seen = observe(outcomes(asTheScoreSays), 0.4);
        assertEquals(Proportions.of(DECISIONS / 2, DECISIONS, 0.95), seen.coverage());
        assertTrue(
                seen.calibrationError().high() <= 0.01,
                () -> seen.calibrationError().toString());
        assertEquals(RiskTier.TIER_3, rating(AsOf.now()).rating().tier());
        assertEquals(
                seen.coverage(), observe(outcomes(asTheScoreSays), 0).coverage(), "on record even without a promise");
        assertEquals(RiskTier.TIER_3, rating(AsOf.now()).rating().tier());
        observe(outcomes(asTheScoreSays), 0.9);
        assertMovedAloneBy("coverage-shortfall");
    }

    @Test
    void theSameDecisionsAndOutcomesGiveTheSameFigures() {
        OutcomeObservation first = observe(outcomes(i -> i % 3 == 0), 0.9);
        OutcomeObservation again = observe(new HashMap<>(outcomes(i -> i % 3 == 0)), 0.9);
        assertEquals(first.data(), again.data());
        assertEquals(first.calibrationError(), again.calibrationError());
        assertEquals(first.auc(), again.auc());
        assertEquals(List.of(first, again), governance.monitors().outcomes().of(version, AsOf.now()));
        assertEquals(List.of(), governance.monitors().outcomes().of(version, before));
        assertNotEquals(first.data(), observe(outcomes(i -> i % 3 == 1), 0.9).data());
    }

    @Test
    void whatNothingIsKnownOfLeavesTheRating() {
        RiskAssessment rated = rating(AsOf.now());
        OutcomeObservation none = observe(Map.of("elsewhere", true), 0.9);
        assertEquals(0, none.known());
        assertEquals(1, none.unmatched());
        TimeWindow later = new TimeWindow(clock.instant(), clock.instant().plusSeconds(60));
        Map<String, Boolean> all = outcomes(i -> i % 2 == 0);
        var outside = governance.monitors().outcomes().observe(CLEO, version, later, all, 0.9);
        assertEquals(0, outside.decisions());
        assertEquals(DECISIONS, outside.unmatched());
        assertFalse(outside.calibrationError().known() || outside.coverage().known());
        assertEquals(rated, rating(AsOf.now()));
        VersionId unrated = Fixtures.register(governance, directory, "0.0002 0.0005");
        governance.monitors().outcomes().observe(CLEO, unrated, day, all, 0.9);
        assertTrue(governance.risk().assessment(unrated, AsOf.now()).isEmpty());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        var outcomes = governance.monitors().outcomes();
        for (double promised : new double[] {-0.1, 1, Double.NaN}) {
            assertThrows(InvalidInputException.class, () -> outcomes.observe(CLEO, version, day, Map.of(), promised));
        }
        VersionId unknown = new VersionId("credit-risk", 9);
        assertThrows(NotFoundException.class, () -> outcomes.observe(CLEO, unknown, day, Map.of(), 0));
        assertEquals(before, AsOf.position(governance.audit().checkpoint().size()));
    }

    /** A score that is no probability has no calibration; what was measured of it before stays. */
    @Test
    void scoresThatAreNoProbabilitiesKeepTheirRating() {
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            ids.add(model.judge(CALL, new double[] {20_000, 0}).id());
            model.flush();
        }
        day = new TimeWindow(day.from(), clock.instant().plusSeconds(1));
        Map<String, Boolean> all = outcomes(i -> i % 4 == 1);
        all.put(ids.get(DECISIONS), true);
        OutcomeObservation seen = observe(all, 0);
        assertEquals(DECISIONS + 1, seen.known());
        assertFalse(seen.calibrationError().known());
        assertTrue(seen.auc().known());
        assertEquals(RiskTier.TIER_3, rating(AsOf.now()).rating().tier());
    }
}
