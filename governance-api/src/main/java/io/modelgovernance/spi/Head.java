package io.modelgovernance.spi;

import java.time.Instant;

/**
 * The end of the journal.
 *
 * @param position position of the last entry, 0 if there is none
 * @param recordedAt time of the last entry, {@link Instant#EPOCH} if there is none
 * @param treeState what the last {@link Sealer} returned as its state, empty if there is none; do not modify
 */
public record Head(long position, Instant recordedAt, byte[] treeState) {
    /** The journal before its first entry. */
    public static final Head EMPTY = new Head(0, Instant.EPOCH, new byte[0]);
}
