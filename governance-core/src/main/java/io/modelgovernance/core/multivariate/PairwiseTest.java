package io.modelgovernance.core.multivariate;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Quantiles;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Two-sample tests by the distances of all pairs of rows: the maximum mean discrepancy with a Gaussian kernel (Gretton and
 * others 2012) and the energy distance (Székely and Rizzo 2004). Both are zero only for equal distributions, of whatever
 * shape and in any number of dimensions.
 *
 * <p>The p-value is by permutation, of which the identity is one, so that it holds its level exactly. Time and memory go
 * with the square of the rows: of a side with more than the limit, that many are drawn. Immutable and thread-safe.
 */
public final class PairwiseTest {
    private static final int LEAST = 2;
    private static final int FEWEST_PERMUTATIONS = 19;

    private final Kernel kernel;
    private final int permutations;
    private final int most;
    private final long seed;

    private enum Kernel {
        GAUSSIAN,
        ENERGY
    }

    private PairwiseTest(Kernel kernel, int permutations, int most, long seed) {
        this.kernel = kernel;
        this.permutations = permutations;
        this.most = most;
        this.seed = seed;
    }

    /**
     * A test's outcome.
     *
     * @param statistic squared distance of the distributions, unbiased for MMD, so that it may lie below 0; at least 0 for the
     *     energy distance
     * @param p probability of one at least as great if both are of one distribution, above 0
     * @param bandwidth of the Gaussian kernel: the median distance of the pairs; 1 for the energy distance
     * @param first rows of the first side that were used
     * @param second rows of the second side that were used
     */
    public record Result(double statistic, double p, double bandwidth, int first, int second) {}

    /**
     * The maximum mean discrepancy with a Gaussian kernel of the median distance, which the pooled rows say and a
     * permutation does not change; 199 permutations, at most 500 rows a side.
     *
     * @param seed of permutations and draws
     * @return the test
     */
    public static PairwiseTest mmd(long seed) {
        return new PairwiseTest(Kernel.GAUSSIAN, 199, 500, seed);
    }

    /**
     * The energy distance; 199 permutations, at most 500 rows a side.
     *
     * @param seed of permutations and draws
     * @return the test
     */
    public static PairwiseTest energy(long seed) {
        return new PairwiseTest(Kernel.ENERGY, 199, 500, seed);
    }

    /**
     * With another number of permutations.
     *
     * @param number at least 19; the p-value is at least 1 in one more than that
     * @return a copy
     * @throws InvalidInputException if there are too few
     */
    public PairwiseTest withPermutations(int number) {
        if (number < FEWEST_PERMUTATIONS) {
            throw InvalidInputException.of("number of permutations", "is " + number, "at least " + FEWEST_PERMUTATIONS);
        }
        return new PairwiseTest(kernel, number, most, seed);
    }

    /**
     * With another limit on the rows of a side.
     *
     * @param rows 2 to 10,000
     * @return a copy
     * @throws InvalidInputException if it is out of range
     */
    public PairwiseTest withMost(int rows) {
        if (rows < LEAST || rows > 10_000) {
            throw InvalidInputException.of("greatest number of rows", "is " + rows, "2 to 10,000");
        }
        return new PairwiseTest(kernel, permutations, rows, seed);
    }

    /**
     * Compares.
     *
     * @param first row-major coordinates, finite, such as {@link RowSpace#place} gives; not modified
     * @param second the same of the other side; not modified
     * @param width coordinates of a row, at least 1
     * @return what it says
     * @throws InvalidInputException if the lengths do not fit, a side has fewer than two rows, or a value is not finite
     */
    public Result test(double[] first, double[] second, int width) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = Draws.rows(Draws.require("first rows", first, width, LEAST), width, most, random);
        double[] y = Draws.rows(Draws.require("second rows", second, width, LEAST), width, most, random);
        int n = x.length / width;
        int m = y.length / width;
        double[] pooled = Arrays.copyOf(x, x.length + y.length);
        System.arraycopy(y, 0, pooled, x.length, y.length);
        double[][] pairs = distances(pooled, width);
        double bandwidth = kernel == Kernel.GAUSSIAN ? gaussian(pairs) : 1;
        boolean[] side = new boolean[n + m];
        Arrays.fill(side, 0, n, true);
        double observed = statistic(pairs, side, n, m);
        double bound = observed - 1e-12 * Math.abs(observed);
        int reached = 1;
        for (int b = 0; b < permutations; b++) {
            int left = n;
            for (int i = 0; i < side.length; i++) {
                side[i] = random.nextInt(side.length - i) < left;
                left -= side[i] ? 1 : 0;
            }
            reached += statistic(pairs, side, n, m) >= bound ? 1 : 0;
        }
        return new Result(observed, (double) reached / (permutations + 1), bandwidth, n, m);
    }

    /** Row i holds the distances to the rows before it. */
    private double[][] distances(double[] rows, int width) {
        int n = rows.length / width;
        double[][] pairs = new double[n][];
        for (int i = 0; i < n; i++) {
            pairs[i] = new double[i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < width; k++) {
                    double away = rows[i * width + k] - rows[j * width + k];
                    sum += away * away;
                }
                pairs[i][j] = Math.sqrt(sum);
            }
        }
        return pairs;
    }

    /** Turns distances into likenesses, and says of which width. */
    private static double gaussian(double[][] pairs) {
        double[] all =
                Arrays.stream(pairs).flatMapToDouble(Arrays::stream).sorted().toArray();
        double median = Quantiles.of(all, 0.5);
        double bandwidth = median > 0 ? median : all[all.length - 1] > 0 ? all[all.length - 1] : 1;
        double scale = -1 / (2 * bandwidth * bandwidth);
        for (double[] row : pairs) {
            for (int j = 0; j < row.length; j++) {
                row[j] = StrictMath.exp(scale * row[j] * row[j]);
            }
        }
        return bandwidth;
    }

    private double statistic(double[][] pairs, boolean[] side, int n, int m) {
        double within = 0;
        double between = 0;
        double others = 0;
        for (int i = 1; i < pairs.length; i++) {
            double[] row = pairs[i];
            double same = 0;
            double all = 0;
            for (int j = 0; j < row.length; j++) {
                all += row[j];
                same += side[j] == side[i] ? row[j] : 0;
            }
            between += all - same;
            if (side[i]) {
                within += same;
            } else {
                others += same;
            }
        }
        double apart = 2 * between / n / m;
        if (kernel == Kernel.GAUSSIAN) {
            return 2 * within / n / (n - 1.0) + 2 * others / m / (m - 1.0) - apart;
        }
        return Math.max(0, apart - 2 * within / n / n - 2 * others / m / m);
    }
}
