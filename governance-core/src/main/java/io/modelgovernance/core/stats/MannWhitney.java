package io.modelgovernance.core.stats;

/**
 * The Mann-Whitney U test: whether values of one sample tend to be greater than those of the other.
 *
 * <p>Small samples have the exact two-sided p-value given the ties: the share of ways to deal the pooled midranks out
 * whose U is at least as far from its mean. Others have the normal approximation with the ties' variance and a
 * continuity correction of a half. Pure and thread-safe.
 */
public final class MannWhitney {
    /** Greatest product of the sample sizes for which the p-value is exact. */
    public static final long EXACT_LIMIT = 900;

    private MannWhitney() {}

    /**
     * A test's outcome.
     *
     * @param u how many pairs have the greater value in the first sample, pairs of equal values counted half
     * @param superiority effect size: {@code u} by the number of pairs, 0 to 1; a half if neither tends to be greater
     * @param p two-sided p-value, 0 to 1
     * @param exact whether {@code p} is exact
     */
    public record Result(double u, double superiority, double p, boolean exact) {}

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
        double n = x.size();
        double m = y.size();
        long twice = 0;
        long below = 0;
        double ties = 0;
        for (int group = 0; group < pair.groups(); group++) {
            twice += pair.x()[group] * (2 * below + pair.y()[group]);
            below += pair.y()[group];
            double t = pair.size(group);
            ties += t * t * t - t;
        }
        double u = twice / 2.0;
        boolean exact = n * m <= exactLimit;
        double p = exact ? exact(pair, x.size(), y.size(), Math.abs(twice - (long) (n * m))) : limit(u, n, m, ties);
        return new Result(u, u / n / m, p, exact);
    }

    private static double limit(double u, double n, double m, double ties) {
        double all = n + m;
        double variance = n * m / 12 * (all + 1 - ties / (all * (all - 1)));
        double away = Math.max(0, Math.abs(u - n * m / 2) - 0.5);
        return variance > 0 ? Normal.twoSided(away / Math.sqrt(variance)) : 1;
    }

    /** Distribution of twice the rank sum of the smaller sample, value by value in ascending order. */
    private static double exact(TiedPair pair, int n, int m, long deviation) {
        int few = Math.min(n, m);
        int all = n + m;
        int most = few * (2 * all - few + 1);
        double[][] ways = new double[few + 1][most + 1];
        ways[0][0] = 1;
        int before = 0;
        for (int group = 0; group < pair.groups(); group++) {
            int rank = 2 * before + pair.size(group) + 1;
            for (int step = 0; step < pair.size(group); step++) {
                choose(ways, rank, before + step, all, few);
            }
            before += pair.size(group);
        }
        int mean = few * (all + 1);
        double p = 0;
        for (int sum = 0; sum <= most; sum++) {
            p += Math.abs(sum - mean) >= deviation ? ways[few][sum] : 0;
        }
        return Math.min(1, p);
    }

    /** Deals one value: with the chance of the open places among the values left, it goes to the smaller sample. */
    private static void choose(double[][] ways, int rank, int dealt, int all, int few) {
        double left = (double) all - dealt;
        for (int i = Math.min(few, dealt + 1); i >= 0; i--) {
            double stay = Math.max(0, (left - (few - i)) / left);
            double come = i > 0 ? (few - i + 1) / left : 0;
            double[] here = ways[i];
            double[] fewer = i > 0 ? ways[i - 1] : here;
            for (int sum = here.length - 1; sum >= 0; sum--) {
                double arrived = sum >= rank ? fewer[sum - rank] * come : 0;
                here[sum] = here[sum] * stay + arrived;
            }
        }
    }
}
