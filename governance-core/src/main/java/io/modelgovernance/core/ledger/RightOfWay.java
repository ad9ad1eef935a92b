package io.modelgovernance.core.ledger;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets the acts of a process go side by side, and one that has collided too often go alone: after those under way, before
 * those that came later. Without it two clerks who act on one model in turn can fall into step, the one always writing
 * between the other's reading and writing. Thread-safe.
 */
final class RightOfWay {
    private static final int SIDE_BY_SIDE = 3;

    private final ReentrantReadWriteLock road = new ReentrantReadWriteLock(true);

    /**
     * What to hold for an attempt. An act within another keeps to the side, for it cannot wait for the outer one.
     *
     * @param attempt from 1
     * @return a lock of the calling thread
     */
    Lock of(int attempt) {
        return attempt <= SIDE_BY_SIDE || road.getReadHoldCount() > 0 ? road.readLock() : road.writeLock();
    }
}
