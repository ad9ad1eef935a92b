package io.modelgovernance.core.serving;

import io.modelgovernance.core.fairness.FlipCheck;
import io.modelgovernance.monitoring.CaseObserver;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.serving.DecisionRecord.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Counts the cases of a watched version, and asks some of them again for another group. Off the decision path, where records
 * are written. Thread-safe.
 *
 * @param observer counts
 * @param flips asks again, if that is wanted
 */
record CaseCounter(RowObserver observer, @Nullable FlipCheck flips) {

    void count(Draft draft, DecisionIds ids) {
        double[] row = draft.row();
        observer.see(draft.at, row);
        if (draft.kind != Kind.SERVED && draft.kind != Kind.REFERRED) {
            return;
        }
        CaseObserver cases = observer.about(row);
        cases.scored(draft.at, draft.score);
        if (flips != null && flips.sampling().includes(ids.of(draft.number))) {
            cases.flipped(draft.at, flips.check(row).changed());
        }
    }
}
