package io.modelgovernance.core.serving;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a view confirmed by one thread at a time, for all who need it: who comes while it is under way joins it. A store
 * that failed a moment ago is left alone. Thread-safe.
 */
final class Confirmation {
    /** What became of asking for it. */
    enum Result {
        /** The store answered. */
        CONFIRMED("the store has just confirmed it"),
        /** The store did not answer. */
        FAILED("the store was asked again and failed"),
        /** The store failed before and is left alone for now. */
        PAUSED("the store failed and is left alone for a moment"),
        /** The store did not answer in the time that a caller may wait. */
        LATE("the store was asked again and did not answer in time"),
        /** The store is being asked, and the tier does not let callers wait. */
        UNDER_WAY("the store is being asked again, and no call of this tier waits");

        private final String text;

        Result(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    private final Breaker breaker;
    private final Executor executor;
    private final BooleanSupplier work;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> flight = new AtomicReference<>();

    /**
     * Makes it.
     *
     * @param breaker says whether the store may be asked
     * @param executor its tasks may wait for the store
     * @param work asks the store; returns whether it answered
     */
    Confirmation(Breaker breaker, Executor executor, BooleanSupplier work) {
        this.breaker = breaker;
        this.executor = executor;
        this.work = work;
    }

    /** Asks on this thread, unless somebody does or the store is left alone. Returns whether it was confirmed here. */
    boolean here() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        return breaker.allows() && flight.compareAndSet(null, mine) && fly(mine);
    }

    /** Asks on another thread or joins who does, and waits no longer than so long; zero does not wait. */
    Result within(Duration longest) {
        CompletableFuture<Boolean> running = running();
        if (running == null) {
            return Result.PAUSED;
        }
        return longest.isZero() && !running.isDone() ? Result.UNDER_WAY : await(running, longest);
    }

    /** The same for a caller that must not be held. */
    CompletableFuture<Result> later(Duration longest) {
        CompletableFuture<Boolean> running = running();
        if (running == null) {
            return CompletableFuture.completedFuture(Result.PAUSED);
        }
        return running.thenApply(answered -> answered ? Result.CONFIRMED : Result.FAILED)
                .completeOnTimeout(Result.LATE, longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is under way, begun here if nothing was; null if the store is left alone. */
    private @Nullable CompletableFuture<Boolean> running() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> running = flight.get();
        if (running == null) {
            if (!breaker.allows()) {
                return null;
            }
            running = flight.compareAndExchange(null, mine);
        }
        if (running == null) {
            running = mine;
            try {
                executor.execute(() -> fly(mine));
            } catch (RejectedExecutionException e) {
                land(mine, false);
            }
        }
        return running;
    }

    private static Result await(CompletableFuture<Boolean> running, Duration longest) {
        try {
            return running.get(longest.toNanos(), TimeUnit.NANOSECONDS) ? Result.CONFIRMED : Result.FAILED;
        } catch (TimeoutException e) {
            return Result.LATE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.LATE;
        } catch (ExecutionException e) {
            return Result.FAILED;
        }
    }

    private boolean fly(CompletableFuture<Boolean> mine) {
        boolean answered = false;
        try {
            answered = work.getAsBoolean();
        } finally {
            if (answered) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
            land(mine, answered);
        }
        return answered;
    }

    private void land(CompletableFuture<Boolean> mine, boolean answered) {
        flight.set(null);
        mine.complete(answered);
    }
}
