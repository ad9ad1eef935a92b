package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** The logarithm of the lower tail of the beta distribution by its continued fraction (DLMF 8.17.22). */
final class IncompleteBeta {
    private static final int MOST = 50_000_000;
    private static final double LEAST = 1e-300;

    private IncompleteBeta() {}

    /**
     * {@code log I_p(a, b)}, where {@code q = 1 - p} comes with its own digits; the upper tail is that of
     * {@code (q, p, b, a)}. The shapes are above 0.
     */
    static double logLower(double p, double q, double a, double b) {
        if (p <= 0 || q <= 0) {
            return p <= 0 ? Double.NEGATIVE_INFINITY : 0;
        }
        return p * (a + b + 2) <= a + 1 ? fraction(p, q, a, b) : LogTail.other(fraction(q, p, b, a));
    }

    /** The same for a {@code p} so small that only its logarithm can be written, below 1e-100. */
    static double logLowerOfTiny(double logP, double a, double b) {
        double logBeta = Deviance.logBeta(0.5, 0.5, a, b) + (a + b) * StrictMath.log(2);
        return a * logP + logBeta - StrictMath.log(a);
    }

    private static double fraction(double p, double q, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * p / (a + 1));
        double h = d;
        for (int m = 1; m < MOST; m++) {
            double even = a + 2.0 * m;
            double numerator = m * (b - m) * p / ((even - 1) * even);
            d = 1 / nonZero(1 + numerator * d);
            c = nonZero(1 + numerator / c);
            h *= d * c;
            numerator = -(a + m) * (a + b + m) * p / (even * (even + 1));
            d = 1 / nonZero(1 + numerator * d);
            c = nonZero(1 + numerator / c);
            double factor = d * c;
            h *= factor;
            if (Math.abs(factor - 1) < 4e-16) {
                return Deviance.logBeta(p, q, a, b) + StrictMath.log(h / a);
            }
        }
        throw InvalidInputException.of("shapes", "are " + a + " and " + b, "less than 1e12");
    }

    private static double nonZero(double value) {
        return Math.abs(value) < LEAST ? LEAST : value;
    }
}
