package io.modelgovernance.core.stats;

import org.apache.commons.math3.special.Gamma;

/**
 * The parts of a density that cancel when it is written with powers and factorials: Loader's (2000) saddle point form
 * of the binomial and the Poisson density, which keeps its digits in the far tail and for great counts.
 */
final class Deviance {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;
    private static final double LARGE = 15;

    private Deviance() {}

    /** {@code x log(x / mean) + mean - x}, by its series where the two are close. */
    static double of(double x, double mean) {
        if (Math.abs(x - mean) >= 0.1 * (x + mean)) {
            return x * StrictMath.log(x / mean) + mean - x;
        }
        double v = (x - mean) / (x + mean);
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        double square = v * v;
        for (int j = 1; j < 1_000; j++) {
            term *= square;
            double next = sum + term / (2 * j + 1);
            if (next == sum) {
                break;
            }
            sum = next;
        }
        return sum;
    }

    /** The error of Stirling's formula for {@code log(x!)}, {@code x} above 0. */
    static double stirlingError(double x) {
        if (x < LARGE) {
            return Gamma.logGamma(x + 1) - (x + 0.5) * StrictMath.log(x) + x - HALF_LOG_TWO_PI;
        }
        double s = 1 / (x * x);
        return (1.0 / 12
                        - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * 691.0 / 360360)))))
                / x;
    }

    /** {@code log(mean^x e^-mean / Gamma(x + 1))}, both above 0. */
    static double logPoisson(double x, double mean) {
        return -stirlingError(x) - of(x, mean) - HALF_LOG_TWO_PI - StrictMath.log(x) / 2;
    }

    /** {@code log(p^a q^b Gamma(a + b) / (Gamma(a) Gamma(b)))} with {@code q = 1 - p}, all above 0. */
    static double logBeta(double p, double q, double a, double b) {
        double n = a + b;
        return stirlingError(n)
                - stirlingError(a)
                - stirlingError(b)
                - of(a, n * p)
                - of(b, n * q)
                - HALF_LOG_TWO_PI
                + (StrictMath.log(a) + StrictMath.log(b / n)) / 2;
    }
}
