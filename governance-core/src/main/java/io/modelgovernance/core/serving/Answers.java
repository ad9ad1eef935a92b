package io.modelgovernance.core.serving;

import io.modelgovernance.Decision;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Refusal;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord.Kind;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingListener;
import io.modelgovernance.serving.ServingOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers calls: has them judged, has the record kept, and only then gives the verdict out. Thread-safe. */
final class Answers {
    private final String subject;
    private final Checks checks;
    private final boolean staleMayDecide;
    final Permits permits;
    final RecordKeeper keeper;
    final Judge judge;
    private final FallbackChain chain;
    private final ServingListener listener;
    final LongSupplier ticker;
    final Clock clock;
    private final Executor executor;
    final AtomicLong numbers;

    Answers(ServingContext context, String model, ServingOptions options, Permits permits, RecordKeeper keeper) {
        this.subject = model + " to decide";
        this.checks = options.checks();
        this.staleMayDecide = checks.to(Check.STALENESS) == Response.COUNT;
        this.permits = permits;
        this.keeper = keeper;
        this.judge = new Judge(options);
        this.chain = new FallbackChain(options.fallbacks(), judge, permits);
        this.listener = options.listener();
        this.ticker = context.ticker();
        this.clock = context.ledger().clock();
        this.executor = context.writers();
        this.numbers = new AtomicLong();
    }

    private Answers(Answers of, RecordKeeper keeper) {
        this.subject = of.subject;
        this.checks = of.checks;
        this.staleMayDecide = of.staleMayDecide;
        this.permits = of.permits;
        this.keeper = keeper;
        this.judge = of.judge;
        this.chain = of.chain;
        this.listener = of.listener;
        this.ticker = of.ticker;
        this.clock = of.clock;
        this.executor = of.executor;
        this.numbers = of.numbers;
    }

    /** The same, whose records are kept elsewhere. */
    Answers keptBy(RecordKeeper other) {
        return new Answers(this, other);
    }

    /** Throws if the row does not fit, as a caller's mistake deserves. */
    Verdict strict(Call call, double[] row) {
        return one(call, row, List.of(), checks.to(Check.INPUT) == Response.REFUSE);
    }

    Verdict lenient(Call call, double[] row, List<Cause> because) {
        return one(call, row, because, false);
    }

    private Verdict one(Call call, double[] row, List<Cause> because, boolean strict) {
        long began = ticker.getAsLong();
        Confirmation.Result asked = confirmIfStale(began);
        return conclude(judged(call, row, because, strict, asked, began), began);
    }

    /** The same as {@link #lenient} without holding the calling thread. */
    CompletionStage<Verdict> later(Call call, double[] row) {
        long began = ticker.getAsLong();
        Permit permit = permits.now();
        if (!askable(permit, began)) {
            return concludeLater(judged(call, row, List.of(), false, null, began), began);
        }
        double[] mine = row.clone();
        return permits.confirmLater(permit)
                .thenComposeAsync(
                        asked -> concludeLater(judged(call, mine, List.of(), false, asked, began), began), executor);
    }

    private Draft judged(
            Call call,
            double[] row,
            List<Cause> because,
            boolean strict,
            Confirmation.@Nullable Result asked,
            long began) {
        Draft draft = draft(permits.now(), call, row.clone(), clock.instant(), because);
        judge.admit(draft, began, asked);
        look(draft, strict);
        if (draft.clear()) {
            judge.score(draft);
        }
        return draft;
    }

    private boolean askable(Permit permit, long now) {
        return !staleMayDecide && judge.stale(permit, now);
    }

    Confirmation.@Nullable Result confirmIfStale(long now) {
        Permit permit = permits.now();
        return askable(permit, now) ? permits.confirm(permit) : null;
    }

    Draft draft(Permit permit, Call call, double[] row, Instant at, List<Cause> because) {
        return new Draft(permit, call, row, numbers.incrementAndGet(), at, because);
    }

    /** Looks at the input of a draft that nothing speaks against yet. */
    void look(Draft draft, boolean strict) {
        if (!draft.clear() || draft.surelyFits()) {
            return;
        }
        fits(draft, strict);
        if (draft.clear()) {
            judge.use(draft);
        }
    }

    private void fits(Draft draft, boolean strict) {
        try {
            draft.permit.schema().check(draft.row());
        } catch (InvalidInputException e) {
            if (strict) {
                throw e;
            }
            draft.found(Check.INPUT, String.valueOf(e.getMessage()), checks.to(Check.INPUT));
        }
    }

    /** The same for many rows at once. */
    List<Verdict> all(Call call, double[] rows) {
        return new BatchAnswers(this).all(call, rows);
    }

    private Verdict conclude(Draft draft, long began) {
        Verdict other = fallenBack(draft, began);
        if (other != null) {
            return other;
        }
        draft.nanos = ticker.getAsLong() - began;
        if (draft.kind == Kind.REFUSED) {
            return told(refused(draft), draft.nanos);
        }
        Cause unkept = keeper.keep(draft);
        return told(kept(draft, unkept, ticker.getAsLong()), draft.nanos);
    }

    private CompletionStage<Verdict> concludeLater(Draft draft, long began) {
        Verdict other = fallenBack(draft, began);
        if (other != null) {
            return CompletableFuture.completedStage(other);
        }
        draft.nanos = ticker.getAsLong() - began;
        if (draft.kind == Kind.REFUSED) {
            return CompletableFuture.completedStage(told(refused(draft), draft.nanos));
        }
        return keeper.keepLater(draft)
                .thenApply(unkept -> told(kept(draft, unkept.orElse(null), ticker.getAsLong()), draft.nanos));
    }

    /** The verdict of a fallback that answers by itself; else null, and it is settled of what kind the answer is. */
    @Nullable
    Verdict fallenBack(Draft draft, long began) {
        Response worst = draft.worst;
        if (worst == Response.FALL_BACK) {
            Verdict other = chain.answer(draft, began);
            if (other != null) {
                return told(other, ticker.getAsLong() - began);
            }
        }
        draft.kind = kind(draft, worst);
        if (draft.kind == Kind.REFUSED) {
            draft.outcome = Outcome.NONE;
        } else if (draft.kind == Kind.REFERRED) {
            draft.outcome = Outcome.REFER;
        }
        return null;
    }

    private static Kind kind(Draft draft, @Nullable Response worst) {
        if (!draft.fallback.isEmpty()) {
            return Kind.FELL_BACK;
        }
        if (worst == null || worst == Response.COUNT) {
            return draft.outcome == Outcome.REFER ? Kind.REFERRED : Kind.SERVED;
        }
        return worst == Response.REFER ? Kind.REFERRED : Kind.REFUSED;
    }

    private Verdict kept(Draft draft, @Nullable Cause unkept, long now) {
        return kept(draft, keeper.ids().of(draft.number), unkept, now);
    }

    Verdict kept(Draft draft, String id, @Nullable Cause unkept, long now) {
        Cause cause = unkept;
        if (cause == null && lapsed(draft, now)) {
            cause = judge.staleness();
            keeper.unserved(draft);
        }
        return cause == null ? decision(draft, id) : refusal(draft, List.of(cause));
    }

    /** The verdict on a row with which nothing is the matter. */
    Verdict kept(Drafts drafts, int i, String id, @Nullable Cause unkept, long now) {
        Draft asking = drafts.asking();
        if (unkept != null || lapsed(asking.permit, now)) {
            return kept(drafts.get(i), id, unkept, now);
        }
        double score = drafts.score(i);
        return decision(id, asking, score, asking.permit.rule().apply(score));
    }

    private static Decision decision(String id, Draft asking, double score, Outcome outcome) {
        var version = asking.permit.version().id();
        return outcome == Outcome.REFER
                ? new Decision.Referred(id, version, List.of(), asking.causes)
                : new Decision.Served(id, version, score, outcome, List.of(), asking.causes);
    }

    /** A process that was frozen on the way must not give out what its lease no longer covers. */
    private boolean lapsed(Draft draft, long now) {
        return draft.kind == Kind.SERVED && lapsed(draft.permit, now);
    }

    private boolean lapsed(Permit permit, long now) {
        return !staleMayDecide && judge.stale(permit, now);
    }

    /** A refusal for what the input is, is kept if there is room; nothing hangs on it. */
    Verdict refused(Draft draft) {
        boolean aboutTheCase =
                draft.causes.stream().anyMatch(cause -> cause.check().compareTo(Check.INPUT) > 0);
        if (aboutTheCase) {
            keeper.note(draft);
        }
        return refusal(draft, draft.causes);
    }

    private Verdict refusal(Draft draft, List<Cause> causes) {
        return new Refusal(keeper.ids().of(draft.number), subject, causes);
    }

    private Decision decision(Draft draft, String id) {
        var version = draft.permit.version().id();
        return switch (draft.kind) {
            case SERVED -> new Decision.Served(id, version, draft.score, draft.outcome, draft.reasons, draft.causes);
            case FELL_BACK ->
                new Decision.FellBack(id, version, draft.fallback, draft.outcome, draft.reasons, draft.causes);
            case REFERRED, REFUSED -> new Decision.Referred(id, version, draft.reasons, draft.causes);
        };
    }

    Verdict told(Verdict verdict, long nanos) {
        listener.answered(verdict, nanos);
        return verdict;
    }
}
