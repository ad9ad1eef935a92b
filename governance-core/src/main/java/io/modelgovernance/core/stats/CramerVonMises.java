package io.modelgovernance.core.stats;

import java.util.HashMap;
import java.util.Map;

/**
 * The two-sample Cramér-von Mises test (Anderson 1962): the mean square distance of the empirical distributions over the
 * pooled values.
 *
 * <p>With ties the distance is taken where a group of ties ends, once for each of its values; without ties this is the
 * usual statistic. Small samples have the exact p-value given the ties, summed over all ways to deal the pooled values
 * out; others that of the limit distribution after the statistic is brought to its mean and variance. Given ties the mean
 * is exact and the variance that of a Brownian bridge seen where they end. Pure and thread-safe.
 */
public final class CramerVonMises {
    /** Greatest product of the sample sizes for which the p-value is exact. */
    public static final long EXACT_LIMIT = 144;

    private CramerVonMises() {}

    /**
     * A test's outcome.
     *
     * @param t the statistic, above 0
     * @param p probability of one at least as great if both samples come from one distribution, 0 to 1
     * @param exact whether {@code p} is exact
     */
    public record Result(double t, double p, boolean exact) {}

    /**
     * Compares two samples.
     *
     * @param x one sample
     * @param y the other
     * @return statistic and p-value
     */
    public static Result test(SortedSample x, SortedSample y) {
        return test(x, y, EXACT_LIMIT);
    }

    static Result test(SortedSample x, SortedSample y, long exactLimit) {
        TiedPair pair = TiedPair.of(x, y);
        int n = x.size();
        int m = y.size();
        double squares = 0;
        long gap = 0;
        for (int group = 0; group < pair.groups(); group++) {
            gap += (long) pair.x()[group] * m - (long) pair.y()[group] * n;
            squares += (double) gap * gap * pair.size(group);
        }
        double all = (double) n + m;
        double t = squares / n / m / all / all;
        boolean exact = (long) n * m <= exactLimit;
        return new Result(t, exact ? exact(n, m, (long) squares, pair) : limit(t, n, m, pair), exact);
    }

    /** Carries, along the lattice, the distribution of the sum of squares; it is added to where a group ends. */
    private static double exact(int n, int m, long observed, TiedPair pair) {
        Map<Long, double[]> free = new HashMap<>();
        free.put(0L, start(n));
        int before = 0;
        for (int group = 0; group < pair.groups(); group++) {
            Map<Long, double[]> next = new HashMap<>();
            int at = before + pair.size(group);
            for (Map.Entry<Long, double[]> entry : free.entrySet()) {
                double[] dealt = entry.getValue();
                for (int step = before; step < at; step++) {
                    dealt = deal(dealt, step, n, m);
                }
                for (int i = 0; i <= n; i++) {
                    if (dealt[i] > 0) {
                        long gap = (long) i * m - (long) (at - i) * n;
                        long sum = entry.getKey() + gap * gap * pair.size(group);
                        next.computeIfAbsent(sum, key -> new double[n + 1])[i] += dealt[i];
                    }
                }
            }
            free = next;
            before = at;
        }
        double p = 0;
        for (Map.Entry<Long, double[]> entry : free.entrySet()) {
            p += entry.getKey() >= observed ? entry.getValue()[n] : 0;
        }
        return Math.min(1, p);
    }

    private static double[] start(int n) {
        double[] start = new double[n + 1];
        start[0] = 1;
        return start;
    }

    /** One more value dealt: by the number that went to the first sample, the probability. */
    private static double[] deal(double[] dealt, int step, int n, int m) {
        double[] next = new double[n + 1];
        double left = (double) n + m - step;
        for (int i = 0; i <= Math.min(n, step); i++) {
            int j = step - i;
            if (i < n) {
                next[i + 1] += dealt[i] * (n - i) / left;
            }
            if (j < m) {
                next[i] += dealt[i] * (m - j) / left;
            }
        }
        return next;
    }

    /** Brings the statistic to the mean and variance of the limit law; ties change both, the variance as for a bridge. */
    private static double limit(double t, double n, double m, TiedPair pair) {
        double all = n + m;
        double mean = 0;
        double tied = 0;
        double untied = 0;
        double squares = 0;
        double untiedSquares = 0;
        double up = 0;
        for (int group = 0; group < pair.groups(); group++) {
            for (int step = 1; step <= pair.size(group); step++) {
                double s = (up + step) / all;
                untied += term(1 / all, s, untiedSquares);
                untiedSquares += s * s / all;
            }
            double w = pair.size(group) / all;
            up += pair.size(group);
            mean += w * (up / all) * (all - up) / (all - 1);
            tied += term(w, up / all, squares);
            squares += w * (up / all) * (up / all);
        }
        double variance =
                (all + 1) * (4 * n * m * all - 3 * (n * n + m * m) - 2 * n * m) / (45 * all * all * 4 * n * m);
        if (!(tied > 0 && variance > 0)) {
            return 1;
        }
        double standard = 1.0 / 6 + (t - mean) / Math.sqrt(45 * variance * tied / untied);
        return QuadraticLimit.CRAMER_VON_MISES.survival(standard, 1);
    }

    /** What one place adds to the variance of the squared bridge, with the weighted squares of the places before. */
    private static double term(double weight, double s, double squaresBefore) {
        double rest = (1 - s) * (1 - s);
        return weight * rest * (weight * s * s + 2 * squaresBefore);
    }
}
