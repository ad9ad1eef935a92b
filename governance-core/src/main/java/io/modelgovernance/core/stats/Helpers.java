package io.modelgovernance.core.stats;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Shares numbered pieces of work with helpers. The calling thread takes pieces too and waits only for those that a helper
 * has begun, so a busy executor cannot hold it up.
 */
final class Helpers {
    private static final int MOST = 3;

    private Helpers() {}

    /** Does pieces 0 to {@code pieces - 1}, each once; a worker is made for each thread. */
    static void share(Optional<Executor> executor, int pieces, Supplier<IntConsumer> workers) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch open = new CountDownLatch(pieces);
        Runnable work = () -> {
            IntConsumer worker = null;
            for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
                try {
                    if (thrown.get() == null) {
                        worker = worker == null ? workers.get() : worker;
                        worker.accept(piece);
                    }
                } catch (RuntimeException | Error e) {
                    thrown.compareAndSet(null, e);
                } finally {
                    open.countDown();
                }
            }
        };
        if (executor.isPresent()) {
            for (int i = 0; i < Math.min(MOST, pieces - 1); i++) {
                try {
                    executor.get().execute(work);
                } catch (RejectedExecutionException e) {
                    break;
                }
            }
        }
        work.run();
        await(open);
        Throwable first = thrown.get();
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static void await(CountDownLatch open) {
        boolean interrupted = false;
        while (true) {
            try {
                open.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
