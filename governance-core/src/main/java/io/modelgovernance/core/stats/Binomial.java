package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Tails of the binomial distribution, each by the incomplete beta function and not by taking the other from 1, so that
 * all digits are right, however small. Pure and thread-safe.
 */
public final class Binomial {
    private Binomial() {}

    /**
     * At least so many hits.
     *
     * @param hits number of hits, any
     * @param trials number of trials, at least 0
     * @param chance chance of a hit, 0 to 1
     * @return the probability, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double atLeast(long hits, long trials, double chance) {
        return LogTail.probability(logAtLeast(hits, trials, chance));
    }

    /**
     * At most so many hits.
     *
     * @param hits number of hits, any
     * @param trials number of trials, at least 0
     * @param chance chance of a hit, 0 to 1
     * @return the probability, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double atMost(long hits, long trials, double chance) {
        return LogTail.probability(logAtMost(hits, trials, chance));
    }

    /**
     * Logarithm of the chance of at least so many hits.
     *
     * @param hits number of hits, any
     * @param trials number of trials, at least 0
     * @param chance chance of a hit, 0 to 1
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if an argument is out of range
     */
    public static double logAtLeast(long hits, long trials, double chance) {
        require(trials, chance);
        if (hits <= 0 || hits > trials) {
            return hits <= 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return IncompleteBeta.logLower(chance, 1 - chance, (double) hits, (double) trials - hits + 1);
    }

    /**
     * Logarithm of the chance of at most so many hits.
     *
     * @param hits number of hits, any
     * @param trials number of trials, at least 0
     * @param chance chance of a hit, 0 to 1
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if an argument is out of range
     */
    public static double logAtMost(long hits, long trials, double chance) {
        require(trials, chance);
        if (hits < 0 || hits >= trials) {
            return hits < 0 ? Double.NEGATIVE_INFINITY : 0;
        }
        return IncompleteBeta.logLower(1 - chance, chance, (double) trials - hits, hits + 1.0);
    }

    private static void require(long trials, double chance) {
        if (trials < 0) {
            throw InvalidInputException.of("number of trials", "is " + trials, "at least 0");
        }
        if (!(chance >= 0 && chance <= 1)) {
            throw InvalidInputException.of("chance of a hit", "is " + chance, "0 to 1");
        }
    }
}
