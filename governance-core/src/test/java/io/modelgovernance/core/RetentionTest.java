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

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Pruning;
import io.modelgovernance.audit.RetentionClass;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions go when their time has passed and nothing needs them; the log and its proofs stay. */
class RetentionTest {
    private static final String STREAM = "decision/credit-risk";

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Governance governance = GovernanceEngine.builder()
            .store(store)
            .clock(clock)
            .policy(Fixtures.keepingDecisions(Duration.ofHours(1)))
            .build();
    private VersionId version = new VersionId("credit-risk", 1);

    @TempDir
    Path directory;

    @BeforeEach
    void aClassOfTenDaysAndThreeDecisions() {
        version = Fixtures.promoted(governance, directory, "0 0");
        governance.retention().define(CLEO, new RetentionClass("short", Duration.ofDays(10), "policy 7"), "first");
        decide(Recording.standard().withRetention("short"));
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private String decide(Recording recording) {
        ServingOptions options = ServingOptions.defaults().withRecording(recording);
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            model.decide(BANK, PURPOSE, new double[] {1, 1});
            model.decide(BANK, PURPOSE, new double[] {2, 1});
            return model.decide(BANK, PURPOSE, new double[] {3, 1}).id();
        }
    }

    private Pruning prune() {
        return governance.retention().prune(CLEO, "credit-risk", "yearly");
    }

    private long stored() {
        return store.writers(STREAM).stream()
                .mapToLong(writer -> store.read(STREAM, writer, 0, 100).size())
                .sum();
    }

    private void assertKept(String reason) {
        long before = stored();
        Pruning pruning = prune();
        assertEquals(before, stored());
        assertTrue(
                pruning.kept().stream()
                        .anyMatch(kept -> kept.neededBy().stream().anyMatch(need -> need.contains(reason))),
                pruning::toString);
    }

    @Test
    void whatHasTimeLeftStaysAndThenGoes() {
        clock.advance(Duration.ofDays(9));
        assertKept("has to be kept until 2026-12-03T");
        Checkpoint kept = governance.audit().checkpoint();
        clock.advance(Duration.ofDays(1));
        Pruning pruning = prune();
        assertEquals(new Pruning(1, 3, List.of()), pruning);
        assertEquals(0, stored());
        AuditReport report = governance.audit().verify(kept);
        assertTrue(report.intact(), report.problems()::toString);
        assertEquals(0, report.observations());
        assertEquals(new Pruning(0, 0, List.of()), prune(), "once");
    }

    @Test
    void theTierKeepsDecisionsForAtLeastAsLongAsThePolicySays() {
        clock.advance(Duration.ofDays(11));
        try (Governance strict = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .policy(Fixtures.keepingDecisions(Duration.ofDays(12)))
                .build()) {
            Pruning pruning = strict.retention().prune(CLEO, "credit-risk", "yearly");
            assertEquals(0, pruning.batches());
            assertTrue(pruning.toString().contains(" is of tier 3, whose decisions the policy brief/1 keeps until "));
            strict.risk()
                    .override(
                            CLEO,
                            version,
                            RiskTier.TIER_1,
                            "new",
                            clock.instant().plus(Duration.ofDays(1)));
            assertTrue(strict.retention()
                    .prune(CLEO, "credit-risk", "yearly")
                    .toString()
                    .contains(" is of tier 1, "));
        }
        assertEquals(1, prune().batches());
    }

    @Test
    void aClassThatIsNotDefinedIsKept() {
        decide(Recording.standard());
        clock.advance(Duration.ofDays(1000));
        Pruning pruning = prune();
        assertEquals(1, pruning.batches());
        assertEquals(3, stored());
        assertTrue(pruning.toString().contains("is of the retention class '', which is not defined."));
        assertTrue(governance.audit().verify().intact());
    }

    @Test
    void aLegalHoldOnTheVersionKeepsItsDecisions() {
        clock.advance(Duration.ofDays(11));
        governance.custody().hold(CLEO, version, "case 3");
        assertKept("Version credit-risk:1 is under legal hold by cleo: case 3.");
        governance.custody().release(BEN, version, "closed");
        governance.custody().retain(CLEO, version, LocalDate.of(2027, 6, 30), "act 5");
        assertKept("Version credit-risk:1 has to be kept until 2027-06-30: act 5.");
        clock.advance(Duration.ofDays(365));
        assertEquals(1, prune().batches());
    }

    @Test
    void whatLineageLeadsOnFromIsKept() {
        String last = decide(Recording.standard().withRetention("short"));
        Node decision = Node.decision(version, last);
        Node complaint = new Node("complaint", "c-1");
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                decision, complaint, "caused", "ana", clock.instant(), Edge.Confidence.DECLARED)));
        clock.advance(Duration.ofDays(11));
        Pruning pruning = prune();
        assertEquals(1, pruning.batches());
        assertEquals(3, stored());
        assertEquals(
                List.of("Lineage leads on from decision " + last + " to " + complaint + "."),
                pruning.kept().get(0).neededBy());
    }

    @Test
    void whoeverIsStillToBeToldKeepsHisDecision() {
        governance.retention().define(CLEO, new RetentionClass("hours", Duration.ofHours(1), "test"), "pilot");
        Fixtures.promoted(governance, directory, "5 5");
        decide(Recording.standard().withRetention("hours").withNotice(Duration.ofDays(30)));
        clock.advance(Duration.ofDays(11));
        assertTrue(prune().toString().contains("The applicant of decision "));
    }

    /** What was changed by hand is evidence: it is not removed by order afterwards. */
    @Test
    void aBatchThatIsNotWhatWasSealedIsNotPruned() {
        clock.advance(Duration.ofDays(11));
        String writer = store.writers(STREAM).get(0);
        assertEquals(1, store.prune(STREAM, writer, 2, 2), "by hand");
        assertThrows(IntegrityException.class, this::prune);
        assertEquals(2, stored());
        assertFalse(governance.audit().verify().intact());
    }

    @Test
    void aRemovalThatStoppedHalfWayIsFinished() {
        clock.advance(Duration.ofDays(11));
        String writer = store.writers(STREAM).get(0);
        var rows = store.read(STREAM, writer, 0, 10);
        prune();
        store.append(rows.subList(0, 2));
        assertTrue(governance.audit().verify().intact(), "declared, so no problem");
        assertEquals(new Pruning(1, 2, List.of()), prune());
        assertEquals(0, stored());
    }

    @Test
    void badClassesAreRefused() {
        assertThrows(InvalidInputException.class, () -> new RetentionClass("x", Duration.ZERO, "b"));
        assertThrows(InvalidInputException.class, () -> new RetentionClass("x", Duration.ofDays(1), " "));
        assertThrows(InvalidInputException.class, () -> new RetentionClass("X Y", Duration.ofDays(1), "b"));
        assertEquals(1, governance.retention().classes().size());
    }
}
