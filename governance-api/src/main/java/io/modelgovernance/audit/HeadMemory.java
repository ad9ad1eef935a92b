package io.modelgovernance.audit;

import java.util.Optional;

/**
 * Remembers the last head of each log that somebody has seen, so that a log which goes back is found out.
 *
 * <p>Worth as much as it is out of reach of those who keep the log. Thread-safe.
 */
public interface HeadMemory {
    /**
     * The last head seen.
     *
     * @param origin name of the log
     * @return the note of a checkpoint, or empty if none was seen yet
     */
    Optional<String> last(String origin);

    /**
     * Remembers a newer head, durably, if nobody else has meanwhile.
     *
     * @param origin name of the log
     * @param expected what {@link #last} returned when the new head was checked
     * @param note the note of the new checkpoint
     * @return false, and nothing changed, if another head is remembered than the expected one
     */
    boolean advance(String origin, Optional<String> expected, String note);
}
