package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The order statistic behind split conformal prediction (Vovk; Lei and others 2018): if calibration scores and the next
 * one are exchangeable, the next is at most the k-th smallest of n with probability at least k / (n + 1).
 *
 * @param n number of calibration scores, at least 0
 * @param alpha accepted share of misses, between 0 and 1
 * @param k the rank {@code ceil((n + 1) (1 - alpha))}; if it is n + 1, no finite score is enough
 */
public record ConformalRank(int n, double alpha, int k) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if the rank is not that of {@code n} and {@code alpha}
     */
    public ConformalRank {
        if (n < 0) {
            throw InvalidInputException.of("number of scores", "is " + n, "at least 0");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw InvalidInputException.of("alpha", "is " + alpha, "between 0 and 1");
        }
        if (k != rank(n, alpha)) {
            throw InvalidInputException.of("conformal rank", "is " + k, "" + rank(n, alpha));
        }
    }

    /**
     * The rank, computed in decimal so that 0.1 means a tenth.
     *
     * @param n number of calibration scores, at least 0
     * @param alpha accepted share of misses, between 0 and 1
     * @return the rank
     * @throws InvalidInputException if an argument is out of range
     */
    public static ConformalRank of(int n, double alpha) {
        return new ConformalRank(n, alpha, alpha > 0 && alpha < 1 ? rank(n, alpha) : 0);
    }

    /**
     * Whether there are enough scores for a finite quantile.
     *
     * @return true if the rank is at most n
     */
    public boolean finite() {
        return k <= n;
    }

    /**
     * The coverage to expect over calibration sets, {@code k / (n + 1)}.
     *
     * @return at least {@code 1 - alpha}; 1 if the quantile is infinite
     */
    public double expectedCoverage() {
        return k / (n + 1.0);
    }

    /**
     * The conformal quantile.
     *
     * @param scores exactly n scores in any order, finite; not modified
     * @return the k-th smallest, exact; unknown if no finite score is enough
     * @throws InvalidInputException if the number of scores is another or one is not finite
     */
    public Estimate quantile(double[] scores) {
        Samples.requireSameLength("scores", scores.length, n);
        Samples.requireFinite("scores", scores);
        if (!finite()) {
            return Estimate.notEnoughData(n, "alpha " + alpha + " needs a rank of " + k + " among " + n + " scores");
        }
        double[] sorted = RadixSort.ascending(scores);
        return Estimate.exact(sorted[k - 1], n, "split conformal, rank " + k + " of " + n + ", alpha " + alpha);
    }

    /**
     * The coverage of one calibration set, which varies with the set as a beta distribution of k and n + 1 - k.
     *
     * @return the expected coverage with the range of 95 % of calibration sets; for continuous scores
     */
    public Estimate coverage() {
        if (!finite()) {
            return Estimate.exact(1, n, "split conformal without a finite quantile");
        }
        double miss = n + 1.0 - k;
        return Estimate.of(
                expectedCoverage(),
                Proportions.betaQuantile(0.025, k, miss),
                Proportions.betaQuantile(0.975, k, miss),
                0.95,
                n,
                "split conformal, beta(" + k + ", " + (n + 1 - k) + ")");
    }

    private static int rank(int n, double alpha) {
        return BigDecimal.ONE
                .subtract(BigDecimal.valueOf(alpha))
                .multiply(BigDecimal.valueOf(n + 1L))
                .setScale(0, RoundingMode.CEILING)
                .intValueExact();
    }
}
