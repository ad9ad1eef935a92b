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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Answers calls: has them judged, has the record kept, and only then gives the verdict out. Thread-safe. */
final class Answers {
    private final String subject;
    private final Checks checks;
    private final Permits permits;
    private final DecisionWriter writer;
    private final Judge judge;
    private final FallbackChain chain;
    private final ServingListener listener;
    private final LongSupplier ticker;
    private final Clock clock;
    private final AtomicLong numbers = new AtomicLong();

    Answers(ServingContext context, String model, ServingOptions options, Permits permits, DecisionWriter writer) {
        this.subject = model + " to decide";
        this.checks = options.checks();
        this.permits = permits;
        this.writer = writer;
        this.judge = new Judge(options);
        this.chain = new FallbackChain(options.fallbacks(), judge, permits);
        this.listener = options.listener();
        this.ticker = context.ticker();
        this.clock = context.ledger().clock();
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
        Permit permit = permits.now();
        Draft draft = draft(permit, call, row.clone(), clock.instant(), because);
        judge.admit(draft, began, asked);
        if (draft.clear()) {
            fits(draft, strict);
        }
        if (draft.clear()) {
            judge.use(draft);
        }
        if (draft.clear()) {
            judge.score(draft);
        }
        return conclude(draft, began);
    }

    private Confirmation.@Nullable Result confirmIfStale(long now) {
        Permit permit = permits.now();
        if (!judge.stale(permit, now) || checks.to(Check.STALENESS) == Response.COUNT) {
            return null;
        }
        return permits.confirm(permit);
    }

    private Draft draft(Permit permit, Call call, double[] row, Instant at, List<Cause> because) {
        return new Draft(permit, call, row, numbers.incrementAndGet(), at, because);
    }

    private void fits(Draft draft, boolean strict) {
        try {
            draft.permit.schema().check(draft.row);
        } catch (InvalidInputException e) {
            if (strict) {
                throw e;
            }
            draft.found(Check.INPUT, String.valueOf(e.getMessage()), checks.to(Check.INPUT));
        }
    }

    /** Many rows: one view, one moment, one call of the scorer for those that may be scored, one wait for the records. */
    List<Verdict> all(Call call, double[] rows) {
        long began = ticker.getAsLong();
        Confirmation.Result asked = confirmIfStale(began);
        Permit permit = permits.now();
        int width = permit.schema().size();
        if (rows.length % width != 0) {
            throw InvalidInputException.of("rows", "have " + rows.length + " values in all", "a multiple of " + width);
        }
        int n = rows.length / width;
        Instant at = clock.instant();
        List<Draft> drafts = new ArrayList<>(n);
        List<Draft> clear = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double[] row = Arrays.copyOfRange(rows, i * width, (i + 1) * width);
            Draft draft = draft(permit, call, row, at, List.of());
            judge.admit(draft, began, asked);
            if (draft.clear()) {
                fits(draft, false);
            }
            if (draft.clear()) {
                judge.use(draft);
            }
            drafts.add(draft);
            if (draft.clear()) {
                clear.add(draft);
            }
        }
        score(permit, clear, width);
        return conclude(drafts, began);
    }

    private List<Verdict> conclude(List<Draft> drafts, long began) {
        Verdict[] verdicts = new Verdict[drafts.size()];
        Cause[] unkept = new Cause[verdicts.length];
        for (int i = 0; i < verdicts.length; i++) {
            Draft draft = drafts.get(i);
            verdicts[i] = fallenBack(draft, began);
            if (verdicts[i] == null && draft.kind != Kind.REFUSED) {
                unkept[i] = writer.hand(draft);
            }
        }
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                Draft draft = drafts.get(i);
                Cause cause = unkept[i] == null && draft.kind != Kind.REFUSED ? writer.settle(draft) : unkept[i];
                verdicts[i] = told(draft.kind == Kind.REFUSED ? refused(draft) : kept(draft, cause), draft.nanos);
            }
        }
        return List.of(verdicts);
    }

    private void score(Permit permit, List<Draft> drafts, int width) {
        double[] inputs = new double[drafts.size() * width];
        double[] scores = new double[drafts.size()];
        for (int i = 0; i < scores.length; i++) {
            System.arraycopy(drafts.get(i).row, 0, inputs, i * width, width);
        }
        try {
            permit.scorer().score(inputs, scores.length, scores);
        } catch (RuntimeException e) {
            drafts.forEach(judge::score);
            return;
        }
        for (int i = 0; i < scores.length; i++) {
            Draft draft = drafts.get(i);
            draft.score = scores[i];
            judge.scored(draft);
        }
    }

    private Verdict conclude(Draft draft, long began) {
        Verdict other = fallenBack(draft, began);
        if (other != null) {
            return other;
        }
        return told(draft.kind == Kind.REFUSED ? refused(draft) : kept(draft, writer.keep(draft)), draft.nanos);
    }

    /** The verdict of a fallback that answers by itself; else null, and it is settled of what kind the answer is. */
    private @Nullable Verdict fallenBack(Draft draft, long began) {
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
        draft.nanos = ticker.getAsLong() - began;
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

    private Verdict kept(Draft draft, @Nullable Cause unkept) {
        Cause cause = unkept;
        if (cause == null && lapsed(draft)) {
            cause = judge.staleness();
            writer.unserved(draft);
        }
        return cause == null ? decision(draft) : refusal(draft, List.of(cause));
    }

    /** A process that was frozen on the way must not give out what its lease no longer covers. */
    private boolean lapsed(Draft draft) {
        return checks.to(Check.STALENESS) != Response.COUNT
                && draft.kind == Kind.SERVED
                && judge.stale(draft.permit, ticker.getAsLong());
    }

    /** A refusal for what the input is, is kept if there is room; nothing hangs on it. */
    private Verdict refused(Draft draft) {
        boolean aboutTheCase =
                draft.causes.stream().anyMatch(cause -> cause.check().compareTo(Check.INPUT) > 0);
        if (aboutTheCase) {
            writer.note(draft);
        }
        return refusal(draft, draft.causes);
    }

    private Verdict refusal(Draft draft, List<Cause> causes) {
        return new Refusal(writer.id(draft.number), subject, causes);
    }

    private Decision decision(Draft draft) {
        String id = writer.id(draft.number);
        var version = draft.permit.version().id();
        return switch (draft.kind) {
            case SERVED -> new Decision.Served(id, version, draft.score, draft.outcome, draft.reasons, draft.causes);
            case FELL_BACK ->
                new Decision.FellBack(id, version, draft.fallback, draft.outcome, draft.reasons, draft.causes);
            case REFERRED, REFUSED -> new Decision.Referred(id, version, draft.reasons, draft.causes);
        };
    }

    private Verdict told(Verdict verdict, long nanos) {
        listener.answered(verdict, nanos);
        return verdict;
    }
}
