package io.modelgovernance.core.serving;

import io.modelgovernance.Decision;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the fallbacks in turn for the first that may decide a call. Thread-safe. */
final class FallbackChain {
    private final List<Fallback> chain;
    private final Judge judge;
    private final Permits permits;

    FallbackChain(List<Fallback> chain, Judge judge, Permits permits) {
        this.chain = chain;
        this.judge = judge;
        this.permits = permits;
    }

    /**
     * Answers in the version's stead. Either another governed model has answered and its decision is returned; or the
     * draft now holds a fallback's outcome, still to be recorded; or, with no outcome in it, nobody may decide.
     */
    @Nullable
    Verdict answer(Draft draft, long now) {
        if (!fits(draft)) {
            return null;
        }
        for (Fallback fallback : chain) {
            if (fallback instanceof Fallback.ToModel) {
                Verdict other = other((Fallback.ToModel) fallback, draft);
                if (other != null) {
                    return other;
                }
            } else if (decided(fallback, draft, now)) {
                draft.fallback = fallback.name();
                return null;
            }
        }
        return null;
    }

    private boolean decided(Fallback fallback, Draft draft, long now) {
        if (fallback instanceof Fallback.ToAlias) {
            return version((Fallback.ToAlias) fallback, draft, now);
        }
        return fallback instanceof Fallback.ByRules && rules((Fallback.ByRules) fallback, draft);
    }

    private static boolean fits(Draft draft) {
        try {
            draft.permit.schema().check(draft.row());
            return draft.causes.stream().noneMatch(cause -> cause.check() == Check.PURPOSE);
        } catch (InvalidInputException e) {
            return false;
        }
    }

    private boolean version(Fallback.ToAlias fallback, Draft draft, long now) {
        Permit permit = permits.of(fallback.alias());
        if (permit == null
                || permit.version().id().equals(draft.permit.version().id())
                || !permit.schema().equals(draft.permit.schema())) {
            return false;
        }
        Draft trial = new Draft(permit, draft.call, draft.row(), draft.number, draft.at, List.of());
        judge.admit(trial, now);
        if (trial.clear()) {
            judge.use(trial);
        }
        if (trial.clear()) {
            judge.score(trial);
        }
        if (!trial.clear()) {
            return false;
        }
        draft.become(trial);
        return true;
    }

    private static boolean rules(Fallback.ByRules fallback, Draft draft) {
        Outcome outcome =
                fallback.rules().decide(draft.permit.schema(), draft.row().clone());
        if (outcome == Outcome.NONE) {
            return false;
        }
        draft.ruled(outcome);
        return true;
    }

    private static @Nullable Verdict other(Fallback.ToModel fallback, Draft draft) {
        Verdict verdict = fallback.model() instanceof Guard
                ? ((Guard) fallback.model()).judge(draft.call, draft.row(), draft.causes)
                : fallback.model().judge(draft.call, draft.row());
        if (!(verdict instanceof Decision)) {
            return null;
        }
        Decision decision = (Decision) verdict;
        return new Decision.FellBack(
                decision.id(),
                decision.version(),
                fallback.name(),
                decision.outcome(),
                decision.reasons(),
                draft.causes);
    }
}
