package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ExactSum;

/**
 * How far predicted numbers were off the actual ones, as sums over the cases whose number has come. Nothing is rounded in them
 * but a case's own error and its fourth power, so that what many processes counted adds up to the same, digit by digit,
 * whatever the order and however the cases are parted. Made by {@link ErrorCounter}. Immutable.
 *
 * @param cases how many
 * @param errors sum of predicted less actual
 * @param sizes sum of the errors without their sign
 * @param squares sum of their squares
 * @param fourths sum of their fourth powers
 */
public record ErrorCounts(long cases, ExactSum errors, ExactSum sizes, ExactSum squares, ExactSum fourths) {
    /** Nothing. */
    public static final ErrorCounts NONE =
            new ErrorCounts(0, ExactSum.ZERO, ExactSum.ZERO, ExactSum.ZERO, ExactSum.ZERO);

    /**
     * Checks.
     *
     * @throws InvalidInputException if there are fewer than no cases
     */
    public ErrorCounts {
        if (cases < 0) {
            throw InvalidInputException.of("cases", "are " + cases, "at least 0");
        }
    }
}
