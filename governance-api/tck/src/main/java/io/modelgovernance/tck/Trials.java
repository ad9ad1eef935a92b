package io.modelgovernance.tck;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * How often something happened in independent trials, with exact bounds (Clopper and Pearson 1934). Immutable.
 *
 * @param seen trials in which it happened, 0 to {@code runs}
 * @param runs number of trials, at least 1
 */
public record Trials(int seen, int runs) {
    /** A claim is refuted if what was seen would be rarer than this were it true: once in a million suites. */
    public static final double REFUTED = 1e-6;

    /** Checks. */
    public Trials {
        if (runs < 1 || seen < 0 || seen > runs) {
            throw new IllegalArgumentException(
                    "The trials (" + seen + " of " + runs + ") must be 0 or more of at least 1. Maybe none was run.");
        }
    }

    /**
     * Runs trials, each with a generator of its own.
     *
     * @param runs how many, at least 1
     * @param seed of all; the same gives the same result
     * @param trial says whether it happened
     * @return what was seen
     */
    public static Trials run(int runs, long seed, Predicate<SplittableRandom> trial) {
        SplittableRandom seeds = new SplittableRandom(seed);
        int seen = 0;
        for (int i = 0; i < runs; i++) {
            seen += trial.test(seeds.split()) ? 1 : 0;
        }
        return new Trials(seen, runs);
    }

    /**
     * Whether a claim that its chance is at most so much is refuted.
     *
     * @param chance the chance claimed, 0 to 1
     * @return true if so many would be seen with a chance below {@link #REFUTED}
     */
    public boolean refutesAtMost(double chance) {
        return atLeast(seen, chance) < REFUTED;
    }

    /**
     * Whether a claim that its chance is at least so much is refuted.
     *
     * @param chance the chance claimed, 0 to 1
     * @return true if so few would be seen with a chance below {@link #REFUTED}
     */
    public boolean refutesAtLeast(double chance) {
        return chance >= 1 ? seen < runs : mirrored().atLeast(runs - seen, 1 - chance) < REFUTED;
    }

    /**
     * Lower bound of the chance.
     *
     * @param level one-sided confidence, between 0 and 1
     * @return the least chance for which so many are not too many
     */
    public double low(double level) {
        return seen == 0 ? 0 : bisect(chance -> atLeast(seen, chance) < 1 - level);
    }

    /**
     * Upper bound of the chance.
     *
     * @param level one-sided confidence, between 0 and 1
     * @return the greatest chance for which so few are not too few
     */
    public double high(double level) {
        return 1 - mirrored().low(level);
    }

    private Trials mirrored() {
        return new Trials(runs - seen, runs);
    }

    private static double bisect(Predicate<Double> below) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (below.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Chance of at least {@code k} of {@code runs}, each with the same chance. */
    private double atLeast(int k, double chance) {
        if (k == 0 || chance >= 1) {
            return 1;
        }
        if (chance <= 0) {
            return 0;
        }
        double sum = 0;
        double log = 0;
        for (int i = 1; i <= k; i++) {
            log += StrictMath.log((runs - k + i) / (double) i);
        }
        log += k * StrictMath.log(chance) + (runs - k) * StrictMath.log1p(-chance);
        for (int i = k; i <= runs; i++) {
            sum += StrictMath.exp(log);
            log += StrictMath.log((runs - i) / (i + 1.0)) + StrictMath.log(chance) - StrictMath.log1p(-chance);
        }
        return Math.min(1, sum);
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT, "%d of %d: %.4f to %.4f with 95 %%", seen, runs, low(0.975), high(0.975));
    }
}
