package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Transformation;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.RetrainingRequest;
import io.modelgovernance.monitoring.RootCause;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an alarm to what upstream changed, and to a request for training anew. */
class RootCausesTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void watch() {
        governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0));
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY));
        clock.advance(Duration.ofDays(10));
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private DatasetVersion record(String name, String label, String... columns) {
        DatasetVersion data = new DatasetVersion(
                name,
                label,
                Digest.of((name + label).getBytes(StandardCharsets.UTF_8)),
                100,
                List.of(columns),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        return governance.lineage().recordDataset(ANA, data);
    }

    private void becomes(DatasetVersion data, String column, String feature) {
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(Column.of(data, column)
                                .becomes(
                                        Column.of(version, feature),
                                        Transformation.of(Transformation.Kind.IDENTITY),
                                        "ana",
                                        clock.instant())));
    }

    /** A day of rows whose income is shifted, judged when it is over. */
    private Look day(double shift) {
        governance.monitors().judgeDue(JOB, version);
        RowObserver observer = governance.monitors().observe(version);
        Rows window = Fixtures.rows(7, 400, shift);
        for (int i = 0; i < window.count(); i++) {
            observer.see(clock.instant(), window.row(i));
        }
        observer.close();
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance.monitors().judgeDue(JOB, version).get(0);
    }

    @Test
    void theDatasetThatFeedsWhatDriftsComesFirst() {
        DatasetVersion bureau = record("bureau", "1", "salary");
        DatasetVersion ledger = record("ledger", "1", "owed");
        becomes(bureau, "salary", "income");
        becomes(ledger, "owed", "debt");
        clock.advance(Duration.ofDays(10));
        record("bureau", "2", "salary");
        record("ledger", "2", "owed");
        record("weather", "1", "rain");
        Look look = day(5_000);
        List<RootCause> causes = governance.monitors().causes(look);
        assertEquals(1, causes.size(), causes.toString());
        RootCause first = causes.get(0);
        assertEquals("dataset/bureau:2", first.dataset().toString());
        assertEquals(List.of("income"), first.drifting());
        assertEquals(List.of(), first.calm());
        assertTrue(first.byColumn());
        assertEquals(1, first.fit(1, 1));
        assertTrue(!first.at().isBefore(look.window().from())
                && first.at().isBefore(look.window().to()));
    }

    /** Without columns every dataset of the version feeds every feature: it may be, but is no better than by chance. */
    @Test
    void withoutColumnsTheVersionsOwnDatasetsAreSuspect() {
        record("loans", "2", "income", "debt");
        record("weather", "1", "rain");
        List<RootCause> causes = governance.monitors().causes(day(5_000));
        assertEquals(1, causes.size(), causes.toString());
        assertEquals("dataset/loans:2", causes.get(0).dataset().toString());
        assertEquals(List.of("debt"), causes.get(0).calm());
        assertTrue(!causes.get(0).byColumn());
        assertEquals(0, causes.get(0).fit(1, 1));
    }

    @Test
    void whatWasRecordedLongBeforeOrWithoutDriftIsNoCause() {
        record("loans", "2", "income", "debt");
        assertEquals(List.of(), governance.monitors().causes(day(0)));
        clock.advance(Duration.ofDays(5));
        assertEquals(List.of(), governance.monitors().causes(day(5_000)));
    }

    @Test
    void anAlertLeadsToANewVersion() {
        var retraining = governance.monitors().retraining();
        assertThrows(NotFoundException.class, () -> retraining.request(JOB, version, "drift"));
        day(5_000);
        assertThrows(InvalidInputException.class, () -> retraining.request(JOB, version, " "));
        RetrainingRequest request = retraining.request(JOB, version, "income drifts");
        assertEquals(List.of("income"), request.features());
        assertEquals(1, request.alerts().size());
        assertThrows(ConflictException.class, () -> retraining.request(JOB, version, "again"));
        String id = request.id();
        assertThrows(InvalidInputException.class, () -> retraining.answer(ANA, "credit-risk", id, version));
        VersionId none = new VersionId("credit-risk", 9);
        assertThrows(NotFoundException.class, () -> retraining.answer(ANA, "credit-risk", id, none));
        VersionId trained = Fixtures.register(governance, directory, "0.0001 0.0004");
        assertThrows(NotFoundException.class, () -> retraining.answer(ANA, "credit-risk", "00000009", trained));
        assertEquals(
                Optional.of(trained),
                retraining.answer(ANA, "credit-risk", id, trained).answer());
        assertThrows(ConflictException.class, () -> retraining.answer(ANA, "credit-risk", id, trained));
        assertEquals(1, retraining.of("credit-risk", AsOf.now()).size());
        assertEquals(2, retraining.request(BEN, version, "still").alerts().size() + 1);
    }
}
