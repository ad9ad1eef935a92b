package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ExactAdder;

/** Counts how far predicted numbers are off, and adds up what others counted. Counting allocates nothing. Not thread-safe. */
public final class ErrorCounter {
    /** No error is greater, so that a sum of fourth powers is a double. */
    private static final double MOST = 1e60;
    /** A smaller one counts as 0, so that a fourth power above 0 is above 0. */
    private static final double LEAST = 1e-60;

    private final ExactAdder errors = new ExactAdder();
    private final ExactAdder sizes = new ExactAdder();
    private final ExactAdder squares = new ExactAdder();
    private final ExactAdder fourths = new ExactAdder();
    private long cases;

    /**
     * Counts a case.
     *
     * @param predicted what was predicted
     * @param actual what it turned out to be
     * @throws InvalidInputException as {@link #error}; nothing was counted
     */
    public void count(double predicted, double actual) {
        double error = error(predicted, actual);
        double square = error * error;
        cases++;
        errors.add(error);
        sizes.add(Math.abs(error));
        squares.add(square);
        squares.add(Math.fma(error, error, -square));
        fourths.add(square * square);
    }

    /**
     * The error of a case.
     *
     * @param predicted what was predicted
     * @param actual what it turned out to be
     * @return predicted less actual, to the nearest double; below 1e-60 in size 0
     * @throws InvalidInputException if a number is not finite, or they are further than 1e60 from each other
     */
    public static double error(double predicted, double actual) {
        double error = predicted - actual;
        if (!(Math.abs(error) <= MOST)) {
            throw InvalidInputException.of(
                    "error of a prediction",
                    "is " + predicted + " less " + actual,
                    "of finite numbers, at most " + MOST + " in size");
        }
        return Math.abs(error) < LEAST ? 0 : error;
    }

    /**
     * Adds what another counted.
     *
     * @param counts the counts
     */
    public void add(ErrorCounts counts) {
        cases = Math.addExact(cases, counts.cases());
        errors.add(counts.errors());
        sizes.add(counts.sizes());
        squares.add(counts.squares());
        fourths.add(counts.fourths());
    }

    /**
     * What was counted up to now.
     *
     * @return the counts, which later ones do not change
     */
    public ErrorCounts counts() {
        return cases == 0
                ? ErrorCounts.NONE
                : new ErrorCounts(cases, errors.sum(), sizes.sum(), squares.sum(), fourths.sum());
    }
}
