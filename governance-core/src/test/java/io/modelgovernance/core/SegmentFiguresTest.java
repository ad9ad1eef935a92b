package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.evidence.MonitorPage;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.PerformanceRule.Metric;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.QualityRule.Check;
import io.modelgovernance.monitoring.RegressionRule;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules on performance and quality of a part of the rows. */
class SegmentFiguresTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));
    private static final Segment DEEP = Segment.range("deep", "debt", 900, 1_001);
    private static final Segment LIGHT = Segment.range("light", "debt", 0, 900);
    private static final double[] IN_DEEP = {500, 950};
    private static final double[] IN_LIGHT = {500, 100};
    private static final double[] IN_NONE = {500, Double.NaN};
    private static final Levels ACCURACY = Levels.below(0.85, 0.80);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 4_000, 0), List.of(DEEP, LIGHT));
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private MonitorDefinition parts() {
        return MonitorDefinition.of(version, DAILY).segments(DEEP, LIGHT);
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

    private void label(RowObserver observer, double[] row, int cases, int right) {
        for (int i = 0; i < cases; i++) {
            observer.about(row).scored(clock.instant(), 0.9);
            observer.about(row).labelled(clock.instant(), 0.9, i < right);
        }
    }

    private List<String> alerts() {
        return governance.monitors().alerts().of("credit-risk", AsOf.now()).stream()
                .map(Alert::name)
                .toList();
    }

    @Test
    void aPartThatIsDecidedWorseIsSeenThoughTheWholeHidesIt() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        MonitorDefinition definition = parts().performance(rule, rule.in("deep"), rule.in("light"));
        RowObserver observer = define(definition);
        label(observer, IN_DEEP, 200, 120);
        label(observer, IN_LIGHT, 1_800, 1_750);
        label(observer, IN_NONE, 10, 10);
        observer.flush();
        List<FigureLook> figures = judged().figures();
        assertEquals(
                List.of("accuracy", "accuracy in deep", "accuracy in light"),
                figures.stream().map(FigureLook::name).toList());
        double level = 1 - 2 * definition.levelOfRule();
        assertEquals(
                List.of(
                        Proportions.of(1_880, 2_010, level),
                        Proportions.of(120, 200, level),
                        Proportions.of(1_750, 1_800, level)),
                figures.stream().map(FigureLook::figure).toList());
        assertEquals(200, figures.get(1).cases());
        assertEquals(
                List.of(DriftVerdict.STABLE, DriftVerdict.DRIFT, DriftVerdict.STABLE),
                figures.stream().map(FigureLook::verdict).toList());
        Alert alert =
                governance.monitors().alerts().of("credit-risk", AsOf.now()).get(0);
        assertEquals(List.of("accuracy in deep"), alerts());
        assertEquals("deep", alert.segment());
        assertTrue(MonitorPage.of(governance, version).contains("accuracy in deep, 2026"));
        label(observer, IN_DEEP, 200, 120);
        label(observer, IN_LIGHT, 1_800, 1_750);
        observer.flush();
        judged();
        assertEquals(1, alerts().size());
        label(observer, IN_LIGHT, 200, 120);
        observer.flush();
        judged();
        assertEquals(
                List.of("accuracy in deep", "accuracy", "accuracy in light"),
                alerts(),
                "another part is another alert");
    }

    @Test
    void whatTwoProcessesCountOfAPartAddsUp() {
        MonitorDefinition definition = parts().performance(PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY)
                        .in("deep"))
                .regression(RegressionRule.of(RegressionRule.Metric.MEAN_ABSOLUTE_ERROR, 0, Levels.above(1, 2))
                        .in("deep"));
        RowObserver one = define(definition);
        RowObserver two = governance.monitors().observe(version);
        label(one, IN_DEEP, 100, 90);
        label(two, IN_DEEP, 60, 30);
        label(two, IN_LIGHT, 500, 0);
        for (RowObserver observer : List.of(one, two)) {
            for (int i = 0; i < 40; i++) {
                observer.about(IN_DEEP).measured(clock.instant(), i, 0);
                observer.measured(clock.instant(), 1_000, 0);
            }
            observer.close();
        }
        List<FigureLook> figures = judged().figures();
        double level = 1 - 2 * definition.levelOfRule();
        assertEquals(Proportions.of(120, 160, level), figures.get(0).figure());
        assertEquals(19.5, figures.get(1).figure().value());
        assertEquals(80, figures.get(1).labelled());
    }

    /** What lasts, lasts in its part alone. */
    @Test
    void whatIsInForceIsSoOfAPart() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY.clear(0.99, 0.99));
        RowObserver observer = define(parts().performance(rule.in("deep"), rule.in("light")));
        label(observer, IN_DEEP, 200, 100);
        label(observer, IN_LIGHT, 200, 190);
        observer.flush();
        judged();
        label(observer, IN_DEEP, 200, 190);
        label(observer, IN_LIGHT, 200, 190);
        observer.flush();
        assertEquals(
                List.of(DriftVerdict.DRIFT, DriftVerdict.STABLE),
                judged().figures().stream().map(FigureLook::verdict).toList());
    }

    @Test
    void theBudgetIsThatOfAllRulesWithThoseOfParts() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        QualityRule missing = QualityRule.of(Check.MISSING, "debt", Levels.above(0.02, 0.05));
        MonitorDefinition whole = parts().performance(rule).quality(missing);
        MonitorDefinition all =
                parts().performance(rule, rule.in("deep")).quality(missing, missing.in("deep"), missing.in("light"));
        assertEquals(whole.levelOfPart(), all.levelOfPart());
        assertEquals(all.levelOfPart() / 5, all.levelOfRule());
        assertEquals(whole.level() / 4 / 2, whole.levelOfRule());
    }

    @Test
    void aSmallPartIsNoVerdict() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        RowObserver observer = define(parts().performance(rule, rule.in("deep"))
                .regression(RegressionRule.of(RegressionRule.Metric.BIAS, 0, Levels.above(1, 2))
                        .in("deep"))
                .quality(
                        QualityRule.of(Check.MISSING, "income", Levels.above(0.02, 0.05))
                                .in("deep"),
                        QualityRule.of(Check.FLIPS, Levels.above(0.02, 0.05)).in("deep")));
        label(observer, IN_DEEP, 49, 0);
        label(observer, IN_LIGHT, 500, 490);
        for (int i = 0; i < 49; i++) {
            observer.see(clock.instant(), new double[] {Double.NaN, 950});
            observer.about(IN_DEEP).flipped(clock.instant(), true);
            observer.about(IN_DEEP).measured(clock.instant(), 90, 0);
        }
        observer.flush();
        List<FigureLook> figures = judged().figures();
        assertEquals(DriftVerdict.STABLE, figures.get(0).verdict());
        for (FigureLook one : figures.subList(1, 5)) {
            assertEquals(DriftVerdict.NOT_ENOUGH_DATA, one.verdict(), one::toString);
            assertEquals(49, one.figure().n());
        }
    }

    @Test
    void dataOfAPartIsItsOwn() {
        Levels share = Levels.above(0.02, 0.05);
        RowObserver observer = define(parts().quality(
                        QualityRule.of(Check.MISSING, "income", share),
                        QualityRule.of(Check.MISSING, "income", share).in("deep"),
                        QualityRule.of(Check.TYPE, "income", share).in("deep"),
                        QualityRule.of(Check.TYPE, "income", share).in("light"),
                        QualityRule.of(Check.FLIPS, share).in("deep"),
                        QualityRule.of(Check.FLIPS, share).in("light"),
                        QualityRule.of(Check.ROWS, Levels.below(150, 100)).in("deep"),
                        QualityRule.of(Check.AGE, Levels.above(7_200, 10_000)).in("deep"),
                        QualityRule.of(Check.AGE, Levels.above(7_200, 10_000))));
        Instant end = DAILY.at(clock.instant()).to();
        clock.advance(Duration.between(clock.instant(), end.minusSeconds(20_000)));
        for (int i = 0; i < 120; i++) {
            double[] row = {i % 3 == 0 ? Double.NaN : 500, 950};
            double[] given = row.clone();
            observer.see(clock.instant(), row);
            if (i % 3 == 0) {
                observer.about(row).unreadable(clock.instant(), "income");
            }
            observer.about(row).flipped(clock.instant(), i % 4 == 0);
            assertArrayEquals(given, row);
        }
        clock.advance(Duration.between(clock.instant(), end.minusSeconds(3_600)));
        for (int i = 0; i < 3_000; i++) {
            observer.see(clock.instant(), IN_LIGHT);
            observer.about(IN_LIGHT).flipped(clock.instant(), false);
        }
        observer.flush();
        List<FigureLook> figures = judged().figures();
        DriftVerdict bad = DriftVerdict.DRIFT;
        DriftVerdict good = DriftVerdict.STABLE;
        assertEquals(
                List.of(good, bad, bad, good, bad, good, DriftVerdict.WARNING, bad, good),
                figures.stream().map(FigureLook::verdict).toList(),
                figures::toString);
        assertEquals(20_000, figures.get(7).figure().value(), 60);
        assertEquals(120, figures.get(6).figure().value());
        assertEquals(
                List.of("missing of income in deep", "type of income in deep", "flips in deep", "age in deep"),
                alerts().stream()
                        .filter(one -> one.endsWith("in deep") && !one.startsWith("debt") && !one.startsWith("income"))
                        .toList());
    }

    /** A part of the same name with other bounds is another part: what was counted of the one before is not its own. */
    @Test
    void aPartThatIsDefinedAnewBeginsAnew() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        RowObserver before = define(parts().performance(rule, rule.in("deep")));
        label(before, IN_DEEP, 100, 0);
        before.close();
        Segment wider = Segment.range("deep", "debt", 800, 1_001);
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 4_000, 0), List.of(wider, LIGHT));
        RowObserver after = define(
                MonitorDefinition.of(version, DAILY).segments(wider, LIGHT).performance(rule, rule.in("deep")));
        label(after, IN_DEEP, 60, 60);
        after.close();
        List<FigureLook> figures = judged().figures();
        assertEquals(160, figures.get(0).labelled());
        assertEquals(60, figures.get(1).labelled());
        assertEquals(1, figures.get(1).figure().value());
    }

    /** The reference alone is new: labels that were counted of the same part still are of it. */
    @Test
    void labelsOutliveTheReference() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        RowObserver before = define(parts().performance(rule.in("deep")));
        label(before, IN_DEEP, 100, 90);
        before.close();
        governance.drift().freeze(BEN, version, Fixtures.rows(2, 4_000, 0), List.of(DEEP, LIGHT));
        assertEquals(100, judged().figures().get(0).labelled());
    }

    @Test
    void windowsByRowsAndWindowsThatSlideHoldThePartsToo() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        RowObserver observer = define(MonitorDefinition.of(version, WindowPlan.rows(100, 50))
                .segments(DEEP)
                .sliding(2)
                .performance(rule.in("deep")));
        for (int i = 0; i < 300; i++) {
            double[] row = i % 2 == 0 ? IN_DEEP : IN_LIGHT;
            clock.advance(Duration.ofSeconds(1));
            observer.see(clock.instant(), row);
            observer.about(row).labelled(clock.instant(), 0.9, true);
        }
        observer.close();
        List<Long> labelled = governance.monitors().judgeDue(JOB, version).stream()
                .map(look -> look.figures().get(0).labelled())
                .toList();
        assertEquals(List.of(50L, 100L, 100L), labelled);
    }

    @Test
    void whatIsNoPartIsRefused() {
        PerformanceRule rule = PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, ACCURACY);
        QualityRule flips = QualityRule.of(Check.FLIPS, Levels.above(0.02, 0.05));
        assertThrows(InvalidInputException.class, () -> parts().performance(rule.in("rich")));
        assertThrows(InvalidInputException.class, () -> parts().quality(flips.in("rich")));
        assertThrows(InvalidInputException.class, () -> parts().performance(rule.in("deep"), rule.in("deep")));
        MonitorDefinition of = parts().performance(rule.in("deep"));
        assertThrows(InvalidInputException.class, () -> of.segments(LIGHT));
        RowObserver observer = define(of);
        assertThrows(InvalidInputException.class, () -> observer.about(new double[] {1}));
        assertThrows(InvalidInputException.class, () -> observer.about(IN_DEEP).labelled(clock.instant(), 2, true));
        assertThrows(InvalidInputException.class, () -> observer.about(IN_DEEP).unreadable(clock.instant(), "rent"));
        observer.close();
        assertThrows(InvalidInputException.class, () -> observer.about(IN_DEEP).scored(clock.instant(), 0.5));
    }
}
