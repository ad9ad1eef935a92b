package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import java.time.Instant;

/**
 * Counts what a process decides and what becomes of it, in windows by the time of the decision; by rows in the window that is
 * open now. Whoever has many outcomes gives them in order of time, for few windows are open at once. What is refused is not
 * counted. Thread-safe.
 *
 * <p>Every method throws {@link InvalidInputException} if the observer is closed, and {@link StoreException} if too many windows
 * are open and the oldest could not be written; then nothing was counted.
 */
public interface CaseObserver {
    /**
     * Counts a score, for metrics that are expected before labels, and to know how many outcomes have not come.
     *
     * @param at when the decision was made; says which window it belongs to
     * @param score the score; one outside 0 to 1 is no probability and counts as a case alone, NaN does not count
     */
    void scored(Instant at, double score);

    /**
     * Counts a label that has come, of a model that says yes or no.
     *
     * @param decided when the decision was made
     * @param score the score it was made by, 0 to 1
     * @param positive what happened
     * @throws InvalidInputException if the score is out of range
     */
    void labelled(Instant decided, double score, boolean positive);

    /**
     * Counts a number that has come, of a model that predicts numbers.
     *
     * @param decided when the prediction was made
     * @param predicted the number that was predicted
     * @param actual what it turned out to be
     * @throws InvalidInputException if a number is not finite, or they are further than 1e60 from each other
     */
    void measured(Instant decided, double predicted, double actual);

    /**
     * Counts a class that has come, of a model of several classes. One that the monitor does not name is counted as unknown.
     *
     * @param decided when the decision was made
     * @param predicted the class that was decided
     * @param actual the class it turned out to be
     * @throws InvalidInputException if the monitor names no classes
     */
    void classified(Instant decided, String predicted, String actual);

    /**
     * Counts a decision that was asked of again as if the person were of another group.
     *
     * @param at when the decision was made
     * @param changed whether it would have been another
     */
    void flipped(Instant at, boolean changed);

    /**
     * Counts a value that could not be read as what the schema says; its row has it as missing.
     *
     * @param at when it was seen
     * @param feature the feature
     * @throws InvalidInputException if there is no such feature
     */
    void unreadable(Instant at, String feature);
}
