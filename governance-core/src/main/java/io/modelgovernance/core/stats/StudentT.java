package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/** Tails of Student's t distribution with all digits, however small. Pure and thread-safe. */
public final class StudentT {
    private static final double LOG_HALF = -0.6931471805599453;
    private static final double FAR = 1e100;

    private StudentT() {}

    /**
     * Upper tail.
     *
     * @param t any number but NaN
     * @param degrees degrees of freedom, finite, above 0
     * @return probability of a value above {@code t}, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double survival(double t, double degrees) {
        return LogTail.probability(logSurvival(t, degrees));
    }

    /**
     * Logarithm of the upper tail, which is there where the tail itself is below the least double.
     *
     * @param t any number but NaN
     * @param degrees degrees of freedom, finite, above 0
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if an argument is out of range
     */
    public static double logSurvival(double t, double degrees) {
        require(t, degrees);
        return t < 0 ? LogTail.other(LOG_HALF + logBoth(-t, degrees)) : LOG_HALF + logBoth(t, degrees);
    }

    /**
     * Both tails.
     *
     * @param t any number but NaN
     * @param degrees degrees of freedom, finite, above 0
     * @return probability of a value further from 0 than {@code t}, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double twoSided(double t, double degrees) {
        require(t, degrees);
        return LogTail.probability(logBoth(Math.abs(t), degrees));
    }

    /**
     * The deviate that a tail begins at.
     *
     * @param tail upper tail probability, above 0 and at most a half
     * @param degrees degrees of freedom, finite, above 0
     * @return the t whose {@link #survival} is the tail, at least 0
     * @throws InvalidInputException if an argument is out of range
     */
    public static double upperQuantile(double tail, double degrees) {
        require(0, degrees);
        if (!(tail > 0 && tail <= 0.5)) {
            throw InvalidInputException.of("tail probability", "is " + tail, "above 0 and at most a half");
        }
        if (tail == 0.5) {
            return 0;
        }
        double x = Proportions.betaQuantile(2 * tail, degrees / 2, 0.5);
        return Math.sqrt(degrees * (1 - x) / x);
    }

    /**
     * A mean with Student's interval.
     *
     * @param values independent values, finite; not modified
     * @param level confidence level between 0 and 1
     * @return the mean; unknown with fewer than two values
     * @throws InvalidInputException if a value is not finite or the level is out of range
     */
    public static Estimate mean(double[] values, double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        Moments moments = Moments.of(values);
        long n = moments.n();
        if (n < 2) {
            return Estimate.notEnoughData(n, "a mean with an interval needs two values");
        }
        double half = upperQuantile((1 - level) / 2, n - 1.0) * moments.standardDeviation() / Math.sqrt((double) n);
        return Estimate.of(moments.mean(), moments.mean() - half, moments.mean() + half, level, n, "mean, Student");
    }

    private static double logBoth(double t, double degrees) {
        if (t == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        if (t / Math.sqrt(degrees) > FAR) {
            double log = StrictMath.log(degrees) - 2 * StrictMath.log(t);
            return IncompleteBeta.logLowerOfTiny(log, degrees / 2, 0.5);
        }
        double square = t * t / degrees;
        return IncompleteBeta.logLower(1 / (1 + square), square / (1 + square), degrees / 2, 0.5);
    }

    private static void require(double t, double degrees) {
        if (Double.isNaN(t)) {
            throw InvalidInputException.of("Student's t", "is NaN", "a number");
        }
        if (!(degrees > 0 && degrees < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of("degrees of freedom", "are " + degrees, "finite and above 0");
        }
    }
}
