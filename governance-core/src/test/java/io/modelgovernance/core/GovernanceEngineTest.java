package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.serving.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernanceEngineTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final AtomicLong ticker = new AtomicLong();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;

    @BeforeEach
    void build() {
        governance = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .ticker(ticker::get)
                .build();
    }

    @AfterEach
    void intactAndClosed() {
        AuditReport report = governance.audit().verify();
        assertTrue(report.intact(), () -> report.problems().toString());
        governance.close();
    }

    @Test
    void aVersionGoesFromRegistrationToADecision() {
        VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        assertEquals("production", governance.registry().stage(version, AsOf.now()));
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            Decision good = model.decide(BANK, PURPOSE, Map.of("income", 1_000, "debt", 100));
            Decision bad = model.decide(BANK, PURPOSE, new double[] {100, 2_000});
            assertEquals(Outcome.APPROVE, good.outcome());
            assertEquals(Outcome.DECLINE, bad.outcome());
            assertEquals(version, bad.version());
            assertEquals(2, model.flush());
            var record = model.record(bad.id()).orElseThrow();
            assertTrue(model.matches(record, new double[] {100, 2_000}));
            assertFalse(model.matches(record, new double[] {100, 2_001}));
        }
        AuditReport report = governance.audit().verify();
        assertEquals(2, report.observations());
        assertEquals(0, report.unsealed());
    }

    @Test
    void gatesRefuseWithoutEvidenceAndTheRefusalIsOnRecord() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        RefusedException refused = assertThrows(
                RefusedException.class, () -> governance.registry().request(ANA, version, "production", "please"));
        assertTrue(refused.reasons().toString().contains("risk-assessed has no evidence"), refused::getMessage);
        AuditEntry entry =
                governance.audit().entries(refused.auditPosition() - 1, 1).get(0);
        assertEquals(EventType.TRANSITION_REFUSED, entry.type());
        assertTrue(governance.registry().requests("credit-risk").isEmpty());
    }

    @Test
    void requesterDeveloperAndServicesMayNotVoteAndNobodyVotesTwice() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk().flagged("consequential-decision"));
        Fixtures.validate(governance, version);
        governance.registry().request(CLEO, version, "production", "please");
        assertThrows(ConflictException.class, () -> governance.registry().approve(CLEO, version, "mine"));
        assertThrows(ConflictException.class, () -> governance.registry().approve(ANA, version, "my work"));
        assertThrows(ConflictException.class, () -> governance.registry().approve(BANK, version, "a robot"));
        assertEquals(
                TransitionRequest.Status.OPEN,
                governance.registry().approve(BEN, version, "one").status());
        assertThrows(ConflictException.class, () -> governance.registry().approve(BEN, version, "twice"));
        assertEquals("registered", governance.registry().stage(version, AsOf.now()));
        assertEquals(
                TransitionRequest.Status.COMMITTED,
                governance
                        .registry()
                        .approve(io.modelgovernance.Actor.human("Dora"), version, "two")
                        .status());
    }

    @Test
    void anExpiredApprovalDoesNotCount() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        Fixtures.validate(governance, version);
        governance.registry().request(ANA, version, "production", "please");
        clock.advance(Duration.ofDays(31));
        ConflictException late = assertThrows(
                ConflictException.class, () -> governance.registry().approve(BEN, version, "late"));
        assertTrue(late.getMessage().contains("expired"));
    }

    @Test
    void aFindingThatArrivesBeforeTheLastVoteBlocksIt() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        Fixtures.validate(governance, version);
        governance.registry().request(ANA, version, "production", "please");
        Finding finding = governance
                .risk()
                .open(CLEO, version, Finding.Severity.HIGH, "leaks the label", "ana", LocalDate.of(2026, 12, 1));
        assertThrows(RefusedException.class, () -> governance.registry().approve(BEN, version, "ok"));
        assertEquals("registered", governance.registry().stage(version, AsOf.now()));
        assertThrows(
                ConflictException.class, () -> governance.risk().close(ANA, "credit-risk", finding.id(), "own work"));
        governance.risk().close(CLEO, "credit-risk", finding.id(), "column removed");
        governance.registry().approve(BEN, version, "ok");
        assertEquals("production", governance.registry().stage(version, AsOf.now()));
    }

    @Test
    void whoWasChampionWhen() {
        VersionId first = Fixtures.promoted(governance, directory, "0 0");
        long then = governance.audit().checkpoint().size();
        clock.advance(Duration.ofDays(1));
        VersionId second = Fixtures.promoted(governance, directory, "1 1");
        assertEquals(second, champion(AsOf.now()));
        assertEquals(first, champion(AsOf.position(then)));
        assertEquals(first, champion(AsOf.instant(MovableClock.START.plusSeconds(60))));
        assertEquals(
                List.of(first, second),
                governance.registry().aliasHistory("credit-risk", "champion").stream()
                        .map(Alias::version)
                        .toList());
    }

    private VersionId champion(AsOf asOf) {
        return governance
                .registry()
                .alias("credit-risk", "champion", asOf)
                .orElseThrow()
                .version();
    }

    @Test
    void aliasMovesByCompareAndSetAndOnlyToServableVersions() {
        VersionId first = Fixtures.promoted(governance, directory, "0 0");
        VersionId second = Fixtures.promoted(governance, directory, "1 1");
        VersionId raw = Fixtures.register(governance, directory, "2 2");
        assertThrows(
                ConflictException.class,
                () -> governance.registry().moveAlias(CLEO, "credit-risk", "champion", first, 1, "stale"));
        assertThrows(
                RefusedException.class,
                () -> governance.registry().moveAlias(CLEO, "credit-risk", "champion", raw, 2, "not approved"));
        governance.registry().moveAlias(CLEO, "credit-risk", "champion", first, 2, "roll back");
        assertEquals(first, champion(AsOf.now()));
        assertTrue(second.number() > first.number());
    }

    @Test
    void driftFallsBackToThePreviousChampion() {
        VersionId first = Fixtures.promoted(governance, directory, "0 0");
        VersionId second = Fixtures.promoted(governance, directory, "0.0001 0.0001");
        governance.drift().freeze(BEN, second, Fixtures.rows(1, 1_000, 0));
        DriftWatch.Checked calm = governance.drift().check(BANK, second, Fixtures.rows(2, 500, 0));
        assertEquals(DriftVerdict.STABLE, calm.report().verdict());
        assertEquals(Optional.empty(), calm.fallback());
        DriftWatch.Checked alarm = governance.drift().check(BANK, second, Fixtures.rows(3, 500, 2_000));
        assertEquals(DriftVerdict.DRIFT, alarm.report().verdict());
        assertEquals(first, alarm.fallback().orElseThrow().version());
        assertEquals(first, champion(AsOf.now()));
        assertEquals(2, governance.drift().reports(second, AsOf.now()).size());
    }

    @Test
    void theGuardFollowsTheChampionAndStopsWhenToldTo() {
        VersionId first = Fixtures.promoted(governance, directory, "0 0");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            assertEquals(first, model.permitted());
            VersionId second = Fixtures.promoted(governance, directory, "1 1");
            model.refresh();
            assertEquals(second, model.permitted());
            governance.registry().suspend(CLEO, "credit-risk", "incident 4");
            model.refresh();
            assertThrows(RefusedException.class, () -> model.decide(BANK, PURPOSE, new double[] {1, 1}));
            assertThrows(ConflictException.class, () -> governance.registry().resume(CLEO, "credit-risk", "alone"));
            governance.registry().resume(BEN, "credit-risk", "checked");
            model.refresh();
            assertEquals(second, model.permitted());
        }
    }

    @Test
    void theGuardRefusesWrongPurposesAndBadRows() {
        Fixtures.promoted(governance, directory, "0 0");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            assertThrows(RefusedException.class, () -> model.decide(BANK, "marketing", new double[] {1, 1}));
            assertThrows(InvalidInputException.class, () -> model.decide(BANK, PURPOSE, new double[] {1}));
            InvalidInputException nan = assertThrows(
                    InvalidInputException.class, () -> model.decide(BANK, PURPOSE, new double[] {Double.NaN, 1}));
            assertEquals("feature income", nan.field());
            assertThrows(
                    InvalidInputException.class, () -> model.decide(BANK, PURPOSE, Map.of("income", 1, "shoe", 2)));
        }
    }

    @Test
    void lineageLeadsFromTheVersionToTheSource() {
        VersionId version = Fixtures.register(governance, directory, "0 0");
        List<String> kinds = governance.lineage().ancestors(Node.of(version), 10, AsOf.now()).nodes().stream()
                .map(Node::kind)
                .sorted()
                .toList();
        assertEquals(List.of("code", "dataset", "run", "source"), kinds);
        assertTrue(governance.lineage().withoutOrigin(version).isEmpty());
    }

    @Test
    void everyEntryHasAProofAndTheLogOnlyGrows() {
        Fixtures.promoted(governance, directory, "0 0");
        var old = governance.audit().checkpoint();
        Fixtures.promoted(governance, directory, "1 1");
        var now = governance.audit().checkpoint();
        for (long position = 1; position <= now.size(); position++) {
            assertTrue(Proofs.holds(governance.audit().prove(position, now.size()), now.root()));
        }
        assertTrue(Proofs.holds(governance.audit().proveGrowth(old.size(), now.size()), old.root(), now.root()));
        assertTrue(governance.audit().verify(old).intact());
    }

    @Test
    void unknownAndIllFormedNamesSaySo() {
        Fixtures.register(governance, directory, "0 0");
        VersionId missing = new VersionId("credit-risk", 9);
        assertThrows(NotFoundException.class, () -> governance.registry().version(missing));
        assertThrows(NotFoundException.class, () -> governance.registry().versions("fraud", AsOf.now()));
        assertThrows(
                NotFoundException.class,
                () -> governance.registry().request(ANA, new VersionId("credit-risk", 1), "heaven", "x"));
        assertThrows(InvalidInputException.class, () -> new VersionId("../etc", 1));
        InvalidInputException control = assertThrows(InvalidInputException.class, () -> new VersionId("a\u0007b", 1));
        assertFalse(control.getMessage().contains("\u0007"));
        assertThrows(NotFoundException.class, () -> governance.govern("credit-risk", LOADER));
    }
}
