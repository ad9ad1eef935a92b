package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Logarithms of both tails of the gamma distribution, each by the form that sums positive terms: the power series below
 * {@code a + 1}, Legendre's continued fraction above.
 */
final class IncompleteGamma {
    private static final int MOST = 50_000_000;
    private static final double LEAST = 1e-300;

    private IncompleteGamma() {}

    /** {@code log P(a, x)}, the lower tail; {@code a >= 0.5}, {@code x >= 0}. */
    static double logLower(double a, double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        return x < a + 1 ? series(a, x) : LogTail.other(fraction(a, x));
    }

    /** {@code log Q(a, x)}, the upper tail; {@code a >= 0.5}, {@code x >= 0}. */
    static double logUpper(double a, double x) {
        if (x == 0) {
            return 0;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        return x < a + 1 ? LogTail.other(series(a, x)) : fraction(a, x);
    }

    private static double series(double a, double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; n < MOST; n++) {
            term *= x / (a + n);
            double next = sum + term;
            if (next == sum) {
                return Deviance.logPoisson(a, x) + StrictMath.log(sum);
            }
            sum = next;
        }
        throw tooGreat(a);
    }

    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / LEAST;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < MOST; i++) {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / nonZero(numerator * d + b);
            c = nonZero(b + numerator / c);
            double factor = d * c;
            h *= factor;
            if (Math.abs(factor - 1) < 4e-16) {
                return Deviance.logPoisson(a, x) + StrictMath.log(a * h);
            }
        }
        throw tooGreat(a);
    }

    private static double nonZero(double value) {
        return Math.abs(value) < LEAST ? LEAST : value;
    }

    private static InvalidInputException tooGreat(double a) {
        return InvalidInputException.of("shape", "is " + a, "less than 1e12");
    }
}
