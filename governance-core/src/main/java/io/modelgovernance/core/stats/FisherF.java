package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** The upper tail of the F distribution (Fisher and Snedecor) with all digits, however small. Pure and thread-safe. */
public final class FisherF {
    private static final double FAR = 1e100;

    private FisherF() {}

    /**
     * Upper tail.
     *
     * @param f at least 0
     * @param above degrees of freedom of the numerator, finite, above 0
     * @param below degrees of freedom of the denominator, finite, above 0
     * @return probability of a value above {@code f}, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double survival(double f, double above, double below) {
        return LogTail.probability(logSurvival(f, above, below));
    }

    /**
     * Logarithm of the upper tail, which is there where the tail itself is below the least double.
     *
     * @param f at least 0
     * @param above degrees of freedom of the numerator, finite, above 0
     * @param below degrees of freedom of the denominator, finite, above 0
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if an argument is out of range
     */
    public static double logSurvival(double f, double above, double below) {
        if (!(f >= 0)) {
            throw InvalidInputException.of("F statistic", "is " + f, "at least 0");
        }
        if (!(above > 0 && below > 0 && above + below < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "degrees of freedom", "are " + above + " and " + below, "finite and above 0");
        }
        if (f == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double odds = f * (above / below);
        if (odds > FAR) {
            double log = StrictMath.log(below) - StrictMath.log(above) - StrictMath.log(f);
            return IncompleteBeta.logLowerOfTiny(log, below / 2, above / 2);
        }
        return IncompleteBeta.logLower(1 / (1 + odds), odds / (1 + odds), below / 2, above / 2);
    }
}
