package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** The standard normal distribution, its upper tail with all digits down to 1e-300. Pure and thread-safe. */
public final class Normal {
    private static final double FAR = 5;
    private static final double LOG_HALF = -0.6931471805599453;
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    private Normal() {}

    /**
     * Upper tail.
     *
     * @param z any number but NaN
     * @return probability of a value above {@code z}
     * @throws InvalidInputException if it is NaN
     */
    public static double survival(double z) {
        return LogTail.probability(logSurvival(z));
    }

    /**
     * Logarithm of the upper tail, which is there where the tail itself is below the least double: by the incomplete
     * gamma function near 0, by Laplace's continued fraction far from it.
     *
     * @param z any number but NaN
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if it is NaN
     */
    public static double logSurvival(double z) {
        if (Double.isNaN(z)) {
            throw InvalidInputException.of("normal deviate", "is NaN", "a number");
        }
        if (z < 0) {
            return LogTail.other(logSurvival(-z));
        }
        return z < FAR ? LOG_HALF + IncompleteGamma.logUpper(0.5, z * z / 2) : logFar(z);
    }

    /** Backwards from a term that no longer counts. */
    private static double logFar(double z) {
        double fraction = z;
        for (int i = 60; i > 0; i--) {
            fraction = z + i / fraction;
        }
        return -z * z / 2 - HALF_LOG_TWO_PI - StrictMath.log(fraction);
    }

    /**
     * Both tails.
     *
     * @param z any number but NaN
     * @return probability of a value further from 0 than {@code z}
     * @throws InvalidInputException if it is NaN
     */
    public static double twoSided(double z) {
        return Math.min(1, 2 * survival(Math.abs(z)));
    }

    /**
     * The deviate that a tail begins at: Newton's method on the logarithm of the tail, which keeps its
     * digits.
     *
     * @param tail upper tail probability, above 0 and below 1
     * @return the z whose {@link #survival} is the tail
     * @throws InvalidInputException if it is out of range
     */
    public static double upperQuantile(double tail) {
        if (!(tail > 0 && tail < 1)) {
            throw InvalidInputException.of("tail probability", "is " + tail, "between 0 and 1");
        }
        if (tail > 0.5) {
            return -upperQuantile(1 - tail);
        }
        double z = Math.sqrt(Math.max(0, -2 * StrictMath.log(2 * tail)));
        for (int i = 0; i < 40; i++) {
            double survival = survival(z);
            double density = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
            double step = StrictMath.log(survival / tail) * survival / density;
            z += step;
            if (Math.abs(step) <= 1e-15 * z) {
                break;
            }
        }
        return z;
    }
}
