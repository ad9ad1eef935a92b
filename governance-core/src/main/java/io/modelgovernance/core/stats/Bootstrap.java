package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Percentile bootstrap of any statistic of cases (Efron 1979). The seed is the caller's, the generator
 * {@link SplittableRandom}; equal inputs give equal bits. Pure and thread-safe.
 */
public final class Bootstrap {
    private static final double TAIL = 0.025;

    private Bootstrap() {}

    /**
     * Resamples cases with replacement.
     *
     * @param cases number of cases, at least 0
     * @param resamples number of resamples, at least 100
     * @param seed seed of the resampling
     * @param statistic statistic of some case indices, finite or NaN where it is not defined; must not keep the array
     * @return the statistic with its 95 % interval; unknown if it was not defined in one resample of ten
     * @throws InvalidInputException if there are too few resamples
     */
    public static Estimate percentile(int cases, int resamples, long seed, ToDoubleFunction<int[]> statistic) {
        return run(new int[cases], resamples, seed, "bootstrap percentile", statistic);
    }

    /**
     * Resamples cases with replacement within each stratum, so that for example both classes keep their numbers.
     *
     * @param strata the stratum of each case, 0 or greater; not modified
     * @param resamples number of resamples, at least 100
     * @param seed seed of the resampling
     * @param statistic as in {@link #percentile}; the indices come stratum by stratum
     * @return as in {@link #percentile}
     * @throws InvalidInputException if there are too few resamples or a stratum is negative
     */
    public static Estimate stratified(int[] strata, int resamples, long seed, ToDoubleFunction<int[]> statistic) {
        return run(strata, resamples, seed, "stratified bootstrap percentile", statistic);
    }

    private static Estimate run(
            int[] strata, int resamples, long seed, String name, ToDoubleFunction<int[]> statistic) {
        if (resamples < 100) {
            throw InvalidInputException.of("number of resamples", "is " + resamples, "at least 100");
        }
        int cases = strata.length;
        int[] order = byStratum(strata);
        String method = name + " B=" + resamples + " seed=" + seed;
        double value = cases == 0 ? Double.NaN : statistic.applyAsDouble(order.clone());
        if (!Double.isFinite(value)) {
            return Estimate.notEnoughData(cases, method + ": not defined on the sample");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[resamples];
        int[] index = new int[cases];
        int defined = 0;
        for (int b = 0; b < resamples; b++) {
            draw(random, strata, order, index);
            double one = statistic.applyAsDouble(index);
            if (Double.isFinite(one)) {
                values[defined++] = one;
            }
        }
        if (defined < 0.9 * resamples) {
            return Estimate.notEnoughData(cases, method + ": not defined in " + (resamples - defined) + " resamples");
        }
        double[] sorted = Arrays.copyOf(values, defined);
        Arrays.sort(sorted);
        double low = Math.min(value, Quantiles.of(sorted, TAIL));
        double high = Math.max(value, Quantiles.of(sorted, 1 - TAIL));
        return Estimate.of(value, low, high, 0.95, cases, method);
    }

    private static void draw(SplittableRandom random, int[] strata, int[] order, int[] index) {
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && strata[order[to]] == strata[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                index[i] = order[random.nextInt(from, to)];
            }
            from = to;
        }
    }

    /** Case indices, stratum by stratum, ascending within. */
    private static int[] byStratum(int[] strata) {
        long[] keys = new long[strata.length];
        for (int i = 0; i < strata.length; i++) {
            if (strata[i] < 0) {
                throw InvalidInputException.of("stratum", "is " + strata[i], "at least 0");
            }
            keys[i] = ((long) strata[i] << Integer.SIZE) | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        Arrays.setAll(order, i -> (int) keys[i]);
        return order;
    }
}
