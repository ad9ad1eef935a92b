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
import io.modelgovernance.core.evidence.MonitorPage;
import io.modelgovernance.core.performance.ClassCounter;
import io.modelgovernance.core.performance.CountedClasses;
import io.modelgovernance.core.performance.CountedErrors;
import io.modelgovernance.core.performance.ErrorCounter;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.ClassRule;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.RegressionRule;
import io.modelgovernance.monitoring.RegressionRule.Metric;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of numbers and of several classes as a monitor watches them, and the code of docs/drift.md about them. */
class WatchedOutcomesPageTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));
    private static final Levels ERROR = Levels.above(10, 20).clear(8, 15);
    private static final List<String> CLASSES = List.of("clean", "fraud", "error");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = open();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance
                .drift()
                .freeze(
                        BEN,
                        version,
                        Fixtures.rows(1, 2_000, 0),
                        List.of(Segment.range("indebted", "debt", 500, 1_000)));
    }

    private Governance open() {
        return GovernanceEngine.builder().store(store).clock(clock).build();
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private RowObserver define(MonitorDefinition definition) {
        governance.monitors().define(CLEO, definition);
        return governance.monitors().observe(version);
    }

    private Look judged() {
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance.monitors().judgeDue(JOB, version).get(0);
    }

    /** A day of errors of this size, by turns too much and too little, or all too much. */
    private Look day(RowObserver observer, int cases, double size, boolean biased) {
        for (int i = 0; i < cases; i++) {
            double error = size * (0.9 + i % 3 * 0.1) * (biased || i % 2 == 0 ? 1 : -1);
            observer.measured(clock.instant(), 100 + error, 100);
        }
        observer.flush();
        return judged();
    }

    private List<Alert> alerts() {
        return governance.monitors().alerts().of("credit-risk", AsOf.now());
    }

    @Test
    void thePageOfNumbers() {
        var daily = MonitorDefinition.of(version, WindowPlan.daily("Europe/Berlin"));
        double[] row = {400, 700};
        var decidedAt = clock.instant();
        // region numbers
        var indebted = Segment.range("indebted", "debt", 500, 1_000);
        governance
                .monitors()
                .define(
                        CLEO,
                        daily.segments(indebted)
                                .regression(
                                        RegressionRule.of(Metric.MEAN_ABSOLUTE_ERROR, 7, Levels.above(10, 15)),
                                        RegressionRule.of(Metric.BIAS, 7, Levels.above(3, 5))
                                                .in("indebted")));

        var observer = governance.monitors().observe(version);
        observer.measured(decidedAt, 104.5, 98); // predicted, and what it turned out to be, when that is known
        observer.about(row).measured(decidedAt, 210, 214); // of a row: counts in its segments too
        // end
        observer.close();
        clock.advance(Duration.ofDays(9));
        List<Look> looks = governance.monitors().judgeDue(CLEO, version);
        List<FigureLook> figures = looks.get(7).figures();
        assertEquals(List.of(2L, 1L), figures.stream().map(FigureLook::labelled).toList());
        assertEquals("bias in indebted", figures.get(1).name());
    }

    @Test
    void thePageOfClasses() {
        var daily = MonitorDefinition.of(version, WindowPlan.daily("Europe/Berlin"));
        var decidedAt = clock.instant();
        // region classes
        governance
                .monitors()
                .define(
                        CLEO,
                        daily.classes(
                                List.of("clean", "fraud", "error"),
                                ClassRule.of(ClassRule.Metric.MACRO_F1, 7, Levels.below(0.80, 0.75)),
                                ClassRule.recall("fraud", 7, Levels.below(0.90, 0.85))));

        var observer = governance.monitors().observe(version);
        observer.classified(decidedAt, "clean", "fraud"); // decided, and what it turned out to be
        // end
        observer.close();
        clock.advance(Duration.ofDays(9));
        FigureLook look =
                governance.monitors().judgeDue(CLEO, version).get(7).figures().get(1);
        assertEquals("recall of class fraud", look.name());
        assertEquals(1, look.labelled());
    }

    @Test
    void errorsThatGrowAreAnAlertUntilTheyAreBackBelowTheClearLevel() {
        RowObserver observer = define(MonitorDefinition.of(version, DAILY)
                .regression(RegressionRule.of(Metric.MEAN_ABSOLUTE_ERROR, 0, ERROR)));
        FigureLook calm = day(observer, 300, 5, false).figures().get(0);
        assertEquals(DriftVerdict.STABLE, calm.verdict());
        assertEquals(5, calm.figure().value(), 1e-12);
        assertEquals(300, calm.labelled());
        assertEquals(DriftVerdict.WARNING, day(observer, 300, 12, false).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 300, 25, false).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 300, 30, false).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 300, 16, false).verdict(), "16 lies beyond the clear level");
        assertEquals(DriftVerdict.WARNING, day(observer, 300, 9, false).verdict(), "the alarm is over");
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, day(observer, 49, 90, false).verdict());
        assertEquals(DriftVerdict.WARNING, day(observer, 300, 9, false).verdict(), "it lasts over such a window");
        assertEquals(DriftVerdict.STABLE, day(observer, 300, 7, false).verdict());
        assertEquals(1, alerts().size());
        Alert alert = alerts().get(0);
        assertEquals(Alert.Kind.PERFORMANCE, alert.kind());
        assertEquals("mean-absolute-error", alert.name());
        assertEquals(3, alert.windows());
        assertEquals(30, alert.stability(), 1e-12, "the worst is the greatest");
        assertTrue(MonitorPage.of(governance, version).contains("mean-absolute-error, 2026"));
        governance.monitors().alerts().close(BEN, "credit-risk", alert.id(), "retrained");
    }

    @Test
    void chanceAloneBeginsNothing() {
        RowObserver observer = define(MonitorDefinition.of(version, DAILY)
                .regression(RegressionRule.of(Metric.ROOT_MEAN_SQUARED_ERROR, 0, ERROR)));
        for (int i = 0; i < 100; i++) {
            observer.measured(clock.instant(), i < 5 ? 60 : 1, 0);
        }
        observer.flush();
        FigureLook look = judged().figures().get(0);
        assertTrue(look.figure().value() > 12 && look.figure().low() < 10, look::toString);
        assertEquals(DriftVerdict.STABLE, look.verdict());
    }

    @Test
    void tooMuchAndTooLittleAreBothBias() {
        RowObserver observer = define(
                MonitorDefinition.of(version, DAILY).regression(RegressionRule.of(Metric.BIAS, 0, Levels.above(3, 6))));
        assertEquals(DriftVerdict.STABLE, day(observer, 300, 20, false).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 300, 10, true).verdict());
        Look low = day(observer, 300, -10, true);
        assertEquals(DriftVerdict.DRIFT, low.verdict());
        assertEquals(10, low.figures().get(0).figure().value(), 1e-12);
    }

    /** Every process counts a part; figures are those of all cases, to the last bit. */
    @Test
    void countsOfTwoProcessesAddUp() {
        MonitorDefinition definition = MonitorDefinition.of(version, DAILY)
                .regression(RegressionRule.of(Metric.MEAN_ABSOLUTE_ERROR, 0, ERROR))
                .classes(CLASSES, ClassRule.of(ClassRule.Metric.MACRO_F1, 0, Levels.below(0.3, 0.2)));
        RowObserver one = define(definition);
        ErrorCounter errors = new ErrorCounter();
        ClassCounter classes = new ClassCounter(CLASSES);
        SplittableRandom random = new SplittableRandom(4);
        try (Governance other = open()) {
            RowObserver two = other.monitors().observe(version);
            for (int i = 0; i < 501; i++) {
                RowObserver observer = i % 3 == 0 ? one : two;
                double predicted = random.nextDouble() * 1e3;
                double actual = random.nextDouble();
                String decided = CLASSES.get(random.nextInt(3));
                observer.scored(clock.instant(), predicted);
                observer.measured(clock.instant(), predicted, actual);
                observer.classified(clock.instant(), decided, i % 2 == 0 ? decided : "fraud");
                errors.count(predicted, actual);
                classes.count(decided, i % 2 == 0 ? decided : "fraud");
                if (i % 100 == 0) {
                    one.flush();
                }
            }
            one.close();
            two.close();
        }
        List<FigureLook> figures = judged().figures();
        double level = 1 - 2 * definition.levelOfRule();
        assertEquals(
                new CountedErrors(errors.counts(), level).meanAbsoluteError(),
                figures.get(0).figure());
        assertEquals(
                new CountedClasses(classes.counts(), level).macroF1(),
                figures.get(1).figure());
        for (FigureLook figure : figures) {
            assertEquals(List.of(501L, 501L), List.of(figure.cases(), figure.labelled()));
        }
    }

    @Test
    void theBudgetIsSharedByRulesOfEveryKind() {
        MonitorDefinition definition = MonitorDefinition.of(version, DAILY)
                .regression(
                        RegressionRule.of(Metric.BIAS, 0, ERROR),
                        RegressionRule.of(Metric.ROOT_MEAN_SQUARED_ERROR, 0, ERROR))
                .classes(CLASSES, ClassRule.recall("fraud", 0, Levels.below(0.9, 0.8)))
                .performance(PerformanceRule.realised(PerformanceRule.Metric.AUC, 0.5, 0, Levels.below(0.8, 0.7)));
        assertEquals(definition.level() / 2 / 4, definition.levelOfRule());
        RowObserver observer = define(definition);
        ErrorCounter errors = new ErrorCounter();
        for (int i = 0; i < 100; i++) {
            observer.measured(clock.instant(), i, 0);
            observer.classified(clock.instant(), "fraud", "fraud");
            errors.count(i, 0);
        }
        observer.flush();
        List<FigureLook> figures = judged().figures();
        assertEquals(
                List.of("auc", "bias", "root-mean-squared-error", "recall of class fraud"),
                figures.stream().map(FigureLook::name).toList());
        double level = 1 - 2 * 0.05 / 366 / 2 / 4;
        assertEquals(
                new CountedErrors(errors.counts(), level).absoluteBias(),
                figures.get(1).figure());
        assertEquals(Proportions.of(100, 100, level), figures.get(3).figure());
    }

    @Test
    void whatComesLateCountsInTheWindowOfItsDecision() {
        RowObserver observer = define(MonitorDefinition.of(version, DAILY)
                .regression(RegressionRule.of(Metric.BIAS, 2, ERROR))
                .classes(CLASSES, ClassRule.of(ClassRule.Metric.ACCURACY, 2, Levels.below(0.9, 0.8))));
        Instant decided = clock.instant();
        for (int i = 0; i < 80; i++) {
            observer.scored(decided, 1_000);
        }
        observer.flush();
        Look first = judged();
        judged();
        for (int i = 0; i < 60; i++) {
            observer.measured(decided, 30, i % 2);
            observer.classified(decided, "clean", i % 2 == 0 ? "clean" : "fraud");
        }
        observer.flush();
        List<FigureLook> late = judged().figures();
        for (FigureLook one : late) {
            assertEquals(first.window(), one.window());
            assertEquals(DriftVerdict.DRIFT, one.verdict(), one::toString);
            assertEquals(List.of(80L, 60L), List.of(one.cases(), one.labelled()));
        }
        assertEquals(
                List.of("bias", "accuracy"), alerts().stream().map(Alert::name).toList());
    }

    @Test
    void everyMetricOfClassesIsWatched() {
        Levels levels = Levels.below(0.9, 0.8);
        List<ClassRule> rules = new ArrayList<>(List.of(ClassRule.recall("fraud", 0, levels)));
        for (ClassRule.Metric metric : ClassRule.Metric.values()) {
            if (metric != ClassRule.Metric.RECALL) {
                rules.add(ClassRule.of(metric, 0, levels));
            }
        }
        RowObserver observer =
                define(MonitorDefinition.of(version, DAILY).classes(CLASSES, rules.toArray(ClassRule[]::new)));
        ClassCounter counter = new ClassCounter(CLASSES);
        for (int i = 0; i < 600; i++) {
            String actual = i % 50 == 0 ? "a new kind" : CLASSES.get(i % 3);
            String decided = i % 4 == 0 ? "clean" : actual;
            observer.classified(clock.instant(), decided, actual);
            counter.count(decided, actual);
        }
        observer.flush();
        List<FigureLook> figures = judged().figures();
        assertEquals(
                List.of("recall of class fraud", "accuracy", "macro-f1", "balanced-accuracy"),
                figures.stream().map(FigureLook::name).toList());
        CountedClasses of =
                new CountedClasses(counter.counts(), figures.get(0).figure().level());
        assertEquals(
                List.of(of.recall("fraud"), of.accuracy(), of.macroF1(), of.balancedAccuracy()),
                figures.stream().map(FigureLook::figure).toList());
    }

    /** As with every other alert: the champion falls back, causes are looked for, and the risk is rated again. */
    @Test
    void worseNumbersDoWhatAnAlertDoes() {
        VersionId second = Fixtures.promoted(governance, directory, "0 0.0004");
        governance.drift().freeze(BEN, second, Fixtures.rows(1, 2_000, 0));
        version = second;
        RowObserver observer = define(MonitorDefinition.of(second, DAILY)
                .regression(RegressionRule.of(Metric.MEAN_ABSOLUTE_ERROR, 0, ERROR)));
        DatasetVersion loans = new DatasetVersion(
                "loans",
                "2",
                Digest.of("2".getBytes(StandardCharsets.UTF_8)),
                100,
                List.of("income", "debt"),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        governance.lineage().recordDataset(ANA, loans, new Node(Node.SOURCE, "bureau"));
        Look look = day(observer, 300, 25, false);
        assertEquals(
                1,
                governance
                        .registry()
                        .alias("credit-risk", "champion", AsOf.now())
                        .orElseThrow()
                        .version()
                        .number());
        assertEquals(
                "dataset/loans:2",
                governance.monitors().causes(look).get(0).dataset().toString());
        var measured = governance
                .risk()
                .assessment(second, AsOf.now())
                .orElseThrow()
                .answers()
                .uncertainty();
        assertEquals(1.5, measured.get("performance-shortfall").value(), 1e-12, "25 is 1.5 times 10 above 10");
        assertTrue(measured.get("performance-shortfall").low() > 1.4);
    }

    @Test
    void windowsByRowsHoldWhatComesInThem() {
        RowObserver observer = define(MonitorDefinition.of(version, WindowPlan.rows(100, 10))
                .regression(RegressionRule.of(Metric.BIAS, 0, ERROR))
                .classes(CLASSES, ClassRule.of(ClassRule.Metric.ACCURACY, 0, Levels.below(0.9, 0.8))));
        for (int i = 0; i < 100; i++) {
            Instant longAgo = clock.instant().minus(Duration.ofDays(90));
            observer.measured(longAgo, 30, i % 2);
            observer.classified(longAgo, "clean", "fraud");
            observer.see(clock.instant(), Fixtures.rows(i, 1, 0).row(0));
        }
        observer.flush();
        Look look = governance.monitors().judgeDue(JOB, version).get(0);
        look.figures().forEach(one -> assertEquals(DriftVerdict.DRIFT, one.verdict(), one::toString));
    }

    @Test
    void whatIsNoRuleIsRefused() {
        Levels falling = Levels.below(0.9, 0.8);
        assertThrows(InvalidInputException.class, () -> RegressionRule.of(Metric.BIAS, 0, falling));
        assertThrows(InvalidInputException.class, () -> RegressionRule.of(Metric.BIAS, 0, Levels.above(0, 1)));
        assertThrows(InvalidInputException.class, () -> RegressionRule.of(Metric.BIAS, 101, ERROR));
        assertThrows(InvalidInputException.class, () -> RegressionRule.of(Metric.BIAS, -1, ERROR));
        assertThrows(InvalidInputException.class, () -> ClassRule.of(ClassRule.Metric.ACCURACY, 0, ERROR));
        assertThrows(InvalidInputException.class, () -> ClassRule.of(ClassRule.Metric.ACCURACY, 101, falling));
        assertThrows(InvalidInputException.class, () -> ClassRule.of(ClassRule.Metric.RECALL, 0, falling));
        assertThrows(
                InvalidInputException.class, () -> new ClassRule(ClassRule.Metric.ACCURACY, "fraud", 0, falling, ""));
        MonitorDefinition whole = MonitorDefinition.of(version, DAILY);
        ClassRule fraud = ClassRule.recall("fraud", 0, falling);
        assertThrows(InvalidInputException.class, () -> whole.classes(List.of("fraud"), fraud));
        assertThrows(InvalidInputException.class, () -> whole.classes(List.of("fraud", "fraud"), fraud));
        assertThrows(InvalidInputException.class, () -> whole.classes(List.of("clean", "error"), fraud));
        assertThrows(InvalidInputException.class, () -> whole.classes(CLASSES, fraud, fraud));
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "c" + i).toList();
        assertThrows(InvalidInputException.class, () -> whole.classes(many));
        assertEquals(100, whole.classes(many.subList(0, 100)).rules().classes().size());
        RegressionRule bias = RegressionRule.of(Metric.BIAS, 1, ERROR);
        MonitorDefinition rows = MonitorDefinition.of(version, WindowPlan.rows(100, 10));
        assertThrows(InvalidInputException.class, () -> rows.regression(bias), "late labels need time");
        RowObserver observer = define(whole);
        Instant now = clock.instant();
        assertThrows(InvalidInputException.class, () -> observer.classified(now, "clean", "fraud"));
        assertThrows(InvalidInputException.class, () -> observer.measured(now, Double.NaN, 1));
        assertThrows(InvalidInputException.class, () -> observer.measured(now, 1, Double.POSITIVE_INFINITY));
        observer.close();
        assertThrows(InvalidInputException.class, () -> observer.measured(now, 1, 1));
        assertEquals(0, judged().writers(), "what was refused left nothing");
    }
}
