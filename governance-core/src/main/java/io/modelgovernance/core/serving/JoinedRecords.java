package io.modelgovernance.core.serving;

import io.modelgovernance.serving.Cause;
import io.modelgovernance.spi.PrunableObservationStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records within the application's transaction, on the caller's thread: what decided and what was done about it
 * commit or roll back together. All are kept, whatever the tier's rule leaves out. A store that fails throws, for then
 * the transaction is its owner's to end. Refusals go the usual way, since they outlive a rollback. Thread-safe.
 */
final class JoinedRecords implements RecordKeeper {
    private final DecisionWriter writer;
    private final JoinedDecisions joined;
    private final PrunableObservationStore transaction;

    JoinedRecords(DecisionWriter writer, JoinedDecisions joined, PrunableObservationStore transaction) {
        this.writer = writer;
        this.joined = joined;
        this.transaction = transaction;
    }

    @Override
    public @Nullable Cause hand(Draft draft) {
        transaction.append(List.of(joined.observe(draft)));
        draft.seen(ids());
        return null;
    }

    @Override
    public @Nullable Cause settle(Draft draft) {
        return null;
    }

    @Override
    public void unserved(Draft draft) {
        joined.withdraw(transaction, draft);
    }

    @Override
    public void note(Draft draft) {
        writer.note(draft);
    }

    @Override
    public DecisionIds ids() {
        return writer.ids();
    }
}
