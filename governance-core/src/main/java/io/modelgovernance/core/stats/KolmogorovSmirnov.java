package io.modelgovernance.core.stats;

/**
 * The two-sample Kolmogorov-Smirnov test, right with ties.
 *
 * <p>The p-value of small samples is exact: the share of all ways to pool the two samples, ties kept together, whose
 * statistic reaches the observed one, counted along the lattice of the pooled order. For greater samples it is the
 * limit distribution with Stephens' correction of the effective size. Pure and thread-safe.
 */
public final class KolmogorovSmirnov {
    /** Greatest {@code n * m} for which the exact p-value is counted. */
    public static final long EXACT_LIMIT = 4_000_000;

    private KolmogorovSmirnov() {}

    /**
     * A test's outcome.
     *
     * @param d greatest distance of the two empirical distributions, 0 to 1
     * @param p probability of one at least as great if both samples come from one distribution
     * @param exact whether {@code p} is exact
     */
    public record Result(double d, double p, boolean exact) {}

    /**
     * Compares two samples.
     *
     * @param x ascending, without NaN, at least one value; not modified
     * @param y ascending, without NaN, at least one value; not modified
     * @return distance and p-value
     */
    public static Result test(double[] x, double[] y) {
        long n = x.length;
        long m = y.length;
        int[] ties = new int[x.length + y.length];
        int groups = 0;
        long distance = 0;
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            double value = j >= m || (i < n && x[i] <= y[j]) ? x[i] : y[j];
            int before = i + j;
            while (i < n && x[i] == value) {
                i++;
            }
            while (j < m && y[j] == value) {
                j++;
            }
            ties[groups++] = i + j - before;
            distance = Math.max(distance, Math.abs(i * m - j * n));
        }
        double d = (double) distance / n / m;
        boolean exact = n * m <= EXACT_LIMIT;
        double p = exact ? exact(x.length, y.length, distance, ties, groups) : limit(d, n, m);
        return new Result(d, p, exact);
    }

    /**
     * Counts paths by the share of them that reach the bound: {@code reach[j]} is the probability that a random pooled
     * order passes through (i, j) having reached it. Working with the reaching share keeps the tail right.
     */
    private static double exact(int n, int m, long distance, int[] ties, int groups) {
        if (distance == 0) {
            return 1;
        }
        boolean[] boundary = new boolean[n + m + 1];
        int at = 0;
        for (int g = 0; g < groups; g++) {
            at += ties[g];
            boundary[at] = true;
        }
        double[] free = new double[m + 1];
        double[] reached = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                double fromFree;
                double fromReached;
                if (i == 0 && j == 0) {
                    fromFree = 1;
                    fromReached = 0;
                } else {
                    double left = j > 0 ? share(m - j + 1, n - i) : 0;
                    double up = i > 0 ? share(n - i + 1, m - j) : 0;
                    fromFree = (j > 0 ? free[j - 1] * left : 0) + (i > 0 ? free[j] * up : 0);
                    fromReached = (j > 0 ? reached[j - 1] * left : 0) + (i > 0 ? reached[j] * up : 0);
                }
                boolean hits = boundary[i + j] && Math.abs((long) i * m - (long) j * n) >= distance;
                free[j] = hits ? 0 : fromFree;
                reached[j] = hits ? fromReached + fromFree : fromReached;
            }
        }
        return Math.min(1, reached[m]);
    }

    /** Probability that the next of the pooled order is of the kind of which {@code own} are left, {@code other} of the other. */
    private static double share(int own, int other) {
        return (double) own / (own + other);
    }

    private static double limit(double d, long n, long m) {
        double root = Math.sqrt((double) n * m / (n + m));
        double lambda = (root + 0.12 + 0.11 / root) * d;
        return survival(lambda);
    }

    /** Survival function of the Kolmogorov distribution; both series, each where it converges fast. */
    static double survival(double lambda) {
        if (lambda <= 0) {
            return 1;
        }
        if (lambda < 1.18) {
            double t = StrictMath.exp(-Math.PI * Math.PI / (8 * lambda * lambda));
            double sum = t + StrictMath.pow(t, 9) + StrictMath.pow(t, 25) + StrictMath.pow(t, 49);
            return Math.max(0, 1 - StrictMath.sqrt(2 * Math.PI) / lambda * sum);
        }
        double sum = 0;
        for (int k = 1; k <= 20; k++) {
            double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
            sum += (k & 1) == 1 ? term : -term;
        }
        return Math.min(1, 2 * sum);
    }
}
