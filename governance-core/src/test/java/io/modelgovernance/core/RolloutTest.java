package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.Verdict;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Goal;
import io.modelgovernance.rollout.Guardrail;
import io.modelgovernance.rollout.RolledOutModel;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.rollout.Rollouts;
import io.modelgovernance.rollout.ShadowReport;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {
    private static final String MODEL = "credit-risk";
    private static final Call CALL = new Call(BANK, Fixtures.PURPOSE);

    @TempDir
    Path directory;

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Governance governance = open();
    private VersionId champion;
    private VersionId challenger;

    private Governance open() {
        return GovernanceEngine.builder()
                .store(store)
                .clock(new MovableClock())
                .lifecycle(Lifecycle.withCanary())
                .scheduler(new KillSwitchTest.Never())
                .build();
    }

    @BeforeEach
    void register() {
        champion = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        challenger = Fixtures.register(governance, directory, "0.0002 0.0005");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private void approveForCanary() {
        governance.risk().assess(ANA, challenger, Fixtures.smallRisk());
        Fixtures.validate(governance, challenger);
        governance.registry().request(ANA, challenger, "canary", "try it");
        governance.registry().approve(BEN, challenger, "good enough to try");
    }

    private RolloutPlan plan(Double... steps) {
        return RolloutPlan.of(challenger, new Goal("repaid", 0, 0.05), steps)
                .guarded(new Guardrail("complaint", 0, 0.05));
    }

    private RolledOutModel serve() {
        return governance.rollouts().serve(MODEL, LOADER, RolloutOptions.defaults());
    }

    private static double[] row(int i) {
        return new double[] {i % 997, i % 1009};
    }

    private static Call about(int i) {
        return CALL.about("subject-" + i);
    }

    private AuditEntry lastEntry() {
        List<AuditEntry> entries = governance.audit().entries(0, 10_000);
        return entries.get(entries.size() - 1);
    }

    @Test
    void aShadowDecidesNothingAndIsCompared() {
        governance.rollouts().start(ANA, plan(0.5), "new features");
        try (RolledOutModel model = serve();
                var bare = governance.govern(MODEL, LOADER)) {
            for (int i = 0; i < 300; i++) {
                Decision.Served decision = (Decision.Served) model.judge(about(i), row(i));
                assertEquals(champion, decision.version());
                assertEquals(((Decision.Served) bare.judge(about(i), row(i))).score(), decision.score(), 0.0);
                assertTrue(decision.causes().isEmpty());
            }
            model.flush();
            ShadowReport report = governance.rollouts().shadow(MODEL);
            assertEquals(300, report.compared());
            assertEquals(0, report.dropped() + report.failed());
            double most = 0;
            for (int i = 0; i < 300; i++) {
                most = Math.max(most, 0.0001 * row(i)[0]);
            }
            assertEquals(most, report.maxDifference(), 1e-12);
            assertTrue(report.changes().known());
        }
    }

    @Test
    void aShadowThatFailsOrStallsHarmsNobody() throws InterruptedException {
        governance.rollouts().start(ANA, plan(0.5), "new features");
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        var options = RolloutOptions.defaults().withShadowCapacity(5);
        try (RolledOutModel model = governance
                .rollouts()
                .serve(
                        MODEL,
                        (version, files) -> version.id().equals(champion)
                                ? LOADER.load(version, files)
                                : (rows, n, out) -> {
                                    try {
                                        go.await();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    calls.incrementAndGet();
                                    throw new IllegalStateException("broken");
                                },
                        options)) {
            for (int i = 0; i < 100; i++) {
                assertTrue(model.judge(CALL, row(i)) instanceof Decision.Served);
            }
            go.countDown();
            model.flush();
            ShadowReport report = governance.rollouts().shadow(MODEL);
            assertEquals(100, report.failed() + report.dropped(), "every decision is accounted for");
            assertTrue(report.dropped() >= 100 - 2 * 5 - 1 && report.failed() == calls.get(), report::toString);
            assertFalse(report.changes().known());
        }
    }

    @Test
    void onlyAnApprovedAndEvidencedVersionGetsSubjects() {
        Rollouts rollouts = governance.rollouts();
        rollouts.start(ANA, plan(0.5, 1.0), "new features");
        RefusedException refused = assertThrows(RefusedException.class, () -> rollouts.step(ANA, MODEL, "impatient"));
        assertTrue(refused.reasons().get(0).contains("stage of credit-risk:2 is registered"), refused::getMessage);
        assertTrue(refused.reasons().stream().anyMatch(reason -> reason.contains("Gate")), refused::getMessage);
        assertEquals(0, rollouts.latest(MODEL).orElseThrow().step());
        approveForCanary();
        assertEquals(0.5, rollouts.step(ANA, MODEL, "now").share());
        governance.risk().open(BEN, challenger, Finding.Severity.HIGH, "bias", "ana", LocalDate.of(2030, 1, 1));
        assertThrows(RefusedException.class, () -> rollouts.step(ANA, MODEL, "a finding is open"));
        assertEquals(0.5, rollouts.latest(MODEL).orElseThrow().share());
    }

    @Test
    void armsAreStickyAndRecordsSayWhichAndWhy() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.2, 0.6), "new features");
        governance.rollouts().step(ANA, MODEL, "a fifth");
        List<Integer> had = new ArrayList<>();
        try (RolledOutModel model = serve()) {
            for (int i = 0; i < 200; i++) {
                Verdict verdict = model.judge(about(i), row(i));
                model.flush();
                DecisionRecord record = model.record(verdict.id()).orElseThrow();
                var assignment = model.assignment("subject-" + i).orElseThrow();
                boolean tried = assignment.arm() == Arm.CHALLENGER;
                assertEquals(tried ? challenger : champion, record.version());
                assertEquals(tried ? "canary" : "champion", record.alias());
                assertEquals(Check.ROLLOUT, record.breaches().get(0).check());
                assertEquals(
                        "Roll-out 00000001: " + assignment.arm() + ", bucket " + assignment.bucket() + " at share 0.2.",
                        record.breaches().get(0).text());
                assertEquals(tried, assignment.bucket() < 0.2);
                if (tried) {
                    had.add(i);
                }
            }
            assertTrue(had.size() > 15 && had.size() < 70, had::toString);
            governance.rollouts().step(ANA, MODEL, "more");
            model.refresh();
            for (int i : had) {
                assertEquals(challenger, ((Decision) model.judge(about(i), row(i))).version());
            }
            assertEquals(champion, ((Decision) model.judge(CALL, row(1))).version(), "nobody in particular");
        }
    }

    @Test
    void aRecordedArmDoesNotDisturbAReplay() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.5), "new features");
        governance.rollouts().step(ANA, MODEL, "half");
        List<Replay.Case> past = new ArrayList<>();
        try (RolledOutModel model = serve()) {
            for (int i = 0; i < 40; i++) {
                Verdict verdict = model.judge(about(i), row(i));
                model.flush();
                past.add(new Replay.Case(model.record(verdict.id()).orElseThrow(), row(i)));
            }
        }
        var options = ServingOptions.defaults();
        assertEquals(
                40, governance.replay().all(past.iterator(), LOADER, options).identical());
        ReplayReport mirror = governance.rollouts().mirror(ANA, MODEL, past.iterator(), LOADER, options);
        Rollout rollout = governance.rollouts().latest(MODEL).orElseThrow();
        assertEquals(40, mirror.cases());
        assertEquals(mirror.results(), rollout.mirrors().get(0).results());
        assertEquals(EventType.ROLLOUT_MIRRORED, lastEntry().type());
    }

    /** Decides a case of each of many subjects and reports one outcome for each. */
    private void outcomes(RolledOutModel model, String metric, int from, int to, int challengerOneIn, int otherOneIn) {
        List<String> ids = new ArrayList<>();
        List<Boolean> tried = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Decision decision = (Decision) model.judge(about(i), row(i));
            ids.add(decision.id());
            tried.add(decision.version().equals(challenger));
        }
        model.flush();
        int[] seen = new int[2];
        for (int i = 0; i < ids.size(); i++) {
            int arm = tried.get(i) ? 0 : 1;
            boolean happened = seen[arm]++ % (arm == 0 ? challengerOneIn : otherOneIn) == 0;
            assertTrue(governance.rollouts().outcome(MODEL, ids.get(i), metric, happened));
            assertFalse(governance.rollouts().outcome(MODEL, ids.get(i), metric, !happened), "counted once");
        }
    }

    @Test
    void harmRollsBackWithItsEvidence() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.5), "new features");
        governance.rollouts().step(ANA, MODEL, "half");
        try (RolledOutModel model = serve()) {
            outcomes(model, "complaint", 0, 20, 3, 10);
            governance.rollouts().look(MODEL);
            assertEquals(
                    Rollout.Status.OPEN,
                    governance.rollouts().latest(MODEL).orElseThrow().status());
            outcomes(model, "complaint", 20, 320, 2, 10);
            var evidence = governance.rollouts().look(MODEL);
            assertTrue(evidence.harms().get(0).shown());
            Rollout ended = governance.rollouts().latest(MODEL).orElseThrow();
            assertEquals(Rollout.Status.ROLLED_BACK, ended.status());
            assertEquals(evidence, ended.evidence().orElseThrow());
            AuditEntry entry = lastEntry();
            assertEquals(EventType.ROLLOUT_ROLLED_BACK, entry.type());
            assertEquals(evidence.digest().toString(), entry.details().get("outcomes.digest"));
            assertTrue(entry.details().containsKey("harm.complaint.logEvidence"));
            model.refresh();
            for (int i = 0; i < 50; i++) {
                assertEquals(champion, ((Decision) model.judge(about(i), row(i))).version());
            }
            assertThrows(ConflictException.class, () -> governance.rollouts().look(MODEL));
            assertTrue(governance.registry().requests(MODEL).stream()
                    .noneMatch(one -> one.status() == TransitionRequest.Status.OPEN));
        }
    }

    @Test
    void theGoalOpensARequestThatPeopleDecide() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.5), "new features");
        governance.rollouts().step(ANA, MODEL, "half");
        try (RolledOutModel model = serve()) {
            outcomes(model, "repaid", 0, 320, 1, 2);
            try (Governance elsewhere = open()) {
                var there = elsewhere.rollouts().look(MODEL);
                assertTrue(there.goal().shown());
            }
            Rollout ended = governance.rollouts().latest(MODEL).orElseThrow();
            assertEquals(Rollout.Status.CONCLUDED, ended.status());
            governance.rollouts().look(MODEL);
            List<TransitionRequest> open = governance.registry().requests(MODEL).stream()
                    .filter(one -> one.status() == TransitionRequest.Status.OPEN)
                    .toList();
            assertEquals(1, open.size(), "asked for once");
            assertEquals("rollout", open.get(0).requestedBy());
            String digest = ended.evidence().orElseThrow().digest().toString();
            assertTrue(open.get(0).comment().contains(digest), open.get(0)::comment);
            governance.registry().approve(BEN, challenger, "the evidence convinces");
            try (var promoted = governance.govern(MODEL, LOADER)) {
                assertEquals(challenger, promoted.permitted());
            }
        }
    }

    @Test
    void evidenceIsTheSameReadAnewFromTheStore() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.5), "new features");
        governance.rollouts().step(ANA, MODEL, "half");
        try (RolledOutModel model = serve()) {
            outcomes(model, "repaid", 0, 30, 2, 2);
            var first = governance.rollouts().look(MODEL);
            outcomes(model, "repaid", 30, 60, 2, 2);
            var here = governance.rollouts().look(MODEL);
            assertFalse(first.digest().equals(here.digest()));
            try (Governance elsewhere = open()) {
                var there = elsewhere.rollouts().look(MODEL);
                assertEquals(here.goal(), there.goal());
                assertEquals(here.digest(), there.digest());
                assertEquals(here.outcomes(), there.outcomes());
            }
        }
    }

    @Test
    void anotherChampionEndsIt() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(0.5), "new features");
        VersionId third = Fixtures.promoted(governance, directory, "0.0003 0.0005");
        governance.rollouts().look(MODEL);
        Rollout ended = governance.rollouts().latest(MODEL).orElseThrow();
        assertEquals(Rollout.Status.ROLLED_BACK, ended.status());
        assertTrue(ended.reason().contains(third.toString()), ended::reason);
    }

    @Test
    void aChallengerThatMayNotDecideIsReplacedByTheChampion() {
        approveForCanary();
        governance.rollouts().start(ANA, plan(1.0), "new features");
        governance.rollouts().step(ANA, MODEL, "all");
        try (RolledOutModel model = serve()) {
            assertEquals(challenger, ((Decision) model.judge(about(1), row(1))).version());
            governance.risk().open(BEN, challenger, Finding.Severity.CRITICAL, "leak", "ana", LocalDate.of(2030, 1, 1));
            model.refresh();
            Decision decision = (Decision) model.judge(about(1), row(1));
            assertEquals(champion, decision.version());
            assertTrue(decision.causes().get(0).text().contains("may not decide"));
            model.flush();
            assertFalse(governance.rollouts().outcome(MODEL, decision.id(), "repaid", true), "not compared");
        }
    }

    @Test
    void badInputAndOrder() {
        Rollouts rollouts = governance.rollouts();
        Goal goal = new Goal("repaid", 0, 0.05);
        assertThrows(InvalidInputException.class, () -> RolloutPlan.of(challenger, goal, 0.5, 0.5));
        assertThrows(InvalidInputException.class, () -> RolloutPlan.of(challenger, goal, 1.5));
        assertThrows(InvalidInputException.class, () -> new Goal("repaid", 1, 0.05));
        assertThrows(InvalidInputException.class, () -> new Guardrail("repaid", 0, 0));
        assertThrows(
                InvalidInputException.class,
                () -> rollouts.start(ANA, RolloutPlan.of(champion, goal, 0.5), "the champion itself"));
        assertThrows(
                NotFoundException.class, () -> rollouts.start(ANA, plan(0.5).into("nowhere"), "a typo"));
        assertThrows(ConflictException.class, () -> rollouts.step(ANA, MODEL, "none"));
        assertThrows(ConflictException.class, () -> rollouts.look(MODEL));
        rollouts.start(ANA, plan(), "shadow only");
        assertThrows(ConflictException.class, () -> rollouts.start(ANA, plan(0.5), "two at once"));
        assertThrows(ConflictException.class, () -> rollouts.step(ANA, MODEL, "no steps"));
        assertThrows(NotFoundException.class, () -> rollouts.outcome(MODEL, "nobody-1", "repaid", true));
        assertTrue(rollouts.tried(challenger) && !rollouts.tried(champion));
        assertEquals(
                Rollout.Status.STOPPED, rollouts.stop(CLEO, MODEL, "enough").status());
        assertFalse(rollouts.tried(challenger));
        assertFalse(rollouts.outcome(MODEL, "nobody-1", "repaid", true), "a late label after the end harms nothing");
        assertEquals("00000002", rollouts.start(ANA, plan(0.5), "again").id());
        assertEquals(2, rollouts.all(MODEL).size());
    }
}
