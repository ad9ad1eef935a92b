package io.modelgovernance.core.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.DecisionRecord.Kind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        Drafts drafts = new Drafts(asking, n, one.numbers.getAndAdd(n) + 1);
        look(drafts, width);
        boolean scored = score(drafts, width);
        return conclude(drafts, judged(drafts, scored, began), began);
    }

    /** Makes drafts of the rows with which something may be wrong. */
    private void look(Drafts drafts, int width) {
        Draft asking = drafts.asking();
        boolean clear = asking.clear();
        for (int i = 0; i < drafts.size(); i++) {
            if (!(clear && asking.surelyFits(i * width))) {
                one.look(drafts.look(i), false);
            }
        }
    }

    /** Scores the rows that may be scored; false if the scorer failed. */
    private static boolean score(Drafts drafts, int width) {
        double[] rows = drafts.asking().row();
        int[] clear = drafts.plain()
                ? new int[0]
                : IntStream.range(0, drafts.size())
                        .filter(i -> drafts.plain(i) || drafts.look(i).clear())
                        .toArray();
        boolean all = drafts.plain() || clear.length == drafts.size();
        double[] inputs = all ? rows : new double[clear.length * width];
        double[] scores = all ? drafts.scores() : new double[clear.length];
        for (int i = 0; i < clear.length && !all; i++) {
            System.arraycopy(rows, clear[i] * width, inputs, i * width, width);
        }
        try {
            drafts.asking().permit.scorer().score(inputs, scores.length, scores);
        } catch (RuntimeException e) {
            return false;
        }
        for (int i = 0; i < clear.length && !all; i++) {
            drafts.scores()[clear[i]] = scores[i];
        }
        return true;
    }

    /** The verdicts of fallbacks that answer by themselves, in their places. */
    private Verdict[] judged(Drafts drafts, boolean scored, long began) {
        Permit permit = drafts.asking().permit;
        boolean plain = scored && one.judge.plain(permit);
        Verdict[] verdicts = new Verdict[drafts.size()];
        for (int i = 0; i < verdicts.length; i++) {
            if (plain && drafts.plain(i) && one.judge.plain(permit, drafts.score(i))) {
                continue;
            }
            Draft draft = drafts.look(i);
            if (draft.clear() && !scored) {
                one.judge.score(draft);
            } else if (draft.clear()) {
                draft.score = drafts.score(i);
                one.judge.scored(draft);
            }
            verdicts[i] = one.fallenBack(draft, began);
        }
        return verdicts;
    }

    private List<Verdict> conclude(Drafts drafts, Verdict[] verdicts, long began) {
        long answered = one.ticker.getAsLong() - began;
        drafts.answered(answered);
        Draft[] looked = drafts.looked();
        Cause[] unkept = one.keeper.keepAll(due(drafts, looked, verdicts));
        long now = one.ticker.getAsLong();
        String[] ids = one.keeper.ids().of(drafts.first(), verdicts.length);
        int kept = 0;
        for (int i = 0; i < verdicts.length; i++) {
            if (verdicts[i] != null) {
                continue;
            }
            Draft draft = looked[i];
            Verdict verdict;
            if (draft == null) {
                verdict = one.kept(drafts, i, ids[i], unkept[kept++], now);
            } else if (draft.kind == Kind.REFUSED) {
                verdict = one.refused(draft);
            } else {
                verdict = one.kept(draft, ids[i], unkept[kept++], now);
            }
            verdicts[i] = one.told(verdict, answered);
        }
        return Collections.unmodifiableList(Arrays.asList(verdicts));
    }

    private static boolean due(@Nullable Draft looked, @Nullable Verdict verdict) {
        return verdict == null && (looked == null || looked.kind != Kind.REFUSED);
    }

    /** Those whose records are to be kept: all, or the drafts of some. */
    private static Drafts due(Drafts drafts, @Nullable Draft[] looked, @Nullable Verdict[] verdicts) {
        int due = 0;
        for (int i = 0; i < verdicts.length && !drafts.plain(); i++) {
            due += due(looked[i], verdicts[i]) ? 1 : 0;
        }
        if (drafts.plain() || due == verdicts.length) {
            return drafts;
        }
        Draft[] some = new Draft[due];
        for (int i = 0, next = 0; i < verdicts.length; i++) {
            if (due(looked[i], verdicts[i])) {
                some[next++] = drafts.get(i);
            }
        }
        return new Drafts(drafts.asking(), some);
    }
}
