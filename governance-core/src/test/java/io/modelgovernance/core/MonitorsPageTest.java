package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.evidence.MonitorPage;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitors and alerts, and the code of docs/drift.md about them. */
class MonitorsPageTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = open(store);
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0));
    }

    private Governance open(ObservationStore observations) {
        return GovernanceEngine.builder()
                .store(store, observations, store)
                .clock(clock)
                .build();
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private void define(int confirm) {
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY).confirm(confirm));
    }

    private void see(RowObserver observer, long seed, int rows, double shift) {
        Rows window = Fixtures.rows(seed, rows, shift);
        for (int i = 0; i < window.count(); i++) {
            observer.see(clock.instant(), window.row(i));
        }
    }

    private TimeWindow today() {
        return DAILY.at(clock.instant());
    }

    private void nextDay() {
        clock.advance(Duration.between(
                clock.instant(), today().to().plus(DAILY.grace()).plusSeconds(1)));
    }

    /** A day with so many rows, shifted by so much, judged when it is over. */
    private Look day(RowObserver observer, long seed, int rows, double shift) {
        see(observer, seed, rows, shift);
        observer.flush();
        nextDay();
        return governance.monitors().judgeDue(JOB, version).get(0);
    }

    @Test
    void thePage() {
        Rows applicants = Fixtures.rows(2, 400, 0);
        double[] row = applicants.row(0);

        var monitors = governance.monitors();
        var daily = MonitorDefinition.of(version, WindowPlan.daily("Europe/Berlin"));
        var power = monitors.power(daily, 400); // what it would see of 400 rows a day, before it is switched on
        power.meanShift().value(); // in standard deviations
        monitors.define(CLEO, daily.chance(0.05).confirm(2));

        var observer = monitors.observe(version); // in each process that serves the version
        observer.see(clock.instant(), row); // for each row: counts, writes nothing
        observer.flush(); // every minute or so, off the decision path

        monitors.judgeDue(CLEO, version); // in one of them, when a window is over
        for (var alert : monitors.alerts().of("credit-risk", AsOf.now())) {
            monitors.alerts().acknowledge(CLEO, "credit-risk", alert.id(), "asking the desk");
        }

        observer.close();
        assertTrue(power.meanShift().value() > 0.1 && power.meanShift().value() < 1);
    }

    @Test
    void whatManyProcessesCountIsOneWindow() {
        define(1);
        Rows window = Fixtures.rows(2, 900, 0);
        try (Governance other = open(store)) {
            RowObserver one = governance.monitors().observe(version);
            RowObserver two = other.monitors().observe(version);
            RowObserver three = other.monitors().observe(version);
            for (int i = 0; i < window.count(); i++) {
                List.of(one, two, three).get(i % 3).see(clock.instant(), window.row(i));
                if (i % 100 == 0) {
                    one.flush();
                }
            }
            one.close();
            two.close();
            three.close();
        }
        nextDay();
        Look look = governance.monitors().judgeDue(JOB, version).get(0);
        assertEquals(900, look.rows());
        assertEquals(3, look.writers());
        assertEquals(DriftVerdict.STABLE, look.verdict());
        assertEquals(List.of(look), governance.monitors().looks(version, AsOf.now()));
        assertEquals(
                900,
                look.features().get(0).bins().stream()
                        .mapToLong(Long::longValue)
                        .sum());
        assertEquals(List.of(), governance.monitors().alerts().of("credit-risk", AsOf.now()));
    }

    @Test
    void oneAlertFromTheFirstDayToTheDayItIsClosed() {
        define(1);
        RowObserver observer = governance.monitors().observe(version);
        assertEquals(DriftVerdict.STABLE, day(observer, 2, 400, 0).verdict());
        assertEquals(DriftVerdict.DRIFT, day(observer, 3, 400, 5_000).verdict());
        Look third = day(observer, 4, 400, 5_000);
        List<Alert> alerts = governance.monitors().alerts().of("credit-risk", AsOf.now());
        assertEquals(1, alerts.size());
        Alert alert = alerts.get(0);
        assertEquals("income", alert.feature());
        assertEquals(2, alert.windows());
        assertEquals(third.window(), alert.last());
        governance.monitors().alerts().close(BEN, "credit-risk", alert.id(), "a promotion, over now");
        assertThrows(
                ConflictException.class,
                () -> governance.monitors().alerts().close(BEN, "credit-risk", alert.id(), "again"));
        day(observer, 5, 400, 5_000);
        assertEquals(
                2, governance.monitors().alerts().of("credit-risk", AsOf.now()).size());
    }

    @Test
    void anAlertIsConfirmedByWindowsInARow() {
        define(2);
        RowObserver observer = governance.monitors().observe(version);
        day(observer, 2, 400, 5_000);
        day(observer, 3, 400, 0);
        day(observer, 4, 400, 5_000);
        assertEquals(List.of(), governance.monitors().alerts().of("credit-risk", AsOf.now()));
        day(observer, 5, 400, 5_000);
        assertEquals(
                1, governance.monitors().alerts().of("credit-risk", AsOf.now()).size());
    }

    @Test
    void anAlertThatNobodyTakesOnIsEscalatedUnlessItIsSilenced() {
        define(1);
        var alerts = governance.monitors().alerts();
        day(governance.monitors().observe(version), 2, 400, 5_000);
        String id = alerts.of("credit-risk", AsOf.now()).get(0).id();
        assertEquals(List.of(), alerts.escalate(JOB, "credit-risk"));
        Instant end = clock.instant().plus(Duration.ofHours(30));
        alerts.silence(BEN, "credit-risk", id, end, "known, new branch");
        clock.advance(Duration.ofHours(25));
        assertEquals(List.of(), alerts.escalate(JOB, "credit-risk"));
        clock.advance(Duration.ofHours(6));
        assertEquals(1, alerts.escalate(JOB, "credit-risk").size());
        assertEquals(List.of(), alerts.escalate(JOB, "credit-risk"));
        assertEquals(
                Alert.State.ACKNOWLEDGED,
                alerts.acknowledge(BEN, "credit-risk", id, "looking").state());
        assertThrows(InvalidInputException.class, () -> alerts.acknowledge(JOB, "credit-risk", id, "I am a job"));
        assertThrows(
                InvalidInputException.class, () -> alerts.silence(BEN, "credit-risk", id, MovableClock.START, "x"));
        assertThrows(InvalidInputException.class, () -> alerts.close(BEN, "credit-risk", id, " "));
        assertThrows(NotFoundException.class, () -> alerts.close(BEN, "credit-risk", "00000009", "x"));
    }

    @Test
    void anAlertMovesTheChampionBackIfThePolicySaysSo() {
        VersionId second = Fixtures.promoted(governance, directory, "0 0.0004");
        governance.drift().freeze(BEN, second, Fixtures.rows(1, 2_000, 0));
        governance.monitors().define(CLEO, MonitorDefinition.of(second, DAILY));
        RowObserver observer = governance.monitors().observe(second);
        see(observer, 2, 400, 5_000);
        observer.close();
        nextDay();
        governance.monitors().judgeDue(JOB, second);
        assertEquals(
                version,
                governance
                        .registry()
                        .alias("credit-risk", "champion", AsOf.now())
                        .orElseThrow()
                        .version());
    }

    @Test
    void aWindowIsJudgedOnceAndWhatComesLaterIsCountedAsLate() {
        define(1);
        var monitors = governance.monitors();
        RowObserver observer = monitors.observe(version);
        see(observer, 2, 400, 0);
        TimeWindow window = today();
        Instant morning = clock.instant();
        assertThrows(InvalidInputException.class, () -> monitors.judge(JOB, version, window));
        observer.flush();
        nextDay();
        TimeWindow half = new TimeWindow(window.from(), window.from().plusSeconds(60));
        assertThrows(InvalidInputException.class, () -> monitors.judge(JOB, version, half));
        Look look = monitors.judge(JOB, version, window);
        assertThrows(ConflictException.class, () -> monitors.judge(JOB, version, window));
        assertEquals(List.of(), monitors.judgeDue(JOB, version));
        assertEquals(0, monitors.late(look));
        observer.see(morning, new double[] {1, 2});
        observer.close();
        assertEquals(1, monitors.late(look));
        assertThrows(InvalidInputException.class, () -> observer.see(morning, new double[] {1, 2}));
    }

    @Test
    void daysOnWhichNobodyJudgedAreJudgedLaterWhateverTheOrder() {
        define(1);
        TimeWindow first = today();
        for (int i = 0; i < 4; i++) {
            nextDay();
        }
        TimeWindow third = DAILY.at(DAILY.at(first.to()).to());
        governance.monitors().judge(JOB, version, third);
        List<Look> rest = governance.monitors().judgeDue(JOB, version);
        assertEquals(3, rest.size());
        assertEquals(first, rest.get(0).window());
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, rest.get(0).verdict());
        assertEquals(0, rest.get(0).writers());
        assertEquals(4, governance.monitors().looks(version, AsOf.now()).size());
        assertEquals(List.of(), governance.monitors().judgeDue(JOB, version));
    }

    @Test
    void rowsOfAnotherReferenceAreInNoBinOfThisOne() {
        define(1);
        RowObserver observer = governance.monitors().observe(version);
        see(observer, 2, 400, 0);
        observer.close();
        governance.drift().freeze(BEN, version, Fixtures.rows(7, 2_000, 0));
        nextDay();
        Look look = governance.monitors().judgeDue(JOB, version).get(0);
        assertEquals(0, look.rows());
        var entry = governance.audit().entries(0, 1_000).stream()
                .reduce((a, b) -> b)
                .orElseThrow();
        assertEquals("400", entry.details().get("rows-of-another-reference"));
    }

    /** The answer to a write is lost, once stored and once not: what is offered again counts once. */
    @Test
    void aLostAnswerCountsNoRowTwiceAndLosesNone() {
        define(1);
        AtomicInteger calls = new AtomicInteger();
        ObservationStore lossy = new ObservationStore() {
            @Override
            public void append(List<Observation> batch) {
                int call = calls.incrementAndGet();
                if (call == 1) {
                    throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "down", null);
                }
                store.append(batch);
                if (call == 3) {
                    throw new StoreException(StoreException.Outcome.UNKNOWN, "answer lost", null);
                }
            }

            @Override
            public List<Observation> read(String stream, String writer, long after, int limit) {
                return store.read(stream, writer, after, limit);
            }

            @Override
            public List<String> writers(String stream) {
                return store.writers(stream);
            }

            @Override
            public Optional<Observation> find(String stream, String id) {
                return store.find(stream, id);
            }
        };
        try (Governance shaky = open(lossy)) {
            RowObserver observer = shaky.monitors().observe(version);
            see(observer, 2, 100, 0);
            assertThrows(StoreException.class, observer::flush);
            see(observer, 3, 100, 0);
            assertThrows(StoreException.class, observer::flush);
            see(observer, 4, 100, 0);
            observer.close();
        }
        nextDay();
        assertEquals(300, governance.monitors().judgeDue(JOB, version).get(0).rows());
    }

    @Test
    void rowsOfManyDaysAtOnceAreBoundedInMemoryAndAllCounted() {
        define(1);
        RowObserver observer = governance.monitors().observe(version);
        Instant start = clock.instant();
        for (int i = 0; i < 60; i++) {
            observer.see(start.plus(Duration.ofDays(i * 7 % 12)), new double[] {1, 2});
        }
        observer.close();
        clock.advance(Duration.ofDays(20));
        long rows = governance.monitors().judgeDue(JOB, version).stream()
                .mapToLong(Look::rows)
                .sum();
        assertEquals(60, rows);
    }

    @Test
    void definitionsAreRevisedAndNamedByWhatTheyJudged() {
        define(1);
        define(3);
        assertEquals(
                2,
                governance
                        .monitors()
                        .definition(version, AsOf.now())
                        .orElseThrow()
                        .revision());
        RowObserver observer = governance.monitors().observe(version);
        assertEquals(2, day(observer, 2, 400, 0).definition());
        VersionId other = Fixtures.register(governance, directory, "5 5");
        var monitors = governance.monitors();
        assertThrows(NotFoundException.class, () -> monitors.define(CLEO, MonitorDefinition.of(other, DAILY)));
        assertThrows(NotFoundException.class, () -> monitors.observe(other));
        assertThrows(NotFoundException.class, () -> monitors.judgeDue(JOB, other));
        assertThrows(InvalidInputException.class, () -> observer.see(clock.instant(), new double[] {1}));
        assertThrows(
                InvalidInputException.class,
                () -> MonitorDefinition.of(version, DAILY).chance(0));
        assertThrows(
                InvalidInputException.class,
                () -> MonitorDefinition.of(version, DAILY).confirm(0));
        assertThrows(
                InvalidInputException.class,
                () -> MonitorDefinition.of(version, DAILY).minimum(1));
        assertFalse(monitors.power(MonitorDefinition.of(version, DAILY), 2)
                .meanShift()
                .known());
    }

    /** Two weeks: calm, then a feature moves, a day without rows, and the alert is taken on. */
    @Test
    void thePageOfAMonitorShowsEveryFeatureOverTime() throws IOException {
        define(1);
        assertTrue(MonitorPage.of(governance, version).contains("No window was judged"));
        RowObserver observer = governance.monitors().observe(version);
        for (int i = 0; i < 14; i++) {
            day(observer, 10 + i, i == 5 ? 0 : 300, i < 8 ? 0 : 200 * (i - 7));
        }
        String id = governance
                .monitors()
                .alerts()
                .of("credit-risk", AsOf.now())
                .get(0)
                .id();
        governance.monitors().alerts().acknowledge(BEN, "credit-risk", id, "<b>asking</b> the desk");
        String html = MonitorPage.of(governance, version);
        assertTrue(html.contains("income, 2026-12-06: drift"));
        assertTrue(html.contains("income, 2026-11-28: not enough data"));
        assertTrue(html.contains("&lt;b&gt;asking"));
        assertFalse(html.contains("<b>"));
        assertEquals(html, MonitorPage.of(governance, version));
        Files.writeString(Path.of("target", "monitor.html"), html);
    }
}
