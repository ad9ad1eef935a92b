package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Percentile bootstrap of any statistic of cases. The seed is the caller's; equal inputs give equal bits. */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * Resamples cases with replacement.
     *
     * @param cases number of cases
     * @param resamples number of resamples, at least 100
     * @param seed seed of the resampling
     * @param statistic statistic of some case indices, finite or NaN where it is not defined
     * @return the statistic with its 95 % interval; unknown if it was not defined in one resample of ten
     */
    public static Estimate percentile(int cases, int resamples, long seed, ToDoubleFunction<int[]> statistic) {
        if (resamples < 100) {
            throw InvalidInputException.of("number of resamples", "is " + resamples, "at least 100");
        }
        int[] index = new int[cases];
        Arrays.setAll(index, i -> i);
        double value = cases == 0 ? Double.NaN : statistic.applyAsDouble(index);
        String method = "bootstrap percentile B=" + resamples + " seed=" + seed;
        if (!Double.isFinite(value)) {
            return Estimate.notEnoughData(cases, method + ": not defined on the sample");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[resamples];
        int defined = 0;
        for (int b = 0; b < resamples; b++) {
            for (int i = 0; i < cases; i++) {
                index[i] = random.nextInt(cases);
            }
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
        double low = Math.min(value, Quantiles.of(sorted, 0.025));
        double high = Math.max(value, Quantiles.of(sorted, 0.975));
        return Estimate.of(value, low, high, 0.95, cases, method);
    }
}
