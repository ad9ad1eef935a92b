package io.modelgovernance.core.serving;

import io.modelgovernance.serving.Cause;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where answers leave their records before they are given out. Thread-safe. */
interface RecordKeeper {
    /** Hands a record over without waiting. Returns why it could not, or null. */
    @Nullable
    Cause hand(Draft draft);

    /** Waits for a record that was handed over, if its tier wants it stored first. Returns why it could not, or null. */
    @Nullable
    Cause settle(Draft draft);

    /** A decision that was refused after its record was kept: the record goes, or it is said that it should not be. */
    void unserved(Draft draft);

    /** Keeps the record of a refusal if there is room; nobody waits for it. */
    void note(Draft draft);

    /** The ids of decisions. */
    DecisionIds ids();

    /** Keeps a record by its tier's rule. Returns why it could not, or null if it is kept or its absence is counted. */
    default @Nullable Cause keep(Draft draft) {
        Cause refused = hand(draft);
        return refused == null ? settle(draft) : refused;
    }

    /** The same for many: all are handed over before any is waited for. Returns for each why it could not be kept, or null. */
    default @Nullable Cause[] keepAll(Drafts drafts) {
        Cause[] unkept = new Cause[drafts.size()];
        for (int i = 0; i < unkept.length; i++) {
            unkept[i] = hand(drafts.get(i));
        }
        for (int i = 0; i < unkept.length; i++) {
            if (unkept[i] == null) {
                unkept[i] = settle(drafts.get(i));
            }
        }
        return unkept;
    }

    /** The same as {@link #keep} without holding the calling thread. */
    default CompletionStage<Optional<Cause>> keepLater(Draft draft) {
        return CompletableFuture.completedStage(Optional.ofNullable(keep(draft)));
    }
}
