package io.modelgovernance.audit;

import io.modelgovernance.Digest;

/**
 * A break in the log that was declared: a database was restored from a backup, and what came after it is lost.
 *
 * @param position the entry that declares it
 * @param size size of the log that was restored
 * @param root its root
 * @param lostSize size of the log that was lost; entries {@code size + 1} to {@code lostSize} are gone
 * @param lostRoot its root
 * @param reason why, in the words of whoever declared it
 */
public record Discontinuity(long position, long size, Digest root, long lostSize, Digest lostRoot, String reason) {
    /**
     * Whether a head of the lost part is explained by this.
     *
     * @param head the head
     * @return true if it lies in the lost range and, at its end, is the very head that was lost
     */
    public boolean explains(Checkpoint head) {
        return head.size() > size
                && (head.size() < lostSize
                        || head.size() == lostSize && head.root().equals(lostRoot));
    }

    @Override
    public String toString() {
        return "entries " + (size + 1) + " to " + lostSize + " were lost (declared in entry " + position + ": " + reason
                + ")";
    }
}
