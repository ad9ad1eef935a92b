package io.modelgovernance.core.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.DecisionRecord.Kind;
import java.util.ArrayList;
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
        double[] mine = rows.clone();
        Draft asking = new Draft(permit, call, mine, 0, one.clock.instant(), List.of());
        one.judge.admit(asking, began, asked);
        Draft[] drafts = new Draft[n];
        List<Draft> clear = new ArrayList<>(n);
        long number = one.numbers.getAndAdd(n);
        for (int i = 0; i < n; i++) {
            Draft draft = asking.ofRow(i * width, width, ++number);
            one.look(draft, false);
            drafts[i] = draft;
            if (draft.clear()) {
                clear.add(draft);
            }
        }
        score(permit, clear, mine, width);
        return conclude(drafts, began);
    }

    private List<Verdict> conclude(Draft[] drafts, long began) {
        Verdict[] verdicts = new Verdict[drafts.length];
        List<Draft> due = new ArrayList<>(drafts.length);
        long answered = one.ticker.getAsLong() - began;
        for (int i = 0; i < drafts.length; i++) {
            verdicts[i] = one.fallenBack(drafts[i], began);
            drafts[i].nanos = answered;
            if (verdicts[i] == null && drafts[i].kind != Kind.REFUSED) {
                due.add(drafts[i]);
            }
        }
        Cause[] unkept = one.keeper.keepAll(due);
        long now = one.ticker.getAsLong();
        int kept = 0;
        for (int i = 0; i < drafts.length; i++) {
            if (verdicts[i] == null) {
                Draft draft = drafts[i];
                verdicts[i] = one.told(
                        draft.kind == Kind.REFUSED ? one.refused(draft) : one.kept(draft, unkept[kept++], now),
                        answered);
            }
        }
        return List.of(verdicts);
    }

    private void score(Permit permit, List<Draft> drafts, double[] rows, int width) {
        int n = drafts.size();
        double[] inputs = n * width == rows.length ? rows : gathered(drafts, width);
        double[] scores = new double[n];
        try {
            permit.scorer().score(inputs, n, scores);
        } catch (RuntimeException e) {
            drafts.forEach(one.judge::score);
            return;
        }
        for (int i = 0; i < n; i++) {
            Draft draft = drafts.get(i);
            draft.score = scores[i];
            one.judge.scored(draft);
        }
    }

    private static double[] gathered(List<Draft> drafts, int width) {
        double[] inputs = new double[drafts.size() * width];
        for (int i = 0; i < drafts.size(); i++) {
            System.arraycopy(drafts.get(i).row(), 0, inputs, i * width, width);
        }
        return inputs;
    }
}
