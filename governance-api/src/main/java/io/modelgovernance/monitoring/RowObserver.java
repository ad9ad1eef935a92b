package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import java.time.Instant;

/**
 * Counts what one process sees and decides, and hands the counts over. Off the decision path nothing is written: {@link #see} counts
 * in memory, {@link #flush} writes one small profile for each window that has rows. Any number of processes do so; their
 * counts are added up. Thread-safe.
 */
public interface RowObserver extends AutoCloseable {
    /**
     * Counts a row.
     *
     * @param at when it was seen; says which window it belongs to
     * @param row one value for each feature of the version, in its order, NaN if missing; not modified
     * @throws InvalidInputException if it has another length; nothing was counted
     * @throws StoreException if too many windows are open and the oldest could not be written; nothing was counted
     */
    void see(Instant at, double[] row);

    /**
     * Counts a score, for metrics that are expected before labels, and to know how many labels have not come.
     *
     * @param at when the decision was made; says which window it belongs to
     * @param score the score; one outside 0 to 1 is no probability and is not counted
     * @throws InvalidInputException if the observer is closed
     * @throws StoreException as {@link #see}
     */
    void scored(Instant at, double score);

    /**
     * Counts a label that has come. Whoever has many gives them in order of time, for few windows are open at once.
     *
     * @param decided when the decision was made; the label counts in that window, or by rows in the one that is open now
     * @param score the score it was made by, 0 to 1
     * @param positive what happened
     * @throws InvalidInputException if the score is out of range or the observer is closed
     * @throws StoreException as {@link #see}
     */
    void labelled(Instant decided, double score, boolean positive);

    /**
     * Counts a decision that was asked of again as if the person were of another group.
     *
     * @param at when the decision was made
     * @param changed whether it would have been another
     * @throws InvalidInputException if the observer is closed
     * @throws StoreException as {@link #see}
     */
    void flipped(Instant at, boolean changed);

    /**
     * Counts a value that could not be read as what the schema says; its row has it as missing.
     *
     * @param at when it was seen
     * @param feature the feature
     * @throws InvalidInputException if there is no such feature or the observer is closed
     * @throws StoreException as {@link #see}
     */
    void unreadable(Instant at, String feature);

    /**
     * Writes what was counted since the last time. What could not be written is kept, and written at the next call.
     *
     * @throws StoreException if it could not be written
     */
    void flush();

    /**
     * Flushes.
     *
     * @throws StoreException if it could not be written
     */
    @Override
    void close();
}
