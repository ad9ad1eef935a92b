package io.modelgovernance.core.stats;

import java.util.TreeSet;

/**
 * Kuiper's (1960) two-sample test: the greatest distance above plus the greatest below, as sensitive in the tails as in
 * the middle, and blind to where a circle such as the hours of a day is cut.
 *
 * <p>Small samples have the exact p-value given the ties: a way to deal the pooled values out stays below the statistic
 * if it stays within some band narrower than it, and ways are counted by the lower edge of their band. Others have
 * Stephens' (1970) approximation by the limit distribution. Pure and thread-safe.
 */
public final class Kuiper {
    /** Greatest product of the sample sizes for which the p-value is exact. */
    public static final long EXACT_LIMIT = 2_500;

    private Kuiper() {}

    /**
     * A test's outcome.
     *
     * @param v the statistic, 0 to 2
     * @param p probability of one at least as great if both samples come from one distribution, 0 to 1
     * @param exact whether {@code p} is exact
     */
    public record Result(double v, double p, boolean exact) {}

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
        long above = 0;
        long below = 0;
        long gap = 0;
        for (int group = 0; group < pair.groups(); group++) {
            gap += (long) pair.x()[group] * m - (long) pair.y()[group] * n;
            above = Math.max(above, gap);
            below = Math.min(below, gap);
        }
        long width = above - below;
        double v = (double) width / n / m;
        boolean exact = (long) n * m <= exactLimit;
        double p = exact ? exact(n, m, width, pair.ends()) : limit(v, (double) n / (n + m) * m);
        return new Result(v, p, exact);
    }

    /** One less the share of ways whose range is below the width, by the lowest place that they touch. */
    private static double exact(int n, int m, long width, boolean[] ends) {
        if (width == 0) {
            return 1;
        }
        TreeSet<Long> lows = new TreeSet<>();
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                long gap = (long) i * m - (long) j * n;
                if ((i + j == 0 || ends[i + j]) && gap <= 0 && gap > -width) {
                    lows.add(gap);
                }
            }
        }
        double narrow = 0;
        for (long low : lows) {
            Long next = lows.higher(low);
            narrow += within(n, m, low, low + width, ends);
            narrow -= next == null ? 0 : within(n, m, next, low + width, ends);
        }
        return Math.max(0, Math.min(1, 1 - narrow));
    }

    /** Share of ways that stay from {@code low}, itself included, to below {@code high} wherever a group ends. */
    private static double within(int n, int m, long low, long high, boolean[] ends) {
        double[] free = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                double here = i == 0 && j == 0 ? 1 : 0;
                here += i > 0 ? free[j] * (n - i + 1) / (n + m - i - j + 1) : 0;
                here += j > 0 ? free[j - 1] * (m - j + 1) / (n + m - i - j + 1) : 0;
                long gap = (long) i * m - (long) j * n;
                free[j] = ends[i + j] && (gap < low || gap >= high) ? 0 : here;
            }
        }
        return free[m];
    }

    private static double limit(double v, double effective) {
        double root = Math.sqrt(effective);
        return survival((root + 0.155 + 0.24 / root) * v);
    }

    /** Survival function of the limit distribution: {@code 2 sum (4 k^2 l^2 - 1) exp(-2 k^2 l^2)}. */
    static double survival(double lambda) {
        if (lambda < 0.4) {
            return 1;
        }
        double sum = 0;
        for (int k = 30; k >= 1; k--) {
            double square = (double) k * k * lambda * lambda;
            sum += (4 * square - 1) * StrictMath.exp(-2 * square);
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }
}
