package io.modelgovernance.risk;

import io.modelgovernance.InvalidInputException;

/**
 * A score that is known up to a range, in whole points; more is worse.
 *
 * @param low the least it may be, at least 0
 * @param high the most it may be; this end counts
 */
public record ScoreRange(int low, int high) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if negative or the wrong way round
     */
    public ScoreRange {
        if (low < 0 || low > high) {
            throw InvalidInputException.of("score", "is from " + low + " to " + high, "a range from 0 up");
        }
    }

    /**
     * A score that is known.
     *
     * @param score the score
     * @return the range of this one score
     */
    public static ScoreRange of(int score) {
        return new ScoreRange(score, score);
    }

    /**
     * The worse of two, end by end.
     *
     * @param other the other
     * @return the larger ends
     */
    public ScoreRange worse(ScoreRange other) {
        return new ScoreRange(Math.max(low, other.low), Math.max(high, other.high));
    }

    @Override
    public String toString() {
        return low == high ? Integer.toString(high) : low + " to " + high;
    }
}
