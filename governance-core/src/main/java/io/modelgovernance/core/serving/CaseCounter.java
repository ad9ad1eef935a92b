package io.modelgovernance.core.serving;

import io.modelgovernance.core.fairness.FlipCheck;
import io.modelgovernance.monitoring.CaseObserver;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.serving.DecisionRecord.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the cases of a watched version, and asks some of them again for another group: where records are written.
 * Thread-safe.
 *
 * @param observer counts
 * @param flips asks again, if that is wanted
 */
record CaseCounter(RowObserver observer, @Nullable FlipCheck flips) {
    private static final Logger LOG = LoggerFactory.getLogger(CaseCounter.class);

    void count(Draft draft, DecisionIds ids) {
        double[] row = draft.row();
        observer.see(draft.at, row);
        if (draft.kind != Kind.SERVED && draft.kind != Kind.REFERRED) {
            return;
        }
        CaseObserver cases = observer.about(row);
        cases.scored(draft.at, draft.score);
        if (flips != null && flips.sampling().includes(ids.of(draft.number))) {
            flip(flips, draft, cases);
        }
    }

    /** What a model says in an exception may hold a value, so it is not told. */
    private static void flip(FlipCheck flips, Draft draft, CaseObserver cases) {
        boolean changed;
        try {
            changed = flips.check(draft.row()).changed();
        } catch (RuntimeException e) {
            LOG.warn(
                    "A decision of {} could not be asked again: {}",
                    draft.permit.version().id(),
                    e.getClass());
            return;
        }
        cases.flipped(draft.at, changed);
    }
}
