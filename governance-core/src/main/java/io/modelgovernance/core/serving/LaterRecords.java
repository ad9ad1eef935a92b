package io.modelgovernance.core.serving;

import io.modelgovernance.core.serving.DecisionWriter.Waited;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Keeps records for callers that must not be held: what their tier waits for is looked at again by other threads, and
 * no thread stands still for one call. Thread-safe.
 */
final class LaterRecords {
    private static final long PAUSE_MILLIS = 1;

    private final ServingContext context;
    private final DecisionWriter writer;

    LaterRecords(ServingContext context, DecisionWriter writer) {
        this.context = context;
        this.writer = writer;
    }

    /** Ends with why the record could not be kept, or with nothing. */
    CompletionStage<Optional<Cause>> keep(Draft draft) {
        CompletableFuture<Optional<Cause>> kept = new CompletableFuture<>();
        long until = context.ticker().getAsLong()
                + draft.permit.recording().maxWait().toNanos();
        offer(draft, kept, until);
        return kept;
    }

    private void offer(Draft draft, CompletableFuture<Optional<Cause>> kept, long until) {
        try {
            Cause noRoom = writer.hand(draft, false);
            if (noRoom == null) {
                settle(draft, kept);
            } else if (draft.permit.recording().whenFull() == WhenFull.BLOCK
                    && context.ticker().getAsLong() - until < 0) {
                ScheduledFuture<?> unused = context.scheduler()
                        .schedule(() -> offer(draft, kept, until), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                kept.complete(Optional.of(noRoom));
            }
        } catch (RuntimeException e) {
            kept.completeExceptionally(e);
        }
    }

    private void settle(Draft draft, CompletableFuture<Optional<Cause>> kept) {
        CompletableFuture<Void> stored = draft.stored;
        if (stored == null) {
            kept.complete(Optional.empty());
            return;
        }
        RecordRule rule = draft.permit.recording();
        writer.spillIfFailing(draft);
        var unused = stored.copy()
                .orTimeout(rule.maxWait().toNanos(), TimeUnit.NANOSECONDS)
                .handleAsync(
                        (done, failure) -> Optional.ofNullable(
                                writer.settled(draft, failure == null ? Waited.STORED : Waited.LATE)),
                        context.writers())
                .whenComplete((cause, failure) -> {
                    if (failure == null) {
                        kept.complete(cause);
                    } else {
                        kept.completeExceptionally(failure);
                    }
                });
    }
}
