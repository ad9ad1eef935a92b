package io.modelgovernance.samples.faults;

import io.modelgovernance.Decision;
import io.modelgovernance.GovernedModel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/** One caller: calls as fast as it can, or so many a second, and how long each took. Not thread-safe. */
final class Rush {
    private final GovernedModel model;
    private final LongSupplier ticker;
    private final long[] nanos;
    private int calls;
    private int served;

    Rush(GovernedModel model, int most, LongSupplier ticker) {
        this.model = model;
        this.ticker = ticker;
        this.nanos = new long[most];
    }

    /** Makes so many calls one after the other. */
    Rush calls(int more) {
        for (int i = 0; i < more; i++) {
            call();
        }
        return this;
    }

    /** Makes a call each so many nanoseconds until a time has passed; one that is late is made at once. */
    Rush every(long period, long duration) {
        long began = ticker.getAsLong();
        for (long next = 0; next < duration && calls < nanos.length; next += period) {
            long early = began + next - ticker.getAsLong();
            if (early > 0) {
                LockSupport.parkNanos(early);
            }
            call();
        }
        return this;
    }

    private void call() {
        long before = ticker.getAsLong();
        boolean decided = model.judge(Counter.CALL, Counter.GOOD) instanceof Decision;
        nanos[calls++] = ticker.getAsLong() - before;
        served += decided ? 1 : 0;
    }

    int served() {
        return served;
    }

    int refused() {
        return calls - served;
    }

    /** Microseconds within which such a share of the calls was answered. */
    double micros(double share) {
        long[] sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(calls - 1L, (long) (share * calls))] / 1e3;
    }

    /** Waits until everything that was decided is stored. */
    static void untilStored(GovernedModel model, long decisions) {
        while (model.tally().stored() < decisions) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
