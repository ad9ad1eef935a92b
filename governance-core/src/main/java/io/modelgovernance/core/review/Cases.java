package io.modelgovernance.core.review;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.review.ReviewAnswer;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewCase.Status;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The review plans and cases on record, in a scope of their own so that a busy queue hinders nobody. Thread-safe. */
final class Cases {
    private static final String WAITING = "waiting";
    private static final String STATE = "review-state";

    private final Ledger ledger;

    Cases(Ledger ledger) {
        this.ledger = ledger;
    }

    private static String scope(String model) {
        return "review/" + model;
    }

    static RecordKey planKey(String model) {
        return new RecordKey(scope(model), Keys.REVIEW_PLAN, model);
    }

    static RecordKey cursorKey(String model) {
        return new RecordKey(scope(model), Keys.REVIEW_CURSOR, model);
    }

    static RecordKey key(String model, String decision) {
        return new RecordKey(scope(model), Keys.REVIEW, decision);
    }

    static void put(Act act, ReviewCase one) {
        String state = one.status() == Status.DONE ? "done" : WAITING;
        act.put(key(one.version().model(), one.decision()), one, new Term(STATE, state));
    }

    Optional<ReviewPlan> plan(String model) {
        return ledger.find(ReviewPlan.class, planKey(model), AsOf.now());
    }

    /** Read in an act, so that what is read after it in the same scope is as new. */
    static ReviewPlan requirePlan(Act act, String model) {
        return act.find(ReviewPlan.class, planKey(model))
                .orElseThrow(() -> new ConflictException(
                        model, "The model (" + model + ") must have a review plan. Maybe settle one first."));
    }

    Optional<ReviewCase> find(String model, String decision) {
        return ledger.find(ReviewCase.class, key(model, decision), AsOf.now());
    }

    static ReviewCase require(Act act, String model, String decision) {
        return act.find(ReviewCase.class, key(model, decision))
                .orElseThrow(() -> new io.modelgovernance.NotFoundException(
                        "review case", decision, "Maybe it was never queued."));
    }

    List<ReviewCase> waiting(String model) {
        return list(model, Optional.of(WAITING));
    }

    List<ReviewCase> all(String model) {
        return list(model, Optional.empty());
    }

    private List<ReviewCase> list(String model, Optional<String> state) {
        List<Term> terms = state.map(value -> List.of(new Term(STATE, value))).orElse(List.of());
        RecordQuery query = new RecordQuery(
                Keys.REVIEW,
                Optional.of(scope(model)),
                terms,
                GovernanceStore.NOW,
                Optional.empty(),
                RecordQuery.MAX_LIMIT);
        return ledger.list(ReviewCase.class, query, AsOf.now());
    }

    static ReviewCase claimed(ReviewCase one, String reviewer, Instant now, Instant until) {
        Map<String, Instant> claims = alive(one, now);
        claims.put(reviewer, until);
        return with(one, one.dueAt(), one.escalated(), claims, one.answers(), one.status(), one.outcome());
    }

    static ReviewCase escalated(ReviewCase one) {
        return with(one, one.dueAt(), true, one.claims(), one.answers(), one.status(), one.outcome());
    }

    /** The answer taken in: the case waits for another, is disputed, or done. */
    static ReviewCase answered(ReviewCase one, ReviewAnswer answer, ReviewPlan plan) {
        Map<String, Instant> claims = alive(one, answer.at());
        claims.remove(answer.reviewer());
        List<ReviewAnswer> answers = new ArrayList<>(one.answers());
        answers.add(answer);
        if (answers.size() < one.reviewers()) {
            return with(one, one.dueAt(), one.escalated(), claims, answers, Status.OPEN, Outcome.NONE);
        }
        boolean settled = one.status() == Status.DISPUTED
                || answers.stream().allMatch(each -> each.outcome() == answer.outcome());
        return settled
                ? with(one, one.dueAt(), one.escalated(), Map.of(), answers, Status.DONE, answer.outcome())
                : with(one, answer.at().plus(plan.deadline()), false, claims, answers, Status.DISPUTED, Outcome.NONE);
    }

    static Map<String, Instant> alive(ReviewCase one, Instant now) {
        Map<String, Instant> alive = new TreeMap<>(one.claims());
        alive.values().removeIf(until -> !now.isBefore(until));
        return alive;
    }

    private static ReviewCase with(
            ReviewCase one,
            Instant dueAt,
            boolean escalated,
            Map<String, Instant> claims,
            List<ReviewAnswer> answers,
            Status status,
            Outcome outcome) {
        return new ReviewCase(
                one.decision(),
                one.version(),
                one.source(),
                one.why(),
                one.modelOutcome(),
                one.reviewers(),
                one.queuedAt(),
                dueAt,
                escalated,
                claims,
                answers,
                status,
                outcome);
    }
}
