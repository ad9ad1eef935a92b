package io.modelgovernance.spi;

import java.time.Instant;

/**
 * Makes the journal entry once its place is known.
 *
 * <p>A store orders and keeps; it does not know what an entry says or how it is hashed. It calls this exactly once for
 * a commit that it is about to make, holding the lock on the journal's head. Implementations are quick, free of side
 * effects, and may be called again if the store has to retry.
 */
@FunctionalInterface
public interface Sealer {
    /**
     * Makes the entry.
     *
     * @param previous the head before this entry
     * @param position the position the entry will have: {@code previous.position() + 1}
     * @param recordedAt the time it will have, never before {@code previous.recordedAt()}, whole microseconds
     * @return what to store
     */
    Sealed seal(Head previous, long position, Instant recordedAt);

    /**
     * What to store for an entry.
     *
     * @param entry the entry's bytes, 1 to 1,048,576
     * @param nodes the hashes that the entry completes in the audit tree
     * @param treeState the state to keep in the head for the next entry, at most 4,096 bytes
     */
    record Sealed(byte[] entry, byte[] nodes, byte[] treeState) {}
}
