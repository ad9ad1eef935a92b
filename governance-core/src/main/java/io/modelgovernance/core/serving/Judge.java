package io.modelgovernance.core.serving;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ReasonCodes;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts one call to every check, in the order from cheap to dear; scores it if nothing before keeps the version from
 * deciding. Knows no store and no clock. Thread-safe.
 */
final class Judge {
    private final Checks checks;
    private final Optional<ReasonCodes> reasons;
    private final Duration maxStaleness;
    private final long staleAfter;
    private final Response onDeny;

    Judge(ServingOptions options) {
        this.checks = options.checks();
        this.reasons = options.reasons();
        this.maxStaleness = options.maxStaleness();
        this.staleAfter = options.maxStaleness().toNanos();
        this.onDeny = checks.to(Check.RULES);
    }

    /** Whether a view is too old at a moment of monotonic time. */
    boolean stale(Permit permit, long now) {
        return now - permit.confirmedAt() > staleAfter;
    }

    Cause staleness() {
        return new Cause(Check.STALENESS, "The registry could not be confirmed for longer than " + maxStaleness + ".");
    }

    Cause staleness(Confirmation.Result asked) {
        return new Cause(
                Check.STALENESS,
                "The registry could not be confirmed for longer than " + maxStaleness + ": " + asked.text() + ".");
    }

    /** May the version decide this call at all; the input is not looked at. */
    void admit(Draft draft, long now) {
        admit(draft, now, null);
    }

    /** The same, saying what became of asking the store again, if it was. */
    void admit(Draft draft, long now, Confirmation.@Nullable Result asked) {
        Permit permit = draft.permit;
        for (int i = 0; i < permit.obstacles().size(); i++) {
            draft.found(permit.obstacles().get(i), checks.to(Check.PERMIT));
        }
        if (stale(permit, now)) {
            draft.found(asked == null ? staleness() : staleness(asked), checks.to(Check.STALENESS));
        }
        if (!permit.version().purposes().contains(draft.call.purpose())) {
            draft.found(
                    Check.PURPOSE,
                    "The purpose " + io.modelgovernance.Names.printable(draft.call.purpose())
                            + " is not one of those approved: "
                            + permit.version().purposes() + ".",
                    checks.to(Check.PURPOSE));
        }
        if (!permit.envelope().inForce(draft.at)) {
            draft.found(
                    Check.PERMIT, "The approval of " + permit.version().id() + " has ended.", checks.to(Check.PERMIT));
        }
    }

    /** Does the input lie within the conditions of use. */
    void use(Draft draft) {
        draft.permit.envelope().use(draft);
    }

    /** Scores. */
    void score(Draft draft) {
        try {
            draft.score = draft.permit.scorer().score(draft.row());
        } catch (RuntimeException e) {
            draft.found(
                    Check.SCORE,
                    "The version " + draft.permit.version().id() + " could not score: "
                            + e.getClass().getSimpleName() + ".",
                    checks.to(Check.SCORE));
            return;
        }
        scored(draft);
    }

    /** Is what came out a score that may decide. */
    void scored(Draft draft) {
        Permit permit = draft.permit;
        if (!Double.isFinite(draft.score)) {
            draft.found(
                    Check.SCORE,
                    "The version " + permit.version().id() + " gave a score that is not finite.",
                    checks.to(Check.SCORE));
            return;
        }
        draft.outcome = permit.rule().apply(draft.score);
        sure(draft);
        if (permit.drifted()) {
            draft.found(Check.DRIFT, "A drift alarm is in force.", checks.to(Check.DRIFT));
        }
        if (draft.outcome != Outcome.APPROVE && permit.explainer().isPresent()) {
            explain(draft, permit.explainer().get());
        }
        permit.envelope().ask(draft, onDeny);
    }

    /** Whether nothing but its score can speak against a row of a version whose input is fine. */
    boolean plain(Permit permit) {
        return permit.intervals() == null
                && !permit.drifted()
                && permit.envelope().rules().isEmpty();
    }

    /** Whether the score alone decides then, without a reason that is owed. */
    boolean plain(Permit permit, double score) {
        return Double.isFinite(score)
                && (permit.explainer().isEmpty()
                        || reasons.isEmpty()
                        || permit.rule().apply(score) == Outcome.APPROVE);
    }

    private void sure(Draft draft) {
        ScoreInterval intervals = draft.permit.intervals();
        if (intervals == null) {
            return;
        }
        DecisionRule rule = draft.permit.rule();
        draft.low = intervals.low(draft.row(), draft.score);
        draft.high = intervals.high(draft.row(), draft.score);
        boolean sure = draft.low <= draft.score
                && draft.score <= draft.high
                && rule.apply(draft.low) == draft.outcome
                && rule.apply(draft.high) == draft.outcome;
        if (!sure) {
            draft.found(
                    Check.UNCERTAINTY,
                    "The outcome is not the same over the whole interval of the score.",
                    checks.to(Check.UNCERTAINTY));
        }
    }

    private void explain(Draft draft, Explainer explainer) {
        if (reasons.isEmpty()) {
            return;
        }
        try {
            Attribution attribution = explainer.explain(draft.permit.scorer(), draft.row());
            draft.attribution = attribution;
            problem(attribution, draft.score)
                    .ifPresent(problem -> draft.found(Check.EXPLANATION, problem, checks.to(Check.EXPLANATION)));
            draft.reasons = reasons.get().reasons(draft.permit.schema(), attribution, true);
        } catch (RuntimeException e) {
            draft.found(
                    Check.EXPLANATION,
                    "The outcome could not be explained: " + e.getClass().getSimpleName() + ".",
                    checks.to(Check.EXPLANATION));
        }
    }

    private Optional<String> problem(Attribution attribution, double score) {
        double distance = Math.abs(attribution.prediction() - attribution.baseline());
        if (Math.abs(attribution.residual()) > checks.additivity() * distance + Math.ulp(score) * 64) {
            return Optional.of("The explanation does not add up to the score.");
        }
        return checks.bar()
                .flatMap(bar -> bar.problem(attribution))
                .map(problem -> "The explanation misses the bar: " + problem + ".");
    }
}
