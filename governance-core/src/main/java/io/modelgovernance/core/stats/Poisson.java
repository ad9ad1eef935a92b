package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Tails of the Poisson distribution, each by the incomplete gamma function and not by taking the other from 1, so that
 * all digits are right, however small. Pure and thread-safe.
 */
public final class Poisson {
    private Poisson() {}

    /**
     * At least so many events.
     *
     * @param events number of events, any
     * @param mean expected number, finite, at least 0
     * @return the probability, 0 to 1
     * @throws InvalidInputException if the mean is out of range
     */
    public static double atLeast(long events, double mean) {
        return LogTail.probability(logAtLeast(events, mean));
    }

    /**
     * At most so many events.
     *
     * @param events number of events, any
     * @param mean expected number, finite, at least 0
     * @return the probability, 0 to 1
     * @throws InvalidInputException if the mean is out of range
     */
    public static double atMost(long events, double mean) {
        return LogTail.probability(logAtMost(events, mean));
    }

    /**
     * Logarithm of the chance of at least so many events.
     *
     * @param events number of events, any
     * @param mean expected number, finite, at least 0
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if the mean is out of range
     */
    public static double logAtLeast(long events, double mean) {
        require(mean);
        return events <= 0 ? 0 : IncompleteGamma.logLower((double) events, mean);
    }

    /**
     * Logarithm of the chance of at most so many events.
     *
     * @param events number of events, any
     * @param mean expected number, finite, at least 0
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if the mean is out of range
     */
    public static double logAtMost(long events, double mean) {
        require(mean);
        return events < 0 ? Double.NEGATIVE_INFINITY : IncompleteGamma.logUpper(events + 1.0, mean);
    }

    private static void require(double mean) {
        if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of("expected number", "is " + mean, "finite, at least 0");
        }
    }
}
