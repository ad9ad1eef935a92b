package io.modelgovernance.core.review;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.Approvals;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.OverrideRate;
import io.modelgovernance.review.ReviewAnswer;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewCase.Status;
import io.modelgovernance.review.ReviewIntake;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewReport;
import io.modelgovernance.review.ReviewRule;
import io.modelgovernance.review.ReviewTask;
import io.modelgovernance.review.Reviews;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.rollout.Rollouts;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The review queue over the ledger. Thread-safe. */
public final class ReviewEngine implements Reviews {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewEngine.class);
    private static final String OVERRIDE = "override";
    private static final int AT_ONCE = 100;
    private static final int DAYS = 14;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final ModelRegistry registry;
    private final Approvals approvals;
    private final RiskRegister risk;
    private final Rollouts rollouts;
    private final Cases cases;
    private final Intake intake;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param observations where decisions are
     * @param registry who developed what
     * @param approvals who declared an interest
     * @param risk tiers and findings
     * @param rollouts told of overrides
     */
    public ReviewEngine(
            Ledger ledger,
            ObservationStore observations,
            ModelRegistry registry,
            Approvals approvals,
            RiskRegister risk,
            Rollouts rollouts) {
        this.ledger = ledger;
        this.observations = observations;
        this.registry = registry;
        this.approvals = approvals;
        this.risk = risk;
        this.rollouts = rollouts;
        this.cases = new Cases(ledger);
        this.intake = new Intake(ledger, observations, risk, cases);
    }

    @Override
    public ReviewPlan plan(Actor actor, ReviewPlan plan, String reason) {
        if (registry.versions(plan.model(), AsOf.now()).isEmpty()) {
            throw new NotFoundException("model", plan.model(), "Maybe register its first version.");
        }
        return ledger.act(actor, EventType.REVIEW_PLANNED, plan.model(), reason, act -> {
            act.put(Cases.planKey(plan.model()), plan);
            act.detail("rates", plan.rates());
            act.detail("seed", plan.seed());
            act.detail("twice", plan.twice());
            return plan;
        });
    }

    @Override
    public Optional<ReviewPlan> plan(String model) {
        return cases.plan(Names.require("model name", model));
    }

    @Override
    public ReviewIntake collect(Actor actor, String model, List<ReviewRule> rules) {
        return intake.collect(actor, Names.require("model name", model), rules);
    }

    @Override
    public Optional<ReviewTask> claim(Actor reviewer, String model) {
        if (reviewer.kind() != Actor.Kind.HUMAN) {
            throw InvalidInputException.of("reviewer " + reviewer.id(), "is a service", "a person");
        }
        if (approvals.interested(model).contains(reviewer.id())) {
            return Optional.empty();
        }
        ReviewPlan plan = Cases.requirePlan(ledger.read(), model);
        Instant now = ledger.now();
        Map<VersionId, Boolean> developed = new HashMap<>();
        Optional<String> next = cases.waiting(model).stream()
                .filter(one -> open(one, reviewer, plan, now))
                .filter(one -> !developed.computeIfAbsent(
                        one.version(), id -> registry.version(id).developers().contains(reviewer.id())))
                .min(Comparator.comparing((ReviewCase one) -> !one.escalated())
                        .thenComparing(ReviewCase::dueAt)
                        .thenComparing(ReviewCase::decision))
                .map(ReviewCase::decision);
        return next.flatMap(decision -> claim(reviewer, model, decision));
    }

    private static boolean open(ReviewCase one, Actor reviewer, ReviewPlan plan, Instant now) {
        Map<String, Instant> claims = Cases.alive(one, now);
        int needed = one.status() == Status.DISPUTED ? one.reviewers() + 1 : one.reviewers();
        boolean allowed = !one.escalated() || plan.escalation().isEmpty() || reviewer.has(plan.escalation());
        return one.status() != Status.DONE
                && allowed
                && !claims.containsKey(reviewer.id())
                && one.answers().stream().noneMatch(answer -> answer.reviewer().equals(reviewer.id()))
                && claims.size() + one.answers().size() < needed;
    }

    /** Who was a moment faster has it; the next one asks again. */
    private Optional<ReviewTask> claim(Actor reviewer, String model, String decision) {
        try {
            ReviewCase claimed = ledger.act(reviewer, EventType.REVIEW_CLAIMED, model + " " + decision, "", act -> {
                ReviewPlan plan = Cases.requirePlan(act, model);
                ReviewCase one = Cases.require(act, model, decision);
                if (!open(one, reviewer, plan, act.now())) {
                    throw taken(decision);
                }
                ReviewCase after =
                        Cases.claimed(one, reviewer.id(), act.now(), act.now().plus(plan.lease()));
                Cases.put(act, after);
                return after;
            });
            return Optional.of(task(claimed, reviewer.id()));
        } catch (ConflictException e) {
            return claim(reviewer, model);
        }
    }

    private static ConflictException taken(String decision) {
        return new ConflictException(
                "review " + decision, "The case " + decision + " must be free but somebody has claimed it just now.");
    }

    private ReviewTask task(ReviewCase one, String reviewer) {
        String model = one.version().model();
        DecisionRecord record = observations
                .find("decision/" + model, one.decision())
                .map(stored -> RecordCodec.read(DecisionRecord.class, stored.body()))
                .orElseThrow(() -> new NotFoundException("decision", one.decision(), "Maybe its retention has ended."));
        boolean disputed = one.status() == Status.DISPUTED;
        boolean hidden = cases.plan(model).map(ReviewPlan::blind).orElse(true) && !disputed;
        return new ReviewTask(
                one.decision(),
                record.subject(),
                record.correlation(),
                record.inputs(),
                hidden ? Optional.empty() : Optional.of(record),
                disputed ? one.answers() : List.of(),
                one.claims().getOrDefault(reviewer, ledger.now()));
    }

    @Override
    public ReviewCase answer(
            Actor reviewer, String model, String decision, Outcome outcome, String reason, String comment) {
        if (outcome != Outcome.APPROVE && outcome != Outcome.DECLINE) {
            throw InvalidInputException.of("answer", "is " + outcome, "APPROVE or DECLINE");
        }
        ReviewCase answered = ledger.act(reviewer, EventType.REVIEW_ANSWERED, model + " " + decision, comment, act -> {
            ReviewPlan plan = Cases.requirePlan(act, model);
            if (!plan.reasons().contains(reason)) {
                throw InvalidInputException.of(
                        "reason code", "is " + Names.printable(reason), "one of " + plan.reasons());
            }
            ReviewCase one = Cases.require(act, model, decision);
            if (!Cases.alive(one, act.now()).containsKey(reviewer.id())) {
                throw new ConflictException(
                        "review " + decision,
                        "The case " + decision + " must be claimed by " + reviewer.id()
                                + " now. Maybe the claim has lapsed; claim again.");
            }
            ReviewAnswer answer = new ReviewAnswer(reviewer.id(), outcome, reason, comment, act.now());
            ReviewCase after = Cases.answered(one, answer, plan);
            Cases.put(act, after);
            act.detail("status", after.status());
            act.detail("outcome", outcome);
            act.detail("reason", reason);
            act.detail("overridden", after.overridden());
            return after;
        });
        if (answered.status() == Status.DONE && answered.decidedByModel()) {
            tellRollout(model, answered);
        }
        return answered;
    }

    /** An override is an outcome that a guardrail may watch. */
    private void tellRollout(String model, ReviewCase one) {
        try {
            rollouts.outcome(model, one.decision(), OVERRIDE, one.overridden());
        } catch (GovernanceException e) {
            LOG.warn("The roll-out of {} was not told of review {}: {}", model, one.decision(), e.getMessage());
        }
    }

    @Override
    public List<ReviewCase> escalate(Actor actor, String model) {
        Instant now = ledger.now();
        List<String> overdue = cases.waiting(model).stream()
                .filter(one -> !one.escalated() && now.isAfter(one.dueAt()))
                .map(ReviewCase::decision)
                .limit(AT_ONCE)
                .toList();
        if (overdue.isEmpty()) {
            return List.of();
        }
        return ledger.act(actor, EventType.REVIEW_ESCALATED, model, "", act -> {
            List<ReviewCase> escalated = new ArrayList<>();
            for (String decision : overdue) {
                ReviewCase one = Cases.require(act, model, decision);
                if (one.status() != Status.DONE && act.now().isAfter(one.dueAt())) {
                    ReviewCase after = Cases.escalated(one);
                    Cases.put(act, after);
                    escalated.add(after);
                }
            }
            act.detail("cases", escalated.size());
            return escalated;
        });
    }

    @Override
    public Optional<ReviewCase> find(String model, String decision) {
        return cases.find(Names.require("model name", model), decision);
    }

    @Override
    public ReviewReport report(String model) {
        ReviewPlan plan = Cases.requirePlan(ledger.read(), model);
        return Statistics.of(plan, cases.all(model), ledger.now());
    }

    @Override
    public ReviewReport watch(Actor actor, String model) {
        ReviewReport report = report(model);
        report.versions().forEach((version, rate) -> {
            if (rate.alarm()) {
                raise(actor, VersionId.parse(version), rate);
            }
        });
        return report;
    }

    private void raise(Actor actor, VersionId version, OverrideRate rate) {
        String mark = "People override the version too often";
        boolean known = risk.findings(version.model(), AsOf.now()).stream()
                .anyMatch(one -> one.open()
                        && one.version().equals(version)
                        && one.text().startsWith(mark));
        if (!known) {
            LocalDate due = LocalDate.ofInstant(ledger.now(), ZoneOffset.UTC).plusDays(DAYS);
            risk.open(actor, version, Finding.Severity.HIGH, mark + ": " + rate.rate() + ".", actor.id(), due);
        }
    }
}
