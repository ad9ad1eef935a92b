package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;

/**
 * Draws counts of bins. Each bin's count is binomial given those before it; it is found by going outwards from the likeliest
 * count, which takes steps in the order of the standard deviation and no approximation. Pure but for the random numbers.
 */
public final class Multinomial {
    private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

    private Multinomial() {}

    /**
     * Draws.
     *
     * @param trials how many are put into bins, at least 0
     * @param weights weight of each bin, at least 0, not all of them 0; not modified
     * @param random random numbers
     * @return counts of the bins, which add up to the trials
     * @throws InvalidInputException if an argument is out of range
     */
    public static long[] draw(long trials, long[] weights, SplittableRandom random) {
        double left = Samples.requireCounts("weights", weights);
        if (trials < 0) {
            throw InvalidInputException.of("number of trials", "is " + trials, "at least 0");
        }
        long[] counts = new long[weights.length];
        long rest = trials;
        for (int i = 0; i < counts.length && rest > 0 && left > 0; i++) {
            counts[i] = binomial(rest, Math.min(1, weights[i] / left), random);
            rest -= counts[i];
            left -= weights[i];
        }
        return counts;
    }

    private static long binomial(long n, double p, SplittableRandom random) {
        if (p <= 0 || p >= 1) {
            return p <= 0 ? 0 : n;
        }
        long mode = Math.min(n, (long) ((n + 1) * p));
        double odds = p / (1 - p);
        double u = random.nextDouble() - density(mode, n, p);
        double up = density(mode, n, p);
        double down = up;
        long above = mode;
        long below = mode;
        while (u >= 0 && (up > 0 || down > 0)) {
            up = above < n ? up * odds * (n - above) / (above + 1.0) : 0;
            above++;
            u -= up;
            if (u < 0 && up > 0) {
                return above;
            }
            down = below > 0 ? down / odds * below / (n - below + 1.0) : 0;
            below--;
            u -= down;
            if (u < 0 && down > 0) {
                return below;
            }
        }
        return mode;
    }

    private static double density(long k, long n, double p) {
        if (k == 0 || k == n) {
            return StrictMath.exp(k == 0 ? n * StrictMath.log1p(-p) : n * StrictMath.log(p));
        }
        double log = Deviance.stirlingError((double) n)
                - Deviance.stirlingError((double) k)
                - Deviance.stirlingError((double) (n - k))
                - Deviance.of((double) k, n * p)
                - Deviance.of((double) (n - k), n * (1 - p))
                - HALF_LOG_TWO_PI
                - StrictMath.log((double) k / n * (n - k)) / 2;
        return StrictMath.exp(log);
    }
}
