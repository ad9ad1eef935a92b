package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Fisher's exact test of a table of two rows and two columns. Weights are taken relative to the most likely table, so
 * that the least p-values keep their digits. Pure and thread-safe.
 */
public final class FisherExact {
    private static final double SLACK = 1 + 1e-9;
    private static final long MOST = 100_000_000;

    private FisherExact() {}

    /**
     * A test's outcome.
     *
     * @param oddsRatio of the sample, {@code ad / bc}; infinite if only the denominator is 0, NaN if both are
     * @param p two-sided: all tables at most as likely as the observed one
     * @param less probability of a first cell at most as great
     * @param greater probability of a first cell at least as great
     */
    public record Result(double oddsRatio, double p, double less, double greater) {}

    /**
     * Tests the table with rows (a, b) and (c, d).
     *
     * @param a count, at least 0
     * @param b count, at least 0
     * @param c count, at least 0
     * @param d count, at least 0
     * @return p-values; 1 if a row or a column is empty
     * @throws InvalidInputException if a count is negative, or the margins leave more than 10^8 tables
     */
    public static Result test(long a, long b, long c, long d) {
        if (Math.min(Math.min(a, b), Math.min(c, d)) < 0) {
            throw InvalidInputException.of("counts", "hold a negative one", "at least 0 each");
        }
        double odds = ((double) a * d) / ((double) b * c);
        long n = a + b;
        long m = c + d;
        long marked = a + c;
        long least = Math.max(0, marked - m);
        long most = Math.min(marked, n);
        if (most - least > MOST) {
            throw InvalidInputException.of("counts", "are too great for an exact test", "of a lesser margin");
        }
        double[] weights = weights(n, m, marked, least, most);
        double bound = weights[(int) (a - least)] * SLACK;
        double all = 0;
        double extreme = 0;
        double less = 0;
        double greater = 0;
        for (int i = 0; i < weights.length; i++) {
            all += weights[i];
            extreme += weights[i] <= bound ? weights[i] : 0;
            less += i <= a - least ? weights[i] : 0;
            greater += i >= a - least ? weights[i] : 0;
        }
        return new Result(odds, Math.min(1, extreme / all), Math.min(1, less / all), Math.min(1, greater / all));
    }

    private static double[] weights(long n, long m, long marked, long least, long most) {
        long mode = (long) Math.floor((marked + 1.0) * (n + 1.0) / (n + m + 2.0));
        mode = Math.max(least, Math.min(most, mode));
        double[] weights = new double[(int) (most - least + 1)];
        weights[(int) (mode - least)] = 1;
        for (long k = mode; k < most; k++) {
            double ratio = ((double) marked - k) * (n - k) / ((k + 1.0) * (m - marked + k + 1.0));
            weights[(int) (k + 1 - least)] = weights[(int) (k - least)] * ratio;
        }
        for (long k = mode; k > least; k--) {
            double ratio = (double) k * (m - marked + k) / (((double) marked - k + 1) * (n - k + 1));
            weights[(int) (k - 1 - least)] = weights[(int) (k - least)] * ratio;
        }
        return weights;
    }
}
