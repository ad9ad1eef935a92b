package io.modelgovernance.core.serving;

import io.modelgovernance.serving.Call;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one call as they are being answered, and then their records as they wait to be written. With most rows
 * nothing is the matter: their score alone decides, and their draft is made when their record is.
 *
 * <p>First of the answering thread alone, then handed over; from then on thread-safe.
 */
final class Drafts implements Handed {
    private final Draft asking;
    private final @Nullable Draft[] made;
    private final double[] scores;
    private final int width;
    private final long first;
    private boolean plain = true;
    private long nanos;

    /**
     * Begins.
     *
     * @param asking the call with all its rows, and what was found so far
     * @param n number of rows
     * @param first number of the first decision
     */
    Drafts(Draft asking, int n, long first) {
        this.asking = asking;
        this.made = new Draft[n];
        this.scores = new double[n];
        this.width = n == 0 ? 0 : asking.row().length / n;
        this.first = first;
    }

    /** Of the same call, those that are made and due. */
    Drafts(Draft asking, Draft[] due) {
        this.asking = asking;
        this.made = due;
        this.plain = false;
        this.scores = new double[0];
        this.width = 0;
        this.first = 0;
    }

    Draft asking() {
        return asking;
    }

    long first() {
        return first;
    }

    @Override
    public Call call() {
        return asking.call;
    }

    @Override
    public int size() {
        return made.length;
    }

    /** Whether nothing is the matter with any row so far. */
    boolean plain() {
        return plain;
    }

    /** Whether nothing is the matter with a row so far. */
    boolean plain(int i) {
        return made[i] == null;
    }

    /** A draft of a row that has to be looked at, as it is before it is scored. */
    Draft look(int i) {
        Draft draft = made[i];
        if (draft == null) {
            draft = asking.ofRow(i * width, width, first + i);
            made[i] = draft;
            plain = false;
        }
        return draft;
    }

    /** The scores of all rows, for who gives them. */
    double[] scores() {
        return scores;
    }

    double score(int i) {
        return scores[i];
    }

    /** All are answered. */
    void answered(long after) {
        nanos = after;
        for (int i = 0; i < made.length && !plain; i++) {
            if (made[i] != null) {
                made[i].nanos = after;
            }
        }
    }

    /** The draft of a row as it was answered. */
    synchronized Draft get(int i) {
        Draft draft = made[i];
        if (draft == null) {
            draft = asking.ofRow(i * width, width, first + i);
            draft.decide(scores[i]);
            draft.nanos = nanos;
            made[i] = draft;
        }
        return draft;
    }

    @Override
    public synchronized Draft[] all() {
        Draft[] all = new Draft[made.length];
        Arrays.setAll(all, this::get);
        return all;
    }

    /**
     * The drafts of those rows that were looked at. The answering thread keeps to these once the others are handed over,
     * for whoever writes makes theirs.
     */
    @Nullable
    Draft[] looked() {
        return made.clone();
    }

    /** Whether each record is left to others to store, and none may be left out. */
    boolean together() {
        boolean together = asking.together();
        for (int i = 0; i < made.length && together && !plain; i++) {
            together = made[i] == null || made[i].together();
        }
        return together;
    }

    /** Of those that nobody made nobody waits for one. */
    @Override
    public synchronized void failFast() {
        for (Draft draft : made) {
            if (draft != null) {
                draft.failFast();
            }
        }
    }
}
