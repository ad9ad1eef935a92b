package io.modelgovernance.core.stats;

/**
 * The two-sample Kolmogorov-Smirnov test, right with ties.
 *
 * <p>The p-value of small samples is exact: the share of all ways to deal the pooled values out to the two samples, ties
 * kept together, whose statistic reaches the observed one (Schröer and Trenkler 1995). It is summed along the lattice
 * of the pooled order, so that small ones keep their digits. For greater samples it is the limit distribution without
 * correction, which errs to the safe side: it overstates p by a few per cent without ties, by more with them. Pure and
 * thread-safe.
 */
public final class KolmogorovSmirnov {
    /** Greatest product of the sample sizes for which the p-value is exact. */
    public static final long EXACT_LIMIT = 4_000_000;

    private KolmogorovSmirnov() {}

    /**
     * A test's outcome.
     *
     * @param d greatest distance of the two empirical distributions, 0 to 1
     * @param p probability of one at least as great if both samples come from one distribution, 0 to 1; 0 only where it
     *     is below the least double
     * @param exact whether {@code p} is exact
     */
    public record Result(double d, double p, boolean exact) {}

    /**
     * Compares two samples.
     *
     * @param x ascending, finite, at least one value; -0.0 and 0.0 are one value; not modified
     * @param y ascending, finite, at least one value; not modified
     * @return distance and p-value
     * @throws io.modelgovernance.InvalidInputException if a sample is empty, not sorted or not finite
     */
    public static Result test(double[] x, double[] y) {
        return test(x, y, EXACT_LIMIT);
    }

    /**
     * Compares two samples that were sorted once.
     *
     * @param x one sample, such as a kept reference
     * @param y the other
     * @return distance and p-value
     */
    public static Result test(SortedSample x, SortedSample y) {
        return compare(x.values(), y.values(), EXACT_LIMIT);
    }

    static Result test(double[] x, double[] y, long exactLimit) {
        Samples.requireAscending("first sample", x);
        Samples.requireAscending("second sample", y);
        return compare(x, y, exactLimit);
    }

    private static Result compare(double[] x, double[] y, long exactLimit) {
        int n = x.length;
        int m = y.length;
        if ((long) n * m > exactLimit) {
            double d = (double) distance(x, y) / n / m;
            return new Result(d, limit(d, n, m), false);
        }
        boolean[] boundary = new boolean[n + m + 1];
        long distance = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            double value = Math.min(x[i], y[j]);
            i = pass(x, i, value);
            j = pass(y, j, value);
            boundary[i + j] = true;
            distance = Math.max(distance, Math.abs((long) i * m - (long) j * n));
        }
        markRest(x, i, j, boundary);
        markRest(y, j, i, boundary);
        return new Result((double) distance / n / m, exact(n, m, distance, boundary), true);
    }

    /**
     * The greatest distance in units of {@code 1 / (n m)}. Steps by the sign of a difference, which no branch has to
     * guess; within a group of ties of one sample the distance has no peak, and only ties of both are passed together.
     */
    private static long distance(double[] x, double[] y) {
        int n = x.length;
        int m = y.length;
        long distance = 0;
        long gap = 0;
        int i = 0;
        int j = 0;
        while (i < n && j < m) {
            double difference = x[i] - y[j];
            if (difference == 0) {
                double value = x[i];
                i = pass(x, i, value);
                j = pass(y, j, value);
                gap = (long) i * m - (long) j * n;
            } else {
                int first = (int) (Double.doubleToRawLongBits(difference) >>> 63);
                i += first;
                j += 1 - first;
                gap += first * ((long) n + m) - n;
            }
            distance = Math.max(distance, Math.abs(gap));
        }
        return distance;
    }

    private static int pass(double[] values, int from, double value) {
        int at = from;
        while (at < values.length && values[at] == value) {
            at++;
        }
        return at;
    }

    /**
     * Compares two rows of counts over ordered bins, whose values count as tied. The distance is at most that of the
     * values themselves, and so is what it proves; the p-value is that of tied values.
     *
     * @param first counts by bin in ascending order, none negative, at least one above 0; not modified
     * @param second counts of the same bins, none negative, at least one above 0; not modified
     * @return distance and p-value
     * @throws io.modelgovernance.InvalidInputException if the rows differ in length, or hold no or negative counts
     */
    public static Result ofCounts(long[] first, long[] second) {
        return ofCounts(first, second, EXACT_LIMIT);
    }

    /**
     * The same with a bound on the work: an exact p-value takes a step for each pair of values, the limit law a few dozen in
     * all. The law is that of values without ties, and so the p-value of bins is mostly too great by it: it misses a change
     * rather than seeing one.
     *
     * @param first counts by bin in ascending order, none negative, at least one above 0; not modified
     * @param second counts of the same bins, none negative, at least one above 0; not modified
     * @param exactLimit greatest product of the sample sizes for which the p-value is exact, at most {@link #EXACT_LIMIT}
     * @return distance and p-value
     * @throws io.modelgovernance.InvalidInputException if the rows differ in length, or hold no or negative counts
     */
    public static Result ofCounts(long[] first, long[] second, long exactLimit) {
        Samples.requireSameLength("second counts", second.length, first.length);
        double n = Samples.requireCounts("first counts", first);
        double m = Samples.requireCounts("second counts", second);
        boolean exact = n * m <= Math.min(exactLimit, EXACT_LIMIT);
        boolean[] boundary = new boolean[exact ? (int) (n + m) + 1 : 1];
        double d = 0;
        double i = 0;
        double j = 0;
        long distance = 0;
        for (int bin = 0; bin < first.length; bin++) {
            i += first[bin];
            j += second[bin];
            d = Math.max(d, Math.abs(i / n - j / m));
            if (exact) {
                boundary[(int) (i + j)] = true;
                distance = Math.max(distance, Math.abs((long) (i * m) - (long) (j * n)));
            }
        }
        if (exact) {
            return new Result(distance / n / m, exact((int) n, (int) m, distance, boundary), true);
        }
        return new Result(d, limit(d, n, m), false);
    }

    /** Ends of groups after the other sample has ended; the distance only falls there. */
    private static void markRest(double[] values, int from, int others, boolean[] boundary) {
        for (int i = from + 1; i <= values.length; i++) {
            if (i == values.length || values[i] != values[i - 1]) {
                boundary[i + others] = true;
            }
        }
    }

    /**
     * Deals the pooled values out at random: at (i, j), i of the first and j of the second sample are dealt. A path is
     * free until it is as far from the diagonal as observed, at a place where a group of ties ends; the chance of
     * having been stopped is the p-value. Cells that no free path can reach are skipped.
     */
    private static double exact(int n, int m, long distance, boolean[] boundary) {
        if (distance == 0) {
            return 1;
        }
        double[] free = new double[m + 1];
        double stopped = 0;
        int first = 0;
        int last = m;
        for (int i = 0; i <= n; i++) {
            int low = m + 1;
            int high = -1;
            for (int j = first; j <= m && (j <= last || free[j - 1] > 0); j++) {
                double here = i == 0 && j == 0 ? 1 : arrive(free, i, j, n, m);
                if (boundary[i + j] && Math.abs((long) i * m - (long) j * n) >= distance) {
                    stopped += here;
                    here = 0;
                }
                free[j] = here;
                if (here > 0) {
                    low = Math.min(low, j);
                    high = j;
                }
            }
            if (high < 0) {
                break;
            }
            first = low;
            last = high;
        }
        return Math.min(1, stopped);
    }

    private static double arrive(double[] free, int i, int j, int n, int m) {
        double fromFirst = i > 0 ? free[j] * (n - i + 1) : 0;
        double fromSecond = j > 0 ? free[j - 1] * (m - j + 1) : 0;
        return (fromFirst + fromSecond) / (n + m - i - j + 1);
    }

    private static double limit(double d, double n, double m) {
        return survival(Math.sqrt(n / (n + m) * m) * d);
    }

    /** Survival function of the Kolmogorov distribution; both series, each where it converges fast. */
    static double survival(double lambda) {
        if (lambda <= 0) {
            return 1;
        }
        if (lambda < 1.18) {
            double t = StrictMath.exp(-Math.PI * Math.PI / (8 * lambda * lambda));
            double sum = t + StrictMath.pow(t, 9) + StrictMath.pow(t, 25) + StrictMath.pow(t, 49);
            return Math.max(0, 1 - Math.sqrt(2 * Math.PI) / lambda * sum);
        }
        double sum = 0;
        for (int k = 20; k >= 1; k--) {
            double term = StrictMath.exp(-2.0 * k * k * lambda * lambda);
            sum += (k & 1) == 1 ? term : -term;
        }
        return Math.min(1, 2 * sum);
    }
}
