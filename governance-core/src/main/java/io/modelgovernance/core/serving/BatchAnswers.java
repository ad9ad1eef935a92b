package io.modelgovernance.core.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.DecisionRecord.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Answers many rows of one call as {@link Answers} does one. Thread-safe. */
final class BatchAnswers {
    private final Answers one;

    BatchAnswers(Answers one) {
        this.one = one;
    }

    /** Many rows: one view, one moment, one call of the scorer for those that may be scored, one wait for the records. */
    List<Verdict> all(Call call, double[] rows) {
        long began = one.ticker.getAsLong();
        Confirmation.Result asked = one.confirmIfStale(began);
        Permit permit = one.permits.now();
        int width = permit.schema().size();
        if (rows.length % width != 0) {
            throw InvalidInputException.of("rows", "have " + rows.length + " values in all", "a multiple of " + width);
        }
        int n = rows.length / width;
        Draft asking = new Draft(permit, call, rows.clone(), 0, one.clock.instant(), List.of());
        one.judge.admit(asking, began, asked);
        long first = one.numbers.getAndAdd(n) + 1;
        Draft[] doubtful = doubtful(asking, n, width, first);
        double[] scores = scores(asking, doubtful, width);
        Verdict[] verdicts = new Verdict[n];
        Draft[] drafts = judged(asking, doubtful, scores, first, verdicts, began);
        return conclude(drafts, verdicts, first, began);
    }

    /** Drafts of the rows that had to be looked at; null for one with which nothing can be wrong. */
    private Draft[] doubtful(Draft asking, int n, int width, long first) {
        Draft[] drafts = new Draft[n];
        boolean clear = asking.clear();
        for (int i = 0; i < n; i++) {
            if (!(clear && asking.surelyFits(i * width))) {
                drafts[i] = asking.ofRow(i * width, width, first + i);
                one.look(drafts[i], false);
            }
        }
        return drafts;
    }

    /** Scores of the rows that may be scored, one after the other; none if the scorer failed. */
    private static double[] scores(Draft asking, Draft[] doubtful, int width) {
        double[] rows = asking.row();
        int n = 0;
        for (Draft draft : doubtful) {
            n += draft == null || draft.clear() ? 1 : 0;
        }
        double[] inputs = n == doubtful.length ? rows : new double[n * width];
        for (int i = 0, next = 0; i < doubtful.length && inputs != rows; i++) {
            if (doubtful[i] == null || doubtful[i].clear()) {
                System.arraycopy(rows, i * width, inputs, next++ * width, width);
            }
        }
        double[] scores = new double[n];
        try {
            asking.permit.scorer().score(inputs, n, scores);
            return scores;
        } catch (RuntimeException e) {
            return new double[0];
        }
    }

    /** Puts the verdicts of fallbacks that answer by themselves in their places. */
    private Draft[] judged(
            Draft asking, Draft[] doubtful, double[] scores, long first, Verdict[] verdicts, long began) {
        int width = asking.permit.schema().size();
        Draft[] drafts = new Draft[doubtful.length];
        int next = 0;
        for (int i = 0; i < drafts.length; i++) {
            Draft draft = doubtful[i] != null ? doubtful[i] : asking.ofRow(i * width, width, first + i);
            drafts[i] = draft;
            if (draft.clear() && scores.length == 0) {
                one.judge.score(draft);
            } else if (draft.clear()) {
                draft.score = scores[next++];
                one.judge.scored(draft);
            }
            verdicts[i] = one.fallenBack(draft, began);
        }
        return drafts;
    }

    private List<Verdict> conclude(Draft[] drafts, Verdict[] verdicts, long first, long began) {
        int due = 0;
        long answered = one.ticker.getAsLong() - began;
        for (int i = 0; i < drafts.length; i++) {
            drafts[i].nanos = answered;
            due += verdicts[i] == null && drafts[i].kind != Kind.REFUSED ? 1 : 0;
        }
        Cause[] unkept = one.keeper.keepAll(due(drafts, verdicts, due));
        long now = one.ticker.getAsLong();
        String[] ids = one.keeper.ids().of(first, drafts.length);
        int kept = 0;
        for (int i = 0; i < drafts.length; i++) {
            if (verdicts[i] == null) {
                Draft draft = drafts[i];
                verdicts[i] = one.told(
                        draft.kind == Kind.REFUSED ? one.refused(draft) : one.kept(draft, ids[i], unkept[kept++], now),
                        answered);
            }
        }
        return Collections.unmodifiableList(Arrays.asList(verdicts));
    }

    /** Those whose records are to be kept. */
    private static List<Draft> due(Draft[] drafts, Verdict[] verdicts, int due) {
        if (due == drafts.length) {
            return Arrays.asList(drafts);
        }
        Draft[] some = new Draft[due];
        int n = 0;
        for (int i = 0; i < drafts.length; i++) {
            if (verdicts[i] == null && drafts[i].kind != Kind.REFUSED) {
                some[n++] = drafts[i];
            }
        }
        return Arrays.asList(some);
    }
}
