package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import java.time.Instant;

/**
 * Counts what one process sees and decides, and hands the counts over. Off the decision path nothing is written: {@link #see} counts
 * in memory, {@link #flush} writes one small profile for each window that has rows. Any number of processes do so; their
 * counts are added up. Thread-safe.
 *
 * <p>What it counts as a {@link CaseObserver} is of all rows; {@link #about} says which row a case is of, so that it counts in
 * the segments of that row as well.
 */
public interface RowObserver extends CaseObserver, AutoCloseable {
    /**
     * Counts a row.
     *
     * @param at when it was seen; says which window it belongs to
     * @param row one value for each feature of the version, in its order, NaN if missing; not modified
     * @throws InvalidInputException if it has another length or the observer is closed; nothing was counted
     * @throws StoreException if too many windows are open and the oldest could not be written; nothing was counted
     */
    void see(Instant at, double[] row);

    /**
     * Counts cases of a row: of all rows, and of each segment that the row belongs to. The row itself is not counted.
     *
     * @param row one value for each feature of the version, in its order, NaN if missing; neither modified nor kept
     * @return counts until this observer is closed
     * @throws InvalidInputException if it has another length
     */
    CaseObserver about(double[] row);

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
