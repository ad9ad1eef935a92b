package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * Fisher's exact test of a table of two rows and two columns. Weights are taken relative to the most likely table, so
 * that the least p-values keep their digits. Pure and thread-safe.
 */
public final class FisherExact {
    private static final double SLACK = 1 + 1e-9;
    private static final long MOST = 100_000_000;
    private static final int FEW = 64;

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
        Weights all = Weights.of(n, m, marked, least, most);
        double bound = all.at(a) * SLACK;
        double sum = 0;
        double extreme = 0;
        double less = 0;
        double greater = 0;
        for (int i = 0; i < all.weights().length; i++) {
            double weight = all.weights()[i];
            sum += weight;
            extreme += weight <= bound ? weight : 0;
            less += all.first() + i <= a ? weight : 0;
            greater += all.first() + i >= a ? weight : 0;
        }
        return new Result(odds, Math.min(1, extreme / sum), Math.min(1, less / sum), Math.min(1, greater / sum));
    }

    /**
     * Weights of tables from the likeliest one outwards, as far as a double holds them: some 40 standard deviations each way,
     * so that the work grows with the root of the counts.
     *
     * @param first first cell of the first of them
     * @param weights relative to the likeliest
     */
    private record Weights(long first, double[] weights) {
        static Weights of(long n, long m, long marked, long least, long most) {
            long mode = (long) Math.floor((marked + 1.0) * (n + 1.0) / (n + m + 2.0));
            mode = Math.max(least, Math.min(most, mode));
            double[] up = new double[FEW];
            int above = 0;
            double weight = 1;
            for (long k = mode; k < most && weight > 0; k++) {
                weight *= ((double) marked - k) * (n - k) / ((k + 1.0) * (m - marked + k + 1.0));
                up = above == up.length ? Arrays.copyOf(up, 2 * above) : up;
                up[above++] = weight;
            }
            double[] down = new double[FEW];
            int below = 0;
            weight = 1;
            for (long k = mode; k > least && weight > 0; k--) {
                weight *= (double) k * (m - marked + k) / (((double) marked - k + 1) * (n - k + 1));
                down = below == down.length ? Arrays.copyOf(down, 2 * below) : down;
                down[below++] = weight;
            }
            double[] weights = new double[below + 1 + above];
            for (int i = 0; i < below; i++) {
                weights[i] = down[below - 1 - i];
            }
            weights[below] = 1;
            System.arraycopy(up, 0, weights, below + 1, above);
            return new Weights(mode - below, weights);
        }

        /** What is too small for a double is 0. */
        double at(long cell) {
            long place = cell - first;
            return place < 0 || place >= weights.length ? 0 : weights[(int) place];
        }
    }
}
