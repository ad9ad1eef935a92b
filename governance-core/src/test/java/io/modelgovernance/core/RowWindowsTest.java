package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.PerformanceRule.Metric;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Windows by rows, tumbling and sliding. */
class RowWindowsTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final Segment DEEP = Segment.range("deep", "debt", 500, 1_001);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder().store(store).clock(clock).build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0), List.of(DEEP));
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private void see(RowObserver observer, long seed, int rows, double shift) {
        Rows window = Fixtures.rows(seed, rows, shift);
        for (int i = 0; i < rows; i++) {
            clock.advance(Duration.ofSeconds(1));
            observer.see(clock.instant(), window.row(i));
        }
    }

    private List<Look> due() {
        return governance.monitors().judgeDue(JOB, version);
    }

    private MonitorDefinition byRows(int rows, int aYear) {
        return MonitorDefinition.of(version, WindowPlan.rows(rows, aYear));
    }

    @Test
    void aWindowIsJudgedAsSoonAsItHasItsRowsAndEveryRowIsInOne() {
        governance.monitors().define(CLEO, byRows(300, 100).segments(DEEP));
        RowObserver one = governance.monitors().observe(version);
        RowObserver two = governance.monitors().observe(version);
        see(one, 2, 200, 0);
        one.flush();
        assertEquals(List.of(), due());
        see(two, 3, 150, 0);
        see(one, 4, 90, 0);
        one.flush();
        two.flush();
        List<Look> first = due();
        assertEquals(1, first.size());
        assertEquals(350, first.get(0).rows(), "the oldest contributions first, until there are enough");
        assertEquals(2, first.get(0).writers());
        assertEquals(1, first.get(0).number());
        assertEquals(4, first.get(0).features().size());
        assertEquals(DriftVerdict.STABLE, first.get(0).verdict());
        see(one, 5, 620, 5_000);
        one.flush();
        List<Look> more = due();
        assertEquals(List.of(2L, 3L), more.stream().map(Look::number).toList());
        assertEquals(List.of(390L, 300L), more.stream().map(Look::rows).toList());
        assertEquals(DriftVerdict.DRIFT, more.get(1).verdict());
        assertEquals(
                2,
                governance
                        .monitors()
                        .alerts()
                        .of("credit-risk", AsOf.now())
                        .get(0)
                        .windows());
        assertEquals(List.of(), due(), "20 rows wait");
        see(one, 6, 280, 5_000);
        one.flush();
        assertEquals(List.of(300L), due().stream().map(Look::rows).toList());
        assertEquals(200 + 150 + 90 + 620 + 280, 350 + 390 + 300 + 300, "every row is in one window");
        assertEquals(4, governance.monitors().looks(version, AsOf.now()).size());
        assertEquals(0, governance.monitors().late(more.get(0)));
        assertEquals(List.of(), governance.monitors().causes(first.get(0)));
    }

    @Test
    void slidingWindowsByRowsHoldThoseBeforeToo() {
        governance.monitors().define(CLEO, byRows(100, 100).sliding(3).confirm(2));
        RowObserver observer = governance.monitors().observe(version);
        see(observer, 2, 500, 0);
        observer.flush();
        assertEquals(
                List.of(100L, 200L, 300L, 300L, 300L),
                due().stream().map(Look::rows).toList());
        see(observer, 3, 200, 5_000);
        observer.close();
        List<Look> moved = due();
        assertEquals(DriftVerdict.DRIFT, moved.get(1).verdict());
        assertEquals(
                1, governance.monitors().alerts().of("credit-risk", AsOf.now()).size());
    }

    /** The budget is that of so many windows: if rows come quicker, they gather. */
    @Test
    void noYearHasMoreWindowsThanTheBudgetIsSplitOver() {
        governance.monitors().define(CLEO, byRows(100, 2));
        RowObserver observer = governance.monitors().observe(version);
        see(observer, 2, 400, 0);
        observer.flush();
        assertEquals(2, due().size());
        assertEquals(List.of(), due());
        clock.advance(Duration.ofDays(364));
        assertEquals(List.of(), due());
        clock.advance(Duration.ofDays(1));
        assertEquals(2, due().size());
        assertEquals(0.025, byRows(100, 2).level());
    }

    @Test
    void labelsCountInTheWindowInWhichTheyCome() {
        governance
                .monitors()
                .define(
                        CLEO,
                        byRows(100, 10)
                                .performance(
                                        PerformanceRule.realised(Metric.ACCURACY, 0.5, 0, Levels.below(0.8, 0.7))));
        RowObserver observer = governance.monitors().observe(version);
        for (int i = 0; i < 400; i++) {
            observer.labelled(clock.instant().minus(Duration.ofDays(90)), 0.9, i % 2 == 0);
        }
        see(observer, 2, 100, 0);
        observer.flush();
        Look look = due().get(0);
        assertEquals(0.5, look.figures().get(0).figure().value());
        assertEquals(DriftVerdict.DRIFT, look.figures().get(0).verdict());
    }

    @Test
    void whatNeedsTimeIsRefused() {
        assertThrows(InvalidInputException.class, () -> WindowPlan.rows(1, 10));
        assertThrows(InvalidInputException.class, () -> WindowPlan.rows(100, 0));
        MonitorDefinition plan = byRows(100, 10);
        assertThrows(InvalidInputException.class, () -> plan.windows().at(clock.instant()));
        Levels falling = Levels.below(0.8, 0.7);
        assertThrows(
                InvalidInputException.class,
                () -> plan.performance(PerformanceRule.realised(Metric.AUC, 0.5, 1, falling)));
        assertThrows(
                InvalidInputException.class,
                () -> plan.quality(QualityRule.of(QualityRule.Check.ROWS, Levels.below(10, 5))));
        governance.monitors().define(CLEO, plan);
        assertThrows(
                InvalidInputException.class,
                () -> governance
                        .monitors()
                        .judge(JOB, version, WindowPlan.daily("UTC").at(clock.instant())));
    }
}
