package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import java.time.Duration;

/**
 * How the records of a tier's decisions are kept.
 *
 * @param level how much is kept
 * @param oneIn keeps the record of one in so many undisputed approvals; everything else is always kept, and what is
 *     left out is counted in the log; 1 keeps all
 * @param whenFull what becomes of a decision whose record finds no room
 * @param maxWait longest time that a caller waits for room, or for its record to be durable
 */
public record RecordRule(Level level, int oneIn, WhenFull whenFull, Duration maxWait) {
    /** How much of a decision is kept. */
    public enum Level {
        /** What was decided, when, by what. */
        OUTCOME,
        /** Also a commitment to the input, and why. */
        COMMITMENT,
        /** Also the values of the features that are named to be kept. */
        FULL
    }

    /** What becomes of a decision whose record finds no room. */
    public enum WhenFull {
        /** It waits. */
        BLOCK,
        /** Its record goes to the local journal. */
        SPILL,
        /** There is no decision. */
        REFUSE,
        /** It leaves; that its record is missing is counted, and the count goes into the log. */
        DROP
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a value does not fit
     */
    public RecordRule {
        if (oneIn < 1) {
            throw InvalidInputException.of("oneIn", "is " + oneIn, "at least 1");
        }
        if (maxWait.isNegative() || maxWait.isZero()) {
            throw InvalidInputException.of("maxWait", "is " + maxWait, "longer than zero");
        }
    }

    /**
     * Commitments of all decisions; without room a decision is refused; ten seconds.
     *
     * @return the defaults
     */
    public static RecordRule standard() {
        return new RecordRule(Level.COMMITMENT, 1, WhenFull.REFUSE, Duration.ofSeconds(10));
    }

    /**
     * With another response to a full queue.
     *
     * @param response the response
     * @return a copy
     */
    public RecordRule whenFull(WhenFull response) {
        return new RecordRule(level, oneIn, response, maxWait);
    }

    /**
     * With another level.
     *
     * @param much how much is kept
     * @return a copy
     */
    public RecordRule level(Level much) {
        return new RecordRule(much, oneIn, whenFull, maxWait);
    }

    /**
     * With a sample of approvals.
     *
     * @param many one in so many is kept
     * @return a copy
     */
    public RecordRule oneIn(int many) {
        return new RecordRule(level, many, whenFull, maxWait);
    }

    /**
     * With another longest wait.
     *
     * @param time the longest wait
     * @return a copy
     */
    public RecordRule maxWait(Duration time) {
        return new RecordRule(level, oneIn, whenFull, time);
    }
}
