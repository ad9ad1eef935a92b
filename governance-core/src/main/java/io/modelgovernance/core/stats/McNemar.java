package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/**
 * McNemar's (1947) test of two classifiers on the same cases, exact: only cases that one of them gets right and the other
 * wrong speak, and each is a toss of a coin if the two are equally good. Pure and thread-safe.
 */
public final class McNemar {
    private McNemar() {}

    /**
     * A test's outcome.
     *
     * @param p two-sided exact p-value, 0 to 1
     * @param statistic {@code (b - c)^2 / (b + c)}, chi-square of one degree for many cases; 0 if they never differ
     * @param wins share of the first in the cases where they differ, exact 95 % interval; unknown if they never differ
     */
    public record Result(double p, double statistic, Estimate wins) {}

    /**
     * Tests.
     *
     * @param first cases that only the first gets right, at least 0
     * @param second cases that only the second gets right, at least 0
     * @return the p-value
     * @throws InvalidInputException if a count is negative
     */
    public static Result test(long first, long second) {
        if (first < 0 || second < 0) {
            throw InvalidInputException.of("counts", "are " + first + " and " + second, "at least 0");
        }
        long both = first + second;
        double away = (double) first - second;
        return new Result(
                Math.min(1, 2 * Binomial.atMost(Math.min(first, second), both, 0.5)),
                both == 0 ? 0 : away * away / both,
                Proportions.of(first, both, 0.95));
    }
}
