package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;

/**
 * The energy distance of two samples: twice the integral of the squared distance of their empirical distributions
 * (Székely and Rizzo 2013). Pure and thread-safe.
 */
public final class EnergyDistance {
    private EnergyDistance() {}

    /**
     * A test's outcome.
     *
     * @param distance the square root of the integral, in the square root of the values' unit, at least 0
     * @param p probability of one at least as great if both samples come from one distribution, above 0
     */
    public record Result(double distance, double p) {}

    /**
     * The distance, square root taken, so that it is a metric.
     *
     * @param x one sample
     * @param y the other
     * @return the distance in the square root of the values' unit, at least 0
     */
    public static double of(SortedSample x, SortedSample y) {
        double[] pooled = RadixSort.ascending(concatenate(x.values(), y.values()));
        boolean[] first = new boolean[pooled.length];
        double[] a = x.values();
        int taken = 0;
        for (int i = 0; i < pooled.length; i++) {
            if (taken < a.length && a[taken] == pooled[i]) {
                first[i] = true;
                taken++;
            }
        }
        return Math.sqrt(squared(pooled, first, x.size()));
    }

    /**
     * The distance and a permutation p-value.
     *
     * @param x one sample
     * @param y the other
     * @param permutations number of permutations, at least 99; the p-value is at least 1 in one more than that
     * @param seed their seed; the same gives the same p-value
     * @return distance and p-value, of which the identity is one permutation, so that it holds its level
     * @throws InvalidInputException if there are too few permutations
     */
    public static Result test(SortedSample x, SortedSample y, int permutations, long seed) {
        if (permutations < 99) {
            throw InvalidInputException.of("number of permutations", "is " + permutations, "at least 99");
        }
        double observed = of(x, y);
        double bound = observed * observed * (1 - 1e-12);
        double[] pooled = RadixSort.ascending(concatenate(x.values(), y.values()));
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] first = new boolean[pooled.length];
        int reached = 1;
        for (int b = 0; b < permutations; b++) {
            int left = x.size();
            for (int i = 0; i < pooled.length; i++) {
                first[i] = random.nextInt(pooled.length - i) < left;
                left -= first[i] ? 1 : 0;
            }
            reached += squared(pooled, first, x.size()) >= bound ? 1 : 0;
        }
        return new Result(observed, (double) reached / (permutations + 1));
    }

    private static double squared(double[] pooled, boolean[] first, int n) {
        int m = pooled.length - n;
        double sum = 0;
        int i = 0;
        for (int at = 0; at + 1 < pooled.length; at++) {
            i += first[at] ? 1 : 0;
            double height = (double) i / n - (double) (at + 1 - i) / m;
            sum += height * height * (pooled[at + 1] - pooled[at]);
        }
        return 2 * sum;
    }

    private static double[] concatenate(double[] a, double[] b) {
        double[] both = new double[a.length + b.length];
        System.arraycopy(a, 0, both, 0, a.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
