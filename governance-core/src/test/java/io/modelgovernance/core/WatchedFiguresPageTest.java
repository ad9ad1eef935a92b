package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.evidence.MonitorPage;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupVault;
import io.modelgovernance.core.quality.DataContract;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.GroupUse;
import io.modelgovernance.monitoring.GroupUses;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.PerformanceRule.Metric;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.QualityRule.Check;
import io.modelgovernance.monitoring.RootCause;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Performance and quality of data as a monitor watches them, and the code of docs/drift.md about them. */
class WatchedFiguresPageTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));
    private static final Levels ACCURACY = Levels.below(0.85, 0.80).clear(0.88, 0.83);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final SplittableRandom random = new SplittableRandom(3);
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder().store(store).clock(clock).build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0));
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private MonitorDefinition define(MonitorDefinition definition) {
        return governance.monitors().define(CLEO, definition);
    }

    private void rows(RowObserver observer, int rows) {
        Rows window = Fixtures.rows(random.nextLong(), rows, 0);
        for (int i = 0; i < rows; i++) {
            observer.see(clock.instant(), window.row(i));
        }
    }

    /** So many cases of scores 0.1 and 0.9, so many of them right. */
    private static void labels(RowObserver observer, Instant decided, int cases, int right) {
        for (int i = 0; i < cases; i++) {
            double score = i % 2 == 0 ? 0.1 : 0.9;
            observer.scored(decided, score);
            observer.labelled(decided, score, i % 2 == 1 == i < right);
        }
    }

    private Look judged() {
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance.monitors().judgeDue(JOB, version).get(0);
    }

    private Look day(RowObserver observer, int cases, int right) {
        labels(observer, clock.instant(), cases, right);
        observer.flush();
        return judged();
    }

    private List<Alert> alerts() {
        return governance.monitors().alerts().of("credit-risk", AsOf.now());
    }

    @Test
    void thePage() {
        var daily = MonitorDefinition.of(version, WindowPlan.daily("Europe/Berlin"));
        var profile = governance.drift().reference(version).orElseThrow();
        double[] row = {400, 300};
        var decidedAt = clock.instant();
        // region figures
        var contract = DataContract.suggest(profile, 300, 900, Duration.ofHours(6));
        governance
                .monitors()
                .define(
                        CLEO,
                        daily.sizes(Levels.above(0.10, 0.25).clear(0.08, 0.15)) // an alarm lasts until 0.15
                                .performance(
                                        PerformanceRule.expected(Metric.AUC, 0.5, Levels.below(0.75, 0.70)),
                                        PerformanceRule.realised(Metric.ACCURACY, 0.5, 30, Levels.below(0.85, 0.80)))
                                .quality(contract.rules())); // rows, age, missing, outside, infinite

        var observer = governance.monitors().observe(version);
        observer.see(clock.instant(), row);
        observer.scored(clock.instant(), 0.31); // a governed model counts rows and scores by itself
        observer.labelled(decidedAt, 0.31, false); // when a label has come, in the window of its decision
        // end
        observer.close();
        clock.advance(Duration.ofDays(2));
        Look look = governance.monitors().judgeDue(CLEO, version).get(0);
        assertEquals(2 + 3 + 6, look.figures().size());
        assertEquals(1, look.figures().get(0).labelled());
    }

    @Test
    void accuracyThatFellIsAnAlertOfItsOwnUntilItIsBackAboveTheClearLevel() {
        define(MonitorDefinition.of(version, DAILY)
                .performance(PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY)));
        RowObserver observer = governance.monitors().observe(version);
        FigureLook calm = day(observer, 2_000, 1_840).figures().get(0);
        assertEquals(DriftVerdict.STABLE, calm.verdict());
        assertEquals(0.92, calm.figure().value());
        assertEquals(2_000, calm.labelled());
        assertEquals(DriftVerdict.DRIFT, day(observer, 2_000, 1_400).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 2_000, 1_640).verdict(), "0.82 lies beyond the clear level");
        assertEquals(DriftVerdict.WARNING, day(observer, 2_000, 1_680).verdict(), "0.84: the alarm is over");
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, day(observer, 40, 10).verdict());
        Look held = day(observer, 2_000, 1_740);
        assertEquals(DriftVerdict.WARNING, held.verdict(), "0.87: the warning lasts over a window without data");
        assertEquals(DriftVerdict.STABLE, day(observer, 2_000, 1_780).verdict());
        assertEquals(1, alerts().size());
        Alert alert = alerts().get(0);
        assertEquals(Alert.Kind.PERFORMANCE, alert.kind());
        assertEquals("accuracy", alert.name());
        assertEquals(2, alert.windows());
        assertEquals(0.7, alert.stability());
        assertTrue(MonitorPage.of(governance, version).contains("accuracy, 2026"));
        governance.monitors().alerts().close(BEN, "credit-risk", alert.id(), "retrained");
    }

    @Test
    void chanceAloneBeginsNothing() {
        define(MonitorDefinition.of(version, DAILY)
                .performance(PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY)));
        FigureLook look =
                day(governance.monitors().observe(version), 100, 78).figures().get(0);
        assertEquals(DriftVerdict.STABLE, look.verdict(), "the interval of 78 of 100 holds 0.85");
        assertTrue(look.figure().high() > 0.85, look::toString);
        assertEquals(1 - 2 * 0.05 / 366 / 2, look.figure().level(), 1e-15);
    }

    /** The model is asked for riskier cases: it says itself that it is less sure, before any label. */
    @Test
    void expectedPerformanceAlarmsBeforeLabelsAndTheRealisedLater() {
        define(MonitorDefinition.of(version, DAILY)
                .performance(
                        PerformanceRule.expected(Metric.ACCURACY, 0.5, ACCURACY),
                        PerformanceRule.realised(Metric.ACCURACY, 0.5, 2, ACCURACY)));
        RowObserver observer = governance.monitors().observe(version);
        Instant decided = clock.instant();
        for (int i = 0; i < 1_000; i++) {
            observer.scored(decided, i % 2 == 0 ? 0.3 : 0.7);
        }
        observer.flush();
        Look look = judged();
        assertEquals(0.7, look.figures().get(0).figure().value(), 0.0006);
        assertEquals(DriftVerdict.DRIFT, look.figures().get(0).verdict());
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, look.figures().get(1).verdict());
        assertEquals("expected-accuracy", alerts().get(0).name());
        judged();
        for (int i = 0; i < 600; i++) {
            observer.labelled(decided, i % 2 == 0 ? 0.3 : 0.7, i % 10 < 4 == (i % 2 == 0));
        }
        observer.flush();
        FigureLook late = judged().figures().get(1);
        assertEquals(look.window(), late.window());
        assertEquals(DriftVerdict.DRIFT, late.verdict());
        assertEquals(1_000, late.cases());
        assertEquals(600, late.labelled());
        assertEquals(0.6, late.figure().value(), 1e-12);
        assertEquals(2, alerts().size());
    }

    @Test
    void unfitDataIsAnAlertOfItsFeatureAndOfWhatFeedsIt() {
        define(MonitorDefinition.of(version, DAILY)
                .quality(
                        QualityRule.of(Check.ROWS, Levels.below(200, 100)),
                        QualityRule.of(Check.ROWS, Levels.above(5_000, 9_000)),
                        QualityRule.of(Check.AGE, Levels.above(6 * 3_600, 12 * 3_600)),
                        QualityRule.of(Check.MISSING, "debt", Levels.above(0.02, 0.05)),
                        QualityRule.of(Check.OUTSIDE, "income", Levels.above(0.02, 0.05)),
                        QualityRule.of(Check.INFINITE, "income", Levels.above(0, 0)),
                        QualityRule.of(Check.TYPE, "debt", Levels.above(0, 0.01))));
        RowObserver observer = governance.monitors().observe(version);
        clock.advance(
                Duration.between(clock.instant(), DAILY.at(clock.instant()).to().minusSeconds(3_600)));
        rows(observer, 400);
        observer.flush();
        Look calm = judged();
        calm.figures().forEach(one -> assertEquals(DriftVerdict.STABLE, one.verdict(), one::toString));
        assertEquals(3_600, calm.figures().get(2).figure().value(), 60);

        DatasetVersion bureau = new DatasetVersion(
                "loans",
                "2",
                Digest.of("2".getBytes(StandardCharsets.UTF_8)),
                100,
                List.of("income", "debt"),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        governance.lineage().recordDataset(ANA, bureau, new Node(Node.SOURCE, "bureau"));
        for (int i = 0; i < 120; i++) {
            observer.see(clock.instant(), new double[] {i % 4 == 0 ? 5_000 : 500, i % 3 == 0 ? Double.NaN : 400});
        }
        observer.see(clock.instant(), new double[] {Double.POSITIVE_INFINITY, 400});
        for (int i = 0; i < 40; i++) {
            observer.unreadable(clock.instant(), "debt");
        }
        observer.flush();
        Look look = judged();
        List<DriftVerdict> verdicts =
                look.figures().stream().map(FigureLook::verdict).toList();
        DriftVerdict bad = DriftVerdict.DRIFT;
        DriftVerdict warned = DriftVerdict.WARNING;
        DriftVerdict good = DriftVerdict.STABLE;
        assertEquals(List.of(warned, good, bad, bad, bad, bad, bad), verdicts, look.figures()::toString);
        List<String> about = alerts().stream()
                .filter(one -> one.kind() == Alert.Kind.QUALITY)
                .map(Alert::name)
                .toList();
        assertEquals(
                List.of("age", "missing of debt", "outside of income", "infinite of income", "type of debt"), about);
        List<RootCause> causes = governance.monitors().causes(look);
        assertEquals("dataset/loans:2", causes.get(0).dataset().toString());
        judged();
        assertTrue(governance.monitors().looks(version, AsOf.now()).get(2).figures().stream()
                .anyMatch(one -> one.rule().equals("few-rows") && one.verdict() == DriftVerdict.DRIFT));
    }

    @Test
    void theRiskIsRatedAgainByWhatWasWatched() {
        define(MonitorDefinition.of(version, DAILY)
                .performance(PerformanceRule.realised(Metric.RECALL, 0.5, 0, Levels.below(0.9, 0.8)))
                .quality(QualityRule.of(Check.ROWS, Levels.below(100, 50))));
        day(governance.monitors().observe(version), 2_000, 1_500);
        var measured = governance
                .risk()
                .assessment(version, AsOf.now())
                .orElseThrow()
                .answers()
                .uncertainty();
        assertEquals(0.15, measured.get("performance-shortfall").value(), 1e-12);
        assertEquals(1, measured.get("quality-excess").value());
        assertTrue(measured.get("performance-shortfall").low() > 0.05);
        assertTrue(governance
                .risk()
                .assessment(version, AsOf.now())
                .orElseThrow()
                .trigger()
                .startsWith("window"));
    }

    @Test
    void everyMetricIsWatchedByItsName() {
        PerformanceRule[] rules = Arrays.stream(Metric.values())
                .flatMap(metric -> java.util.stream.Stream.of(
                        PerformanceRule.realised(metric, 0.5, 0, ACCURACY),
                        PerformanceRule.expected(metric, 0.5, ACCURACY)))
                .toArray(PerformanceRule[]::new);
        define(MonitorDefinition.of(version, DAILY).performance(rules));
        for (FigureLook one :
                day(governance.monitors().observe(version), 1_000, 1_000).figures()) {
            assertEquals(DriftVerdict.STABLE, one.verdict(), one::toString);
            assertEquals(
                    one.rule().startsWith("expected") ? 0.9 : 1, one.figure().value(), 0.05, one::toString);
        }
    }

    @Test
    void whatIsNoRuleIsRefused() {
        Levels rising = Levels.above(0.1, 0.2);
        assertThrows(InvalidInputException.class, () -> Levels.above(0.2, 0.1));
        assertThrows(InvalidInputException.class, () -> Levels.below(0.1, 0.2));
        assertThrows(InvalidInputException.class, () -> rising.clear(0.15, 0.2));
        assertThrows(InvalidInputException.class, () -> rising.clear(0.1, 0.25));
        assertThrows(InvalidInputException.class, () -> rising.clear(0.1, 0.05));
        assertThrows(InvalidInputException.class, () -> Levels.above(0.1, Double.NaN));
        assertThrows(InvalidInputException.class, () -> PerformanceRule.realised(Metric.AUC, 0.5, 0, rising));
        assertThrows(InvalidInputException.class, () -> PerformanceRule.realised(Metric.AUC, 0.0005, 0, ACCURACY));
        assertThrows(InvalidInputException.class, () -> PerformanceRule.realised(Metric.AUC, 0.5, 101, ACCURACY));
        assertThrows(InvalidInputException.class, () -> QualityRule.of(Check.ROWS, "debt", rising));
        assertThrows(InvalidInputException.class, () -> QualityRule.of(Check.MISSING, rising));
        assertThrows(InvalidInputException.class, () -> QualityRule.of(Check.MISSING, "debt", ACCURACY));
        MonitorDefinition whole = MonitorDefinition.of(version, DAILY);
        QualityRule rent = QualityRule.of(Check.MISSING, "rent", rising);
        assertThrows(InvalidInputException.class, () -> define(whole.quality(rent)));
        assertThrows(InvalidInputException.class, () -> whole.quality(rent, rent));
        assertThrows(InvalidInputException.class, () -> whole.sizes(Levels.above(0, 1)));
        define(whole);
        RowObserver observer = governance.monitors().observe(version);
        assertThrows(InvalidInputException.class, () -> observer.labelled(clock.instant(), 1.5, true));
        assertThrows(InvalidInputException.class, () -> observer.unreadable(clock.instant(), "rent"));
    }

    @Test
    void decisionsThatHangOnTheGroupAreAnAlertOfFairness() {
        define(MonitorDefinition.of(version, DAILY).quality(QualityRule.of(Check.FLIPS, Levels.above(0.01, 0.03))));
        RowObserver observer = governance.monitors().observe(version);
        for (int i = 0; i < 400; i++) {
            observer.flipped(clock.instant(), i % 10 == 0);
        }
        observer.flush();
        FigureLook look = judged().figures().get(0);
        assertEquals(0.1, look.figure().value());
        assertEquals(Alert.Kind.FAIRNESS, alerts().get(0).kind());
        assertEquals("flips", alerts().get(0).name());
        for (int i = 0; i < 400; i++) {
            observer.flipped(clock.instant(), false);
        }
        observer.flush();
        assertEquals(DriftVerdict.STABLE, judged().figures().get(0).verdict());
    }

    @Test
    void everyUseOfProtectedAttributesIsAnActBeforeAnythingLeaves() {
        GroupVault vault = GroupVault.of(Map.of("a", (byte) 0, "b", (byte) 0, "c", (byte) 1), 2, 2);
        String[] keys = {"a", "b", "c", "d"};
        byte[] selected = {1, 0, 1, 0};
        byte[] unknown = {GroupCounts.UNKNOWN, GroupCounts.UNKNOWN, GroupCounts.UNKNOWN, GroupCounts.UNKNOWN};
        GroupUses uses = governance.monitors().groupUses();
        GroupVault.Joined joined = vault.join(
                (cases, groups, hidden, missing) ->
                        uses.record(CLEO, version, "quarterly report", cases, groups, hidden, missing),
                keys,
                selected,
                unknown);
        assertEquals(2, joined.counts().cases(0));
        GroupUse use = uses.of("credit-risk", AsOf.now()).get(0);
        assertEquals(List.of(4L, 1L, 1L), List.of(use.cases(), (long) use.groups(), use.unmatched()));
        assertEquals("cleo", use.by());
        var entry = governance.audit().entries(0, 1_000).stream()
                .reduce((a, b) -> b)
                .orElseThrow();
        assertEquals("quarterly report", entry.reason());
        assertEquals("4", entry.details().get("cases"));
        VersionId none = new VersionId("credit-risk", 9);
        assertThrows(NotFoundException.class, () -> uses.record(CLEO, none, "x", 1, 1, 0, 0));
        assertThrows(InvalidInputException.class, () -> uses.record(CLEO, version, " ", 1, 1, 0, 0));
        assertThrows(InvalidInputException.class, () -> uses.record(CLEO, version, "x", 1, -1, 0, 0));
    }
}
