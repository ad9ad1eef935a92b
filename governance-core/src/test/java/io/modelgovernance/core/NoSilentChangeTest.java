package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.RetentionClass;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.policy.RoleAccess;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inmemory.InMemorySubjectKeys;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import io.modelgovernance.monitoring.Alerts;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.Checklist;
import io.modelgovernance.policy.ChecklistAnswer;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.rollout.Goal;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ServingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of change is done once; each is an event, in order, with what it changed. */
class NoSilentChangeTest {
    private static final Checklist.Item DESK_TOLD =
            new Checklist.Item("desk-told", "Does the desk know?", Set.of(), false);

    @TempDir
    Path directory;

    private final Ed25519Signer signer = Ed25519Signer.generate("bank");
    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();

    @Test
    void everyKindOfChangeIsAnEvent() {
        RoleAccess rules = RoleAccess.none();
        for (EventType act : EventType.values()) {
            if (act != EventType.INTEREST_DECLARED) {
                rules = rules.grant("developer", act)
                        .grant("validator", act)
                        .grant("desk", act)
                        .grant("rollout", act);
            }
            rules = rules.grant("risk", act);
        }
        try (Governance governance = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .lifecycle(Lifecycle.withCanary())
                .policy(withChecklist(Fixtures.keepingDecisions(Duration.ofHours(1))))
                .access(rules)
                .subjectKeys(new InMemorySubjectKeys())
                .signer(signer)
                .build()) {
            doEverything(governance);
            List<AuditEntry> entries = governance.audit().entries(0, 1_000);
            Set<EventType> seen = entries.stream().map(AuditEntry::type).collect(Collectors.toSet());
            assertEquals(EnumSet.allOf(EventType.class), EnumSet.copyOf(seen));
            for (int i = 0; i < entries.size(); i++) {
                assertEquals(i + 1, entries.get(i).position());
            }
            List<AuditEntry> rest = governance.audit().entries(7, 1_000);
            assertEquals(entries.subList(7, entries.size()), rest, "a listener goes on where it was");
        }
    }

    private static Policy withChecklist(Policy policy) {
        Map<String, List<Gate>> gates = new HashMap<>(policy.gates());
        gates.put("registered", List.of(Gates.checklist(new Checklist("trial", List.of(DESK_TOLD)))));
        return new Policy("bank/1", gates, policy.tiers(), policy.fallBackOnDrift());
    }

    /** A head of another past of the log, before its key was changed. */
    private Checkpoint lost() {
        try (Governance other = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .signer(signer)
                .build()) {
            Fixtures.register(other, directory, "3 3");
            return other.audit().checkpoint();
        }
    }

    private void doEverything(Governance governance) {
        VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        VersionId two = Fixtures.register(governance, directory, "2 2");
        var registry = governance.registry();
        governance.drift().freeze(BEN, one, Fixtures.rows(1, 200, 0));
        governance.drift().check(ANA, one, Fixtures.rows(2, 200, 0));
        registry.reviseCard(CLEO, "credit-risk", new ModelCard("p", "o", List.of("i"), List.of("l"), List.of("e")));
        registry.moveAlias(CLEO, "credit-risk", "canary", one, 0, "try");
        registry.correct(CLEO, "credit-risk", "canary", one, java.time.Instant.EPOCH, "by the paper files");
        Fixtures.deploy(governance, one, "branch");
        governance.checklists().answer(CLEO, one, "trial", "desk-told", ChecklistAnswer.Reply.done(""));
        governance.deployments().retire(CLEO, "credit-risk", "branch", "closed");
        registry.change(CLEO, List.of(new Change.DropAlias("credit-risk", "canary", 1)), "over");
        governance.catalogue().tag(ANA, one, "team", "retail");
        governance.custody().delete(ANA, two, "a mistake");
        governance
                .approvals()
                .delegate(BEN, "credit-risk", "eve", clock.instant().plus(Duration.ofHours(1)), "away");
        governance.approvals().declareInterest(CLEO, "credit-risk", "shares");
        assertThrows(
                RefusedException.class, () -> governance.approvals().declareInterest(ANA, "credit-risk", "shares"));
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                new Node(Node.SOURCE, "a"),
                                new Node(Node.SOURCE, "b"),
                                "feeds",
                                "ana",
                                clock.instant(),
                                Edge.Confidence.DECLARED)));
        Node unused = new Node(Node.SOURCE, "a");
        governance.lineage().describe(ANA, unused, new Facet.Location("s3://bank/a"));
        governance.lineage().label(ANA, unused, "sensitive", "health");
        governance.recalls().recall(BEN, unused, "poisoned", Recall.Response.REPORT);
        governance.lineage().withdraw(ANA, unused, new Node(Node.SOURCE, "b"), "feeds", "wrong file");
        Finding finding =
                governance.risk().open(BEN, one, Finding.Severity.LOW, "note", "ana", LocalDate.of(2030, 1, 1));
        governance.risk().close(BEN, "credit-risk", finding.id(), "noted");
        var risk = governance.risk();
        risk.rescore(CLEO, one, Map.of("psi", Estimate.exact(0.01, 99, "test")), "monthly");
        risk.override(CLEO, one, RiskTier.TIER_4, "pilot", clock.instant().plus(Duration.ofHours(1)));
        risk.approveOverride(BEN, one, "agreed");
        risk.endOverride(CLEO, one, "over");
        risk.restrict(BEN, one, ConditionsOfUse.within(Boundary.atMost("income", 900_000)));
        RuleSet rules = RuleSet.of("decisions", "1", List.of(Fact.number("score")))
                .with(Rule.refer("close", "score > 0.4", "close calls"));
        LogCustody keys = governance.audit().custody();
        Checkpoint before = governance.audit().checkpoint();
        Checkpoint lost = lost();
        VerifierKey first = keys.keys().get(0).key();
        keys.rotate(CLEO, Ed25519Signer.generate("next"), "yearly");
        keys.revoke(CLEO, first, before.size(), "lost");
        keys.declareBreak(CLEO, 1, lost, "restored");
        governance.rulebook().adopt(CLEO, rules, "first");
        governance
                .rulebook()
                .exempt(
                        BEN,
                        "ana",
                        "decisions",
                        "close",
                        "score > 0.9",
                        clock.instant().plusSeconds(60),
                        "pilot");
        governance.inventory().declare(CLEO, InventoryEntry.of("credit-risk", "Credit risk", "cleo", "ana"), "new");
        governance.inventory().attest(CLEO, "complete");
        governance
                .inventory()
                .observeUse(
                        CLEO, new VersionId("credit-risk", 1), clock.instant().minusSeconds(60), clock.instant());
        TimeWindow minute = new TimeWindow(clock.instant().minusSeconds(60), clock.instant());
        governance.monitors().outcomes().observe(CLEO, one, minute, Map.of(), 0);
        VersionId three = Fixtures.register(governance, directory, "3 3");
        assertThrows(RefusedException.class, () -> registry.request(ANA, three, "production", "too early"));
        registry.request(ANA, three, "retired", "never used");
        registry.withdraw(ANA, three, "wait");
        registry.request(ANA, three, "retired", "never used");
        registry.reject(BEN, three, "keep it");
        governance.approvals().breakGlass(CLEO, three, "production", "outage");
        var killSwitch = governance.killSwitch();
        killSwitch.conclude(CLEO, killSwitch.kill(CLEO, "credit-risk", "stop"));
        registry.resume(BEN, "credit-risk", "go");
        try (var model = governance.govern("credit-risk", Fixtures.LOADER)) {
            model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 1, "debt", 1));
        }
        ServingOptions sampled = ServingOptions.defaults()
                .withRecording(
                        Recording.standard().withRule(RecordRule.standard().oneIn(2)));
        try (var model = governance.govern("credit-risk", Fixtures.LOADER, sampled)) {
            model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 0, "debt", 0));
        }
        assertEquals("production", registry.stage(three, AsOf.now()));
        governance.retention().define(CLEO, new RetentionClass("short", Duration.ofDays(1), "policy 7"), "first");
        ServingOptions brief =
                ServingOptions.defaults().withRecording(Recording.standard().withRetention("short"));
        try (var model = governance.govern("credit-risk", Fixtures.LOADER, brief)) {
            model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 1, "debt", 1));
        }
        clock.advance(Duration.ofDays(2));
        assertEquals(
                1, governance.retention().prune(CLEO, "credit-risk", "yearly").batches());
        var personal = governance.personalData();
        personal.keep(CLEO, "subject-1", new byte[] {1});
        personal.hold(CLEO, "subject-1", "case 1");
        personal.release(BEN, "subject-1", "closed");
        personal.erase(CLEO, "subject-1", "asked for");
        takeIn(governance);
        rollOut(governance, three);
        review(governance);
        watch(governance, one, three);
    }

    /** A day of other rows: an alert that is silenced, escalated, taken on and closed. */
    private void watch(Governance governance, VersionId version, VersionId trained) {
        MonitorDefinition daily = MonitorDefinition.of(version, WindowPlan.daily("UTC"));
        governance.monitors().define(CLEO, daily);
        try (RowObserver observer = governance.monitors().observe(version)) {
            for (int i = 0; i < 200; i++) {
                observer.see(clock.instant(), new double[] {90_000 + i, -i});
            }
        }
        clock.advance(Duration.ofDays(2));
        governance.monitors().judgeDue(CLEO, version);
        Alerts alerts = governance.monitors().alerts();
        String id = alerts.of(version.model(), AsOf.now()).get(0).id();
        alerts.silence(CLEO, version.model(), id, clock.instant().plus(Duration.ofHours(1)), "known");
        clock.advance(Duration.ofDays(2));
        alerts.escalate(CLEO, version.model());
        alerts.acknowledge(CLEO, version.model(), id, "looking");
        governance.monitors().groupUses().record(CLEO, version, "a report", 10, 2, 0, 0);
        var request = governance.monitors().retraining().request(CLEO, version, "a new branch");
        governance.monitors().retraining().answer(CLEO, version.model(), request.id(), trained);
        alerts.close(CLEO, version.model(), id, "a new branch");
    }

    /** A shadow that is stopped, one that another champion ends, and one that shows its goal. */
    private void rollOut(Governance governance, VersionId champion) {
        var rollouts = governance.rollouts();
        String model = champion.model();
        VersionId four = Fixtures.promoted(governance, directory, "4 4");
        Goal goal = new Goal("repaid", 0, 0.2);
        rollouts.start(ANA, RolloutPlan.of(champion, goal, 1.0), "back again");
        rollouts.mirror(ANA, model, List.<Replay.Case>of().iterator(), Fixtures.LOADER, ServingOptions.defaults());
        rollouts.stop(ANA, model, "no use");
        VersionId five = Fixtures.register(governance, directory, "0.0001 0.0001");
        governance.risk().assess(ANA, five, Fixtures.smallRisk());
        Fixtures.validate(governance, five);
        governance.registry().request(ANA, five, "canary", "try");
        governance.registry().approve(BEN, five, "yes");
        rollouts.start(ANA, RolloutPlan.of(five, goal, 0.5), "new");
        rollouts.step(ANA, model, "half");
        try (var served = governance.rollouts().serve(model, Fixtures.LOADER, RolloutOptions.defaults())) {
            for (int i = 0; i < 60; i++) {
                var call = new Call(BANK, Fixtures.PURPOSE).about("subject-" + i);
                Decision decision = (Decision) served.judge(call, new double[] {i, i});
                served.flush();
                rollouts.outcome(
                        model, decision.id(), "repaid", decision.version().equals(five));
            }
        }
        rollouts.look(model);
        rollouts.start(ANA, RolloutPlan.of(five, goal, 0.5), "once more");
        governance.registry().approve(BEN, five, "the evidence convinces");
        rollouts.look(model);
        assertEquals(four, rollouts.latest(model).orElseThrow().champion());
    }

    private void review(Governance governance) {
        var reviews = governance.reviews();
        reviews.plan(
                CLEO,
                ReviewPlan.of("credit-risk", 7, "policy").within(Duration.ofHours(9), Duration.ofHours(1), ""),
                "first");
        reviews.collect(CLEO, "credit-risk", List.of());
        var task = reviews.claim(BEN, "credit-risk").orElseThrow();
        reviews.answer(BEN, "credit-risk", task.decision(), Outcome.DECLINE, "policy", "as it should be");
        clock.advance(Duration.ofHours(2));
        reviews.escalate(CLEO, "credit-risk");
    }

    private void takeIn(Governance governance) {
        Ed25519Signer key = Ed25519Signer.generate("elsewhere");
        try (Governance elsewhere = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .name("elsewhere")
                .signer(key)
                .clock(clock)
                .build()) {
            Fixtures.register(elsewhere, directory, "7 7");
            Path bundle = directory.resolve("bundle");
            elsewhere.histories().export("credit-risk", bundle);
            governance.histories().importFrom(CLEO, bundle, "credit-risk", "elsewhere", key.publicKey());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
