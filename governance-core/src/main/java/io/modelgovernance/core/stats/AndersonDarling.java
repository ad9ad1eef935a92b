package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * The k-sample Anderson-Darling test for any ties (Scholz and Stephens 1987, statistic {@code A2akN} of midranks): whether
 * several samples come from one distribution, with more weight on the tails than Kolmogorov-Smirnov.
 *
 * <p>The statistic, less its mean and over its standard deviation, is compared with the limit distribution of the same
 * mean and variance, whose tail is computed and not read from a table. The paper's variance is exact without ties; ties
 * enlarge it, and the p-value takes that in, as a Brownian bridge seen at the midranks says. Pure and thread-safe.
 */
public final class AndersonDarling {
    private AndersonDarling() {}

    /**
     * A test's outcome.
     *
     * @param a2 the statistic
     * @param standardized the statistic less its mean {@code k - 1}, in the paper's standard deviations
     * @param p probability of one at least as great if all samples come from one distribution, 0 to 1
     */
    public record Result(double a2, double standardized, double p) {}

    /**
     * Compares two samples.
     *
     * @param x one sample, at least 2 values
     * @param y the other, at least 2 values
     * @return statistic and p-value; statistic 0 and p 1 if all values are equal
     * @throws InvalidInputException if a sample has fewer than two values
     */
    public static Result test(SortedSample x, SortedSample y) {
        return test(List.of(x, y));
    }

    /**
     * Compares several samples.
     *
     * @param samples at least two of at least 2 values each
     * @return statistic and p-value; statistic 0 and p 1 if all values are equal
     * @throws InvalidInputException if there are fewer than two samples, or one has fewer than two values
     */
    public static Result test(List<SortedSample> samples) {
        if (samples.size() < 2 || samples.stream().anyMatch(sample -> sample.size() < 2)) {
            throw InvalidInputException.of("samples", "are too few or too small", "two or more, of two values or more");
        }
        double[] pooled = RadixSort.ascending(samples.stream()
                .map(SortedSample::values)
                .flatMapToDouble(Arrays::stream)
                .toArray());
        if (pooled[0] == pooled[pooled.length - 1]) {
            return new Result(0, 0, 1);
        }
        double a2 = 0;
        for (SortedSample sample : samples) {
            a2 += part(sample.values(), pooled) / sample.size();
        }
        a2 *= (pooled.length - 1.0) / pooled.length;
        double mean = samples.size() - 1.0;
        double standardized = (a2 - mean) / Math.sqrt(variance(samples, pooled.length));
        double spread = Math.sqrt(mean * (2 * Math.PI * Math.PI / 3 - 6) / tieInflation(pooled));
        double limit = mean + standardized * spread;
        return new Result(
                a2, standardized, QuadraticLimit.ANDERSON_DARLING.survival(Math.max(0, limit), samples.size() - 1));
    }

    /** The sum over distinct pooled values of one sample, with the counts below and half of those at the value. */
    private static double part(double[] sample, double[] pooled) {
        double all = pooled.length;
        double sum = 0;
        int below = 0;
        int i = 0;
        while (i < pooled.length) {
            int to = i + 1;
            while (to < pooled.length && pooled[to] == pooled[i]) {
                to++;
            }
            int from = below;
            while (below < sample.length && sample[below] == pooled[i]) {
                below++;
            }
            double ties = to - i;
            double mine = (from + below) / 2.0;
            double pool = (i + to) / 2.0;
            double gap = all * mine - sample.length * pool;
            sum += ties / all * (gap * gap) / (pool * (all - pool) - all * ties / 4);
            i = to;
        }
        return sum;
    }

    /** How much greater ties make the variance: that of a Brownian bridge seen at midranks, over the one without ties. */
    private static double tieInflation(double[] pooled) {
        double all = pooled.length;
        double tied = 0;
        double tiedBefore = 0;
        double untied = 0;
        double untiedBefore = 0;
        int i = 0;
        while (i < pooled.length) {
            int to = i + 1;
            while (to < pooled.length && pooled[to] == pooled[i]) {
                to++;
            }
            for (int at = i; at < to; at++) {
                double s = (at + 0.5) / all;
                double v = s * (1 - s) - 0.25 / all;
                untied += 1 / all * (1 / all + 2 * (1 - s) * (1 - s) / v * untiedBefore);
                untiedBefore += s * s / v / all;
            }
            double w = (to - i) / all;
            double s = (i + to) / 2.0 / all;
            double v = s * (1 - s) - w / 4;
            tied += w * (w + 2 * (1 - s) * (1 - s) / v * tiedBefore);
            tiedBefore += w * s * s / v;
            i = to;
        }
        return tied / untied;
    }

    /** Variance of the statistic without ties, equations (4) and (6) of the paper. */
    private static double variance(List<SortedSample> samples, int all) {
        double k = samples.size();
        double inverse = samples.stream().mapToDouble(one -> 1.0 / one.size()).sum();
        double h = 1;
        double g = 0;
        double upper = 0;
        for (int i = 2; i < all; i++) {
            h += 1.0 / i;
            upper += 1.0 / (all - i + 1);
            g += upper / i;
        }
        double a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse;
        double b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
        double c = (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h;
        double d = (2 * h + 6) * k * k - 4 * h * k;
        double n = all;
        return (((a * n + b) * n + c) * n + d) / ((n - 1) * (n - 2) * (n - 3));
    }
}
