package io.modelgovernance.core.explain;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Scratch space kept from call to call, so that a call makes no garbage, for as many threads as come.
 *
 * <p>Keeps at most {@value #KEPT}; more callers at once get new space. Thread-safe, without locks.
 */
final class Spare<T> {
    private static final int KEPT = 8;

    private final AtomicReferenceArray<@Nullable T> kept = new AtomicReferenceArray<>(KEPT);
    private final Supplier<T> maker;

    Spare(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Space of the caller's own until given back. */
    T take() {
        for (int i = 0; i < KEPT; i++) {
            T found = kept.getAndSet(i, null);
            if (found != null) {
                return found;
            }
        }
        return maker.get();
    }

    /** Keeps the space if there is room. */
    void give(T space) {
        for (int i = 0; i < KEPT; i++) {
            if (kept.compareAndSet(i, null, space)) {
                return;
            }
        }
    }
}
