package io.modelgovernance.core.fairness;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/**
 * The gap between the best and the worst group, looked at after every decision: its bounds hold at all times at once with
 * the stated confidence, so that one may stop, or act, whenever one likes.
 *
 * <p>Each group has a confidence sequence for the mean of values in [0, 1] (Robbins' normal mixture; Howard and others 2021,
 * sub-Gaussian with variance 1/4), at a level shared out over the groups. It takes decisions of a group for independent given
 * the group, and nothing else. Not thread-safe.
 */
public final class GapWatch {
    /** The bounds are tightest about here: after some hundred cases of a group. */
    private static final double TIGHTEST = 50;

    private static final double VARIANCE = 0.25;

    private final double level;
    private final long[] cases;
    private final double[] sums;

    private GapWatch(double level, int groups) {
        this.level = level;
        this.cases = new long[groups];
        this.sums = new double[groups];
    }

    /**
     * Begins.
     *
     * @param groups number of groups, 2 to 1,000
     * @param level confidence of all bounds at all times, between 0 and 1
     * @return without decisions
     * @throws InvalidInputException if a number is out of range
     */
    public static GapWatch of(int groups, double level) {
        if (groups < 2 || groups > 1_000) {
            throw InvalidInputException.of("number of groups", "is " + groups, "2 to 1,000");
        }
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        return new GapWatch(level, groups);
    }

    /**
     * Takes a decision, or an outcome.
     *
     * @param group code of its group, 0 to below the number of groups
     * @param value 1 if it was favourable, 0 if not, or a value between
     * @throws InvalidInputException if one is out of range; nothing was taken
     */
    public void see(int group, double value) {
        if (group < 0 || group >= cases.length) {
            throw InvalidInputException.of("group", "is " + group, "0 to " + (cases.length - 1));
        }
        if (!(value >= 0 && value <= 1)) {
            throw InvalidInputException.of("value", "is " + value, "0 to 1");
        }
        cases[group]++;
        sums[group] += value;
    }

    /**
     * The rate of a group.
     *
     * @param group code of its group
     * @return the rate with its bounds; unknown without cases
     * @throws InvalidInputException if there is no such group
     */
    public Estimate rate(int group) {
        if (group < 0 || group >= cases.length) {
            throw InvalidInputException.of("group", "is " + group, "0 to " + (cases.length - 1));
        }
        if (cases[group] == 0) {
            return Estimate.notEnoughData(0, "needs a case of the group");
        }
        double rate = sums[group] / cases[group];
        double half = half(cases[group]);
        return Estimate.of(
                rate,
                Math.max(0, rate - half),
                Math.min(1, rate + half),
                level,
                cases[group],
                "rate, bounds of all groups at all times");
    }

    /**
     * The gap of the best and the worst group.
     *
     * @return the greatest rate less the least, of groups with cases, with its bounds; unknown until two groups have some
     */
    public Estimate gap() {
        double[] most = {0, 0, 0};
        double[] least = {1, 1, 1};
        int known = 0;
        long n = 0;
        for (int group = 0; group < cases.length; group++) {
            if (cases[group] > 0) {
                Estimate rate = rate(group);
                double[] ends = {rate.low(), rate.value(), rate.high()};
                for (int i = 0; i < ends.length; i++) {
                    most[i] = Math.max(most[i], ends[i]);
                    least[i] = Math.min(least[i], ends[i]);
                }
                known++;
                n += cases[group];
            }
        }
        if (known < 2) {
            return Estimate.notEnoughData(n, "needs cases of two groups");
        }
        double gap = most[1] - least[1];
        return Estimate.of(
                gap,
                Math.max(0, most[0] - least[2]),
                Math.max(gap, most[2] - least[0]),
                level,
                n,
                "gap of " + known + " groups, bounds at all times");
    }

    /** With a chance of the share of one group the mean is ever further from its expectation. */
    private double half(long n) {
        double spent = (1 - level) / cases.length;
        double v = n * VARIANCE;
        return Math.sqrt((v + TIGHTEST) * StrictMath.log((v + TIGHTEST) / (TIGHTEST * spent * spent))) / n;
    }
}
