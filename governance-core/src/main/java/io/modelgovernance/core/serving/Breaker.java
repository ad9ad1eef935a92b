package io.modelgovernance.core.serving;

import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: after a failure the store is left alone for a pause that doubles with each further one, up to a
 * bound, and is drawn at random from its upper half, so that many processes do not come back at once. Thread-safe.
 */
final class Breaker {
    private final LongSupplier ticker;
    private final long first;
    private final long most;
    private final SplittableRandom random;
    private int failures;
    private long until;

    /**
     * Makes it.
     *
     * @param ticker monotonic time in nanoseconds
     * @param first first pause in nanoseconds
     * @param most longest pause in nanoseconds
     * @param seed differs between processes
     */
    Breaker(LongSupplier ticker, long first, long most, long seed) {
        this.ticker = ticker;
        this.first = first;
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    /** Whether the store may be asked now. */
    synchronized boolean allows() {
        return failures == 0 || ticker.getAsLong() - until >= 0;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    /** Notes a failure and begins a pause. */
    synchronized void failed() {
        failures = Math.min(failures + 1, 40);
        double pause = Math.min((double) most, (double) first * Math.pow(2, failures - 1.0));
        until = ticker.getAsLong() + (long) (pause * (0.5 + 0.5 * random.nextDouble()));
    }

    /** A share of a period, between nine tenths and all of it: so that processes do not keep step. */
    synchronized long jitter(long period) {
        return (long) ((double) period * (0.9 + 0.1 * random.nextDouble()));
    }
}
