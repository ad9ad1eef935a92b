package io.modelgovernance.core.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.DecisionRecord.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
        Instant at = one.clock.instant();
        List<Draft> drafts = new ArrayList<>(n);
        List<Draft> clear = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double[] row = Arrays.copyOfRange(rows, i * width, (i + 1) * width);
            Draft draft = one.draft(permit, call, row, at, List.of());
            one.judge.admit(draft, began, asked);
            if (draft.clear()) {
                one.fits(draft, false);
            }
            if (draft.clear()) {
                one.judge.use(draft);
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
        long answered = one.ticker.getAsLong() - began;
        for (int i = 0; i < verdicts.length; i++) {
            Draft draft = drafts.get(i);
            verdicts[i] = one.fallenBack(draft, began);
            draft.nanos = answered;
            if (verdicts[i] == null && draft.kind != Kind.REFUSED) {
                unkept[i] = one.keeper.hand(draft);
            }
        }
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null && unkept[i] == null && drafts.get(i).kind != Kind.REFUSED) {
                unkept[i] = one.keeper.settle(drafts.get(i));
            }
        }
        long now = one.ticker.getAsLong();
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] == null) {
                Draft draft = drafts.get(i);
                verdicts[i] = one.told(
                        draft.kind == Kind.REFUSED ? one.refused(draft) : one.kept(draft, unkept[i], now), answered);
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
            drafts.forEach(one.judge::score);
            return;
        }
        for (int i = 0; i < scores.length; i++) {
            Draft draft = drafts.get(i);
            draft.score = scores[i];
            one.judge.scored(draft);
        }
    }
}
