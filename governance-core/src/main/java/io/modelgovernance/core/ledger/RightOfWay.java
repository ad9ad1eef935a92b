package io.modelgovernance.core.ledger;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets the acts of a process go side by side, and one that has collided too often go alone: after those under way, before
 * those that came later. Without it two clerks who act on one model in turn can fall into step, the one always writing
 * between the other's reading and writing.
 *
 * <p>It is a courtesy and guards nothing, so nobody waits for it long: behind an act that hangs the others go all the
 * same. Thread-safe.
 */
final class RightOfWay {
    private static final int SIDE_BY_SIDE = 3;

    private final ReentrantReadWriteLock road = new ReentrantReadWriteLock(true);
    private final Duration patience;

    RightOfWay(Duration patience) {
        this.patience = patience;
    }

    /** Given up at the end of an attempt, by the same thread. */
    interface Way extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the way. An act within another keeps to the side, for it cannot wait for the outer one.
     *
     * @param attempt from 1
     * @return the way
     */
    Way enter(int attempt) {
        boolean sideways = attempt <= SIDE_BY_SIDE || road.getReadHoldCount() > 0;
        Lock lock = sideways ? road.readLock() : road.writeLock();
        try {
            if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return lock::unlock;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return () -> {};
    }
}
