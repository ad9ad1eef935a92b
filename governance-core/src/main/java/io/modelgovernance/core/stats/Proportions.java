package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/** Shares of hits among trials: their exact interval, and whether two of them differ. Pure and thread-safe. */
public final class Proportions {
    private static final double FEW_EXPECTED = 100;

    private Proportions() {}

    /**
     * A share with the exact binomial interval of Clopper and Pearson (1934), which never covers less than it says.
     *
     * @param hits number of hits, 0 to {@code trials}
     * @param trials number of trials, at least 0
     * @param level confidence level between 0 and 1
     * @return the share with its interval; unknown without trials
     * @throws InvalidInputException if the counts or the level are out of range
     */
    public static Estimate of(long hits, long trials, double level) {
        requireCounts(hits, trials);
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        if (trials == 0) {
            return Estimate.notEnoughData(0, "a share needs at least one trial");
        }
        double tail = (1 - level) / 2;
        double share = (double) hits / trials;
        double low = hits == 0 ? 0 : betaQuantile(tail, (double) hits, (double) trials - hits + 1);
        double high = hits == trials ? 1 : 1 - betaQuantile(tail, (double) trials - hits, hits + 1.0);
        return Estimate.of(
                share, Math.min(low, share), Math.max(high, share), level, trials, "exact binomial (Clopper-Pearson)");
    }

    /**
     * A share with Jeffreys' interval: equal tails of the beta law of {@code hits + 1/2} and {@code misses + 1/2}, which
     * covers what it says on average and is shorter than the exact one (Brown, Cai and DasGupta 2001).
     *
     * @param hits number of hits, 0 to {@code trials}
     * @param trials number of trials, at least 0
     * @param level confidence level between 0 and 1
     * @return the share with its interval, which ends at 0 without hits and at 1 without misses; unknown without trials
     * @throws InvalidInputException if the counts or the level are out of range
     */
    public static Estimate jeffreys(long hits, long trials, double level) {
        requireCounts(hits, trials);
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        if (trials == 0) {
            return Estimate.notEnoughData(0, "a share needs at least one trial");
        }
        double tail = (1 - level) / 2;
        double misses = (double) trials - hits + 0.5;
        double share = (double) hits / trials;
        double low = hits == 0 ? 0 : betaQuantile(tail, hits + 0.5, misses);
        double high = hits == trials ? 1 : 1 - betaQuantile(tail, misses, hits + 0.5);
        return Estimate.of(share, Math.min(low, share), Math.max(high, share), level, trials, "Jeffreys");
    }

    /**
     * The beta distribution's lower tail with all digits, however small.
     *
     * @param x 0 to 1
     * @param a first shape, above 0
     * @param b second shape, above 0
     * @return probability of a value of at most {@code x}, 0 to 1
     * @throws InvalidInputException if an argument is out of range
     */
    public static double betaBelow(double x, double a, double b) {
        if (!(x >= 0 && x <= 1)) {
            throw InvalidInputException.of("share", "is " + x, "0 to 1");
        }
        if (!(a > 0 && b > 0 && a + b < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of("shapes", "are " + a + " and " + b, "finite and above 0");
        }
        return LogTail.probability(IncompleteBeta.logLower(x, 1 - x, a, b));
    }

    /**
     * Whether two shares differ: Fisher's exact test, or Pearson's chi-square without correction if every expected
     * count is at least 100.
     *
     * @param hits hits of the first
     * @param trials trials of the first, at least 1
     * @param otherHits hits of the second
     * @param otherTrials trials of the second, at least 1
     * @return the two-sided p-value, 0 to 1
     * @throws InvalidInputException if a count is out of range
     */
    public static double differ(long hits, long trials, long otherHits, long otherTrials) {
        requireCounts(hits, trials);
        requireCounts(otherHits, otherTrials);
        if (trials == 0 || otherTrials == 0) {
            throw InvalidInputException.of("trials", "are 0", "at least 1 on both sides");
        }
        if (hits + otherHits == 0 || hits + otherHits == trials + otherTrials) {
            return 1;
        }
        ChiSquare.Result rough = ChiSquare.homogeneity(
                new long[] {hits, trials - hits}, new long[] {otherHits, otherTrials - otherHits});
        return rough.leastExpected() >= FEW_EXPECTED
                ? rough.p()
                : FisherExact.test(hits, trials - hits, otherHits, otherTrials - otherHits)
                        .p();
    }

    /**
     * The point below which a beta distribution has this probability: Newton's method on logarithms, where the lower tail
     * is nearly a line, within a bracket that halving falls back to.
     */
    static double betaQuantile(double probability, double a, double b) {
        double log = StrictMath.log(probability);
        double low = 0;
        double high = 1;
        double x = Math.max(1e-300, Math.min(1 - 1e-16, a / (a + b)));
        for (int i = 0; i < 2_000; i++) {
            double below = IncompleteBeta.logLower(x, 1 - x, a, b);
            if (below < log) {
                low = x;
            } else {
                high = x;
            }
            double slope = StrictMath.exp(Deviance.logBeta(x, 1 - x, a, b) - below) / (1 - x);
            double next = x * StrictMath.exp((log - below) / slope);
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (Math.abs(next - x) <= 2e-16 * x || next <= low || next >= high) {
                return next;
            }
            x = next;
        }
        return x;
    }

    private static void requireCounts(long hits, long trials) {
        if (hits < 0 || trials < hits) {
            throw InvalidInputException.of("hits", "are " + hits + " of " + trials, "0 to all of the trials");
        }
    }
}
