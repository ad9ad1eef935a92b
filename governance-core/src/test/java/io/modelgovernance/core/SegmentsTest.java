package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.evidence.MonitorPage;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
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

/** Windows that slide, and parts of the rows that are watched by themselves. */
class SegmentsTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));

    private static final Segment DEEP = Segment.range("deep", "debt", 900, 1_001);
    private static final Segment LIGHT = Segment.range("light", "debt", 0, 900);

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

    /** A day; incomes of those whose debt is at least so much are shifted. */
    private Look day(RowObserver observer, int rows, double debt, double shift) {
        Rows window = Fixtures.rows(9, rows, 0);
        for (int i = 0; i < window.count(); i++) {
            double[] row = window.row(i);
            row[0] += row[1] >= debt ? shift : 0;
            observer.see(clock.instant(), row);
        }
        observer.flush();
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance.monitors().judgeDue(JOB, version).get(0);
    }

    private static FeatureLook of(Look look, String name) {
        return look.features().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void driftOfAPartIsSeenThoughTheWholeHidesIt() {
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY).segments(DEEP, LIGHT));
        RowObserver observer = governance.monitors().observe(version);
        Look calm = day(observer, 1_200, 2_000, 0);
        assertEquals(6, calm.features().size());
        calm.features().forEach(one -> assertEquals(DriftVerdict.STABLE, one.verdict(), one::toString));
        assertEquals(
                1_200,
                of(calm, "income").bins().stream().mapToLong(Long::longValue).sum());
        Look look = day(observer, 1_200, 900, 300);
        assertEquals(DriftVerdict.DRIFT, of(look, "income in deep").verdict());
        assertEquals(DriftVerdict.STABLE, of(look, "income in light").verdict());
        assertFalse(of(look, "income").verdict() == DriftVerdict.DRIFT, of(look, "income")::toString);
        List<Alert> alerts = governance.monitors().alerts().of("credit-risk", AsOf.now());
        assertEquals(1, alerts.size());
        assertEquals("deep", alerts.get(0).segment());
        assertEquals("income", alerts.get(0).feature());
        assertTrue(MonitorPage.of(governance, version).contains("income in deep"));
    }

    @Test
    void theBudgetIsSharedByTheParts() {
        MonitorDefinition whole = MonitorDefinition.of(version, DAILY);
        MonitorDefinition parts = whole.segments(DEEP);
        assertEquals(whole.level(), parts.level());
        assertEquals(whole.level() / 2, parts.levelOfPart());
        assertEquals(
                governance.monitors().power(whole, 400).level() / 2,
                governance.monitors().power(parts, 400).level(),
                1e-15);
    }

    @Test
    void slidingWindowsGatherWhatADayHasTooLittleOf() {
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY).sliding(3));
        RowObserver observer = governance.monitors().observe(version);
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, day(observer, 30, 0, 5_000).verdict());
        Look second = day(observer, 30, 0, 5_000);
        assertEquals(60, second.rows());
        assertEquals(3, second.span());
        assertEquals(DriftVerdict.DRIFT, of(second, "income").verdict());
        assertEquals(90, day(observer, 30, 0, 5_000).rows());
        Look fourth = day(observer, 30, 0, 5_000);
        assertEquals(90, fourth.rows());
        assertEquals(0, governance.monitors().late(fourth));
        observer.close();
    }

    @Test
    void whatIsNoSegmentIsRefused() {
        MonitorDefinition whole = MonitorDefinition.of(version, DAILY);
        assertThrows(InvalidInputException.class, () -> whole.segments(DEEP, DEEP));
        assertThrows(InvalidInputException.class, () -> whole.sliding(0));
        assertThrows(
                NotFoundException.class,
                () -> governance.monitors().define(CLEO, whole.segments(Segment.range("deep", "debt", 800, 1_001))));
        Rows rows = Fixtures.rows(1, 200, 0);
        for (Segment wrong : List.of(Segment.range("x", "rent", 0, 1), Segment.range("x", "debt", 2_000, 3_000))) {
            assertThrows(
                    InvalidInputException.class, () -> governance.drift().freeze(BEN, version, rows, List.of(wrong)));
        }
        assertThrows(
                InvalidInputException.class, () -> governance.drift().freeze(BEN, version, rows, List.of(DEEP, DEEP)));
        assertThrows(InvalidInputException.class, () -> Segment.range("Deep", "debt", 0, 1));
        assertThrows(InvalidInputException.class, () -> Segment.range("deep", "debt", 1, 1));
        assertThrows(InvalidInputException.class, () -> Segment.range("d".repeat(31), "debt", 0, 1));
        assertThrows(InvalidInputException.class, () -> Segment.categories("deep", "debt", -1));
        assertTrue(Segment.categories("c", "job", 1, 2).holds(2));
        assertFalse(Segment.categories("c", "job", 1, 2).holds(0));
        assertFalse(DEEP.holds(Double.NaN));
        assertFalse(DEEP.holds(1_001));
    }
}
