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

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewCase.Source;
import io.modelgovernance.review.ReviewCase.Status;
import io.modelgovernance.review.ReviewIntake;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewReport;
import io.modelgovernance.review.ReviewRule;
import io.modelgovernance.review.ReviewTask;
import io.modelgovernance.review.Reviews;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.rollout.Goal;
import io.modelgovernance.rollout.Guardrail;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewTest {
    private static final String MODEL = "credit-risk";
    private static final Actor DORA = Actor.human("dora", "underwriter");
    private static final Actor EMIL = Actor.human("emil", "underwriter");
    private static final Actor FAYE = Actor.human("faye", "senior");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .lifecycle(Lifecycle.withCanary())
            .build();
    private final Reviews reviews = governance.reviews();
    private VersionId version;

    @BeforeEach
    void promote() {
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private static ReviewPlan plan() {
        return ReviewPlan.of(MODEL, 7, "agree", "policy", "data");
    }

    private void settle(ReviewPlan plan) {
        reviews.plan(CLEO, plan, "quarterly");
    }

    /** An income above 900 lies outside the conditions of use and is referred; a debt of 1,000 is declined. */
    private List<String> decide(int n, double income, double debt) {
        var use = ConditionsOfUse.within(Boundary.atMost("income", 900));
        var options = ServingOptions.defaults().withChecks(Checks.standard().within(use));
        List<String> ids = new ArrayList<>();
        try (GovernedModel model = governance.govern(MODEL, LOADER, options)) {
            for (int i = 0; i < n; i++) {
                var call =
                        new Call(BANK, Fixtures.PURPOSE).about("subject-" + i).within("case-" + i);
                ids.add(model.judge(call, new double[] {income, debt}).id());
            }
        }
        return ids;
    }

    private ReviewTask claim(Actor reviewer) {
        return reviews.claim(reviewer, MODEL).orElseThrow();
    }

    private ReviewCase answer(Actor reviewer, Outcome outcome) {
        return reviews.answer(reviewer, MODEL, claim(reviewer).decision(), outcome, "policy", "");
    }

    @Test
    void referralsRulesAndSamplesComeIntoTheQueueOnce() {
        settle(plan().sampling(RiskTier.TIER_3, 0.3));
        String referred = decide(1, 950, 0).get(0);
        List<String> plain = decide(400, 100, 100);
        String meant = decide(1, 100, 1_500).get(0);
        ReviewRule declined = new ReviewRule("declined", record -> record.outcome() == Outcome.DECLINE);
        ReviewIntake intake = reviews.collect(CLEO, MODEL, List.of(declined));
        assertEquals(402, intake.read());
        assertEquals(
                Source.REFERRED, reviews.find(MODEL, referred).orElseThrow().source());
        ReviewCase ruled = reviews.find(MODEL, meant).orElseThrow();
        assertEquals(Source.RULE, ruled.source());
        assertEquals("declined", ruled.why());
        List<ReviewCase> drawn =
                plain.stream().flatMap(id -> reviews.find(MODEL, id).stream()).toList();
        var share = Proportions.of(drawn.size(), plain.size(), 1 - 1e-9);
        assertTrue(share.low() <= 0.3 && 0.3 <= share.high(), share::toString);
        drawn.forEach(one -> assertTrue(one.why().endsWith("below 0.3"), one::why));
        assertEquals(drawn.size() + 2, intake.queued());
        assertEquals(0, reviews.collect(CLEO, MODEL, List.of(declined)).queued(), "once");
    }

    @Test
    void theQueueIsBoundedAndLosesNothing() {
        settle(plan().withCapacity(150));
        decide(310, 100, 100);
        ReviewIntake first = reviews.collect(CLEO, MODEL, List.of());
        assertEquals(150, first.queued());
        assertTrue(first.full());
        assertEquals(0, reviews.collect(CLEO, MODEL, List.of()).queued());
        for (int i = 0; i < 20; i++) {
            answer(DORA, Outcome.APPROVE);
        }
        assertEquals(20, reviews.collect(CLEO, MODEL, List.of()).queued());
        settle(plan().withCapacity(1_000));
        assertEquals(140, reviews.collect(CLEO, MODEL, List.of()).queued());
        assertEquals(290, reviews.report(MODEL).open());
    }

    @Test
    void whoDevelopedItOrHasAnInterestMayNotReview() {
        settle(plan());
        decide(1, 100, 100);
        reviews.collect(CLEO, MODEL, List.of());
        assertTrue(governance.registry().version(version).developers().contains("ana"));
        assertEquals(Optional.empty(), reviews.claim(ANA, MODEL));
        governance.approvals().declareInterest(EMIL, MODEL, "a relative");
        assertEquals(Optional.empty(), reviews.claim(EMIL, MODEL));
        assertThrows(InvalidInputException.class, () -> reviews.claim(BANK, MODEL));
        assertTrue(reviews.claim(DORA, MODEL).isPresent());
        assertEquals(Optional.empty(), reviews.claim(FAYE, MODEL), "one reviewer is enough");
    }

    @Test
    void aClaimLapses() {
        settle(plan().within(Duration.ofHours(1), Duration.ofDays(7), ""));
        decide(1, 100, 100);
        reviews.collect(CLEO, MODEL, List.of());
        ReviewTask task = claim(DORA);
        clock.advance(Duration.ofHours(2));
        assertThrows(
                ConflictException.class,
                () -> reviews.answer(DORA, MODEL, task.decision(), Outcome.APPROVE, "agree", ""));
        assertEquals(task.decision(), claim(EMIL).decision());
        assertThrows(
                ConflictException.class,
                () -> reviews.answer(DORA, MODEL, task.decision(), Outcome.APPROVE, "agree", ""));
    }

    @Test
    void overdueCasesComeFirstAndGoToThoseNamed() {
        settle(plan().within(Duration.ofHours(1), Duration.ofDays(1), "senior"));
        String old = decide(1, 100, 100).get(0);
        reviews.collect(CLEO, MODEL, List.of());
        clock.advance(Duration.ofDays(2));
        String fresh = decide(1, 100, 100).get(0);
        reviews.collect(CLEO, MODEL, List.of());
        assertEquals(1, reviews.report(MODEL).overdue());
        List<ReviewCase> escalated = reviews.escalate(CLEO, MODEL);
        assertEquals(List.of(old), escalated.stream().map(ReviewCase::decision).toList());
        assertEquals(List.of(), reviews.escalate(CLEO, MODEL), "noted once");
        assertEquals(fresh, claim(DORA).decision());
        assertEquals(old, claim(FAYE).decision());
    }

    @Test
    void twoLookBlindAndAThirdSettlesADispute() {
        settle(plan().twice(1, true));
        String decision = decide(1, 100, 100).get(0);
        reviews.collect(CLEO, MODEL, List.of());
        ReviewTask first = claim(DORA);
        assertEquals("subject-0", first.subject());
        assertEquals("case-0", first.correlation());
        assertEquals(Optional.empty(), first.record(), "the model's decision is hidden");
        assertEquals(Optional.empty(), reviews.claim(DORA, MODEL), "nobody looks twice");
        reviews.answer(DORA, MODEL, decision, Outcome.APPROVE, "agree", "");
        assertEquals(Optional.empty(), reviews.claim(DORA, MODEL));
        ReviewTask second = claim(EMIL);
        assertEquals(List.of(), second.earlier(), "the first answer is hidden");
        assertEquals(Optional.empty(), second.record());
        assertEquals(Optional.empty(), reviews.claim(FAYE, MODEL), "not disputed yet");
        ReviewCase disputed = reviews.answer(EMIL, MODEL, decision, Outcome.DECLINE, "policy", "income unproven");
        assertEquals(Status.DISPUTED, disputed.status());
        ReviewTask third = claim(FAYE);
        assertEquals(2, third.earlier().size());
        assertTrue(third.record().isPresent());
        ReviewCase done = reviews.answer(FAYE, MODEL, decision, Outcome.DECLINE, "policy", "");
        assertEquals(Status.DONE, done.status());
        assertEquals(Outcome.DECLINE, done.outcome());
        assertTrue(done.overridden());
    }

    @Test
    void agreementIsKappaOfFirstAndSecondAnswers() {
        settle(plan().twice(1, false));
        decide(50, 100, 100);
        reviews.collect(CLEO, MODEL, List.of());
        Outcome yes = Outcome.APPROVE;
        Outcome no = Outcome.DECLINE;
        for (int i = 0; i < 50; i++) {
            Outcome first = i < 25 ? yes : no;
            Outcome second = i < 20 || i >= 25 && i < 35 ? yes : no;
            String decision = claim(DORA).decision();
            reviews.answer(DORA, MODEL, decision, first, "agree", "");
            assertEquals(decision, claim(EMIL).decision());
            reviews.answer(EMIL, MODEL, decision, second, "agree", "");
        }
        assertEquals(0.4, reviews.report(MODEL).agreement().value(), 1e-12);
        assertEquals(50, reviews.report(MODEL).agreement().n());
    }

    @Test
    void tooManyOverridesRaiseAnAlarmThatGatesSee() {
        settle(plan().tolerating(0.1, 0.01));
        decide(60, 100, 100);
        reviews.collect(CLEO, MODEL, List.of());
        for (int i = 0; i < 30; i++) {
            answer(EMIL, Outcome.APPROVE);
        }
        ReviewReport calm = reviews.watch(CLEO, MODEL);
        assertFalse(calm.versions().get(version.toString()).alarm());
        assertEquals(0, calm.versions().get(version.toString()).rate().value(), 0);
        assertTrue(calm.versions().get(version.toString()).rate().high() < 0.5);
        for (int i = 0; i < 30; i++) {
            answer(DORA, Outcome.DECLINE);
        }
        ReviewReport alarmed = reviews.watch(CLEO, MODEL);
        reviews.watch(CLEO, MODEL);
        assertTrue(alarmed.versions().get(version.toString()).alarm());
        assertEquals(0.5, alarmed.versions().get(version.toString()).rate().value(), 1e-15);
        assertTrue(alarmed.reviewers().get("dora").alarm());
        assertFalse(alarmed.reviewers().get("emil").alarm());
        List<Finding> findings = governance.risk().findings(MODEL, AsOf.now()).stream()
                .filter(Finding::open)
                .toList();
        assertEquals(1, findings.size(), "opened once");
        assertEquals(version, findings.get(0).version());
        assertTrue(governance.gates(version, "production").stream().anyMatch(gate -> !gate.passed()));
    }

    @Test
    void anOverrideIsAnOutcomeOfARollout() {
        VersionId next = Fixtures.register(governance, directory, "0.0002 0.0005");
        governance.risk().assess(ANA, next, Fixtures.smallRisk());
        Fixtures.validate(governance, next);
        governance.registry().request(ANA, next, "canary", "try");
        governance.registry().approve(BEN, next, "yes");
        governance
                .rollouts()
                .start(
                        ANA,
                        RolloutPlan.of(next, new Goal("repaid", 0, 0.05), 0.5)
                                .guarded(new Guardrail("override", 0, 0.05)),
                        "new");
        governance.rollouts().step(ANA, MODEL, "half");
        settle(plan());
        try (var served = governance.rollouts().serve(MODEL, LOADER, RolloutOptions.defaults())) {
            for (int i = 0; i < 20; i++) {
                served.judge(new Call(BANK, Fixtures.PURPOSE).about("subject-" + i), new double[] {100, 100});
            }
        }
        assertEquals(20, reviews.collect(CLEO, MODEL, List.of()).queued());
        for (int i = 0; i < 20; i++) {
            answer(DORA, i % 2 == 0 ? Outcome.DECLINE : Outcome.APPROVE);
        }
        var harm = governance.rollouts().look(MODEL).harms().get(0);
        assertEquals(20, harm.challengerCases() + harm.championCases());
        assertEquals(10, harm.challengerHits() + harm.championHits());
    }

    @Test
    void badInput() {
        assertThrows(ConflictException.class, () -> reviews.collect(CLEO, MODEL, List.of()));
        assertThrows(NotFoundException.class, () -> reviews.plan(CLEO, ReviewPlan.of("nobody", 1, "a"), ""));
        assertThrows(InvalidInputException.class, () -> ReviewPlan.of(MODEL, 1));
        assertThrows(InvalidInputException.class, () -> plan().sampling(RiskTier.TIER_1, 1.1));
        assertThrows(InvalidInputException.class, () -> plan().withCapacity(0));
        assertThrows(InvalidInputException.class, () -> plan().within(Duration.ZERO, Duration.ofDays(1), ""));
        assertThrows(InvalidInputException.class, () -> plan().tolerating(1, 0.05));
        settle(plan());
        decide(1, 100, 100);
        reviews.collect(CLEO, MODEL, List.of());
        String decision = claim(DORA).decision();
        assertThrows(
                InvalidInputException.class, () -> reviews.answer(DORA, MODEL, decision, Outcome.REFER, "agree", ""));
        assertThrows(
                InvalidInputException.class, () -> reviews.answer(DORA, MODEL, decision, Outcome.APPROVE, "whim", ""));
        assertThrows(NotFoundException.class, () -> reviews.answer(DORA, MODEL, "no-1", Outcome.APPROVE, "agree", ""));
        assertEquals(Status.OPEN, reviews.find(MODEL, decision).orElseThrow().status());
    }
}
