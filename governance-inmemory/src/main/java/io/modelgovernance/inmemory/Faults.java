package io.modelgovernance.inmemory;

import io.modelgovernance.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What is to fail next. */
final class Faults {
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicBoolean down = new AtomicBoolean();

    /** Work that may fail for reasons of its own. */
    @FunctionalInterface
    interface Write<T, E extends Exception> {
        T run() throws E;
    }

    void refuse(int writes) {
        refused.set(writes);
    }

    void lose(int writes) {
        lost.set(writes);
    }

    void down(boolean cut) {
        down.set(cut);
    }

    <T> T read(Supplier<T> read) {
        requireUp();
        return read.get();
    }

    <T, E extends Exception> T write(Write<T, E> write) throws E {
        requireUp();
        if (taken(refused)) {
            throw failure(
                    StoreException.Outcome.NOT_WRITTEN, "The storage must accept the write; nothing was written.");
        }
        T result = write.run();
        if (taken(lost)) {
            throw failure(
                    StoreException.Outcome.UNKNOWN,
                    "The storage must confirm the commit; it may have been made. Maybe repeat the act with the same act"
                            + " id.");
        }
        return result;
    }

    private void requireUp() {
        if (down.get()) {
            throw failure(StoreException.Outcome.NOT_WRITTEN, "The storage must answer. Maybe it is down.");
        }
    }

    private static boolean taken(AtomicInteger left) {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private static StoreException failure(StoreException.Outcome outcome, String message) {
        return new StoreException(outcome, message, new IllegalStateException("a fault that was asked for"));
    }
}
