package io.modelgovernance.core.fairness;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.TwoShares;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * How a rate differs between groups, every number with its interval: each group against a reference group, and the gap
 * between the best and the worst of all.
 *
 * <p>The interval of the gap holds for all groups at once, so that the worst of many small groups is not mistaken for a
 * finding: exact intervals of the groups at a joint level bound it. Immutable and thread-safe.
 */
public final class Disparity {
    private final GroupCounts counts;
    private final GroupRate rate;
    private final double level;
    private final long minimum;

    private Disparity(GroupCounts counts, GroupRate rate, double level, long minimum) {
        this.counts = counts;
        this.rate = rate;
        this.level = level;
        this.minimum = minimum;
    }

    /**
     * A group against the reference group.
     *
     * @param group code of the group
     * @param reference code of the reference group
     * @param rate of the group, Wilson's interval
     * @param difference rate of the group less that of the reference, Newcombe's interval
     * @param ratio rate of the group by that of the reference, Koopman's interval
     */
    public record OfGroup(int group, int reference, Estimate rate, Estimate difference, Estimate ratio) {}

    /**
     * Disparities at level 0.95 between groups of at least 10 cases that the rate is of.
     *
     * @param counts the counts
     * @param rate which rate
     * @return the disparity
     */
    public static Disparity of(GroupCounts counts, GroupRate rate) {
        return new Disparity(counts, rate, 0.95, 10);
    }

    /**
     * With another confidence level.
     *
     * @param confidence between 0 and 1
     * @return a copy
     * @throws InvalidInputException if it is out of range
     */
    public Disparity withLevel(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw InvalidInputException.of("confidence level", "is " + confidence, "between 0 and 1");
        }
        return new Disparity(counts, rate, confidence, minimum);
    }

    /**
     * With another floor: smaller groups are not compared and their rates are not shown.
     *
     * @param cases at least 1
     * @return a copy
     * @throws InvalidInputException if it is below 1
     */
    public Disparity withMinimum(long cases) {
        if (cases < 1) {
            throw InvalidInputException.of("least number of cases", "is " + cases, "at least 1");
        }
        return new Disparity(counts, rate, level, cases);
    }

    /**
     * Every group against a reference group.
     *
     * @param reference code of the reference group
     * @return one for each group, the reference included, in the order of the codes; unknown where a group is too small
     * @throws InvalidInputException if there is no such group
     */
    public List<OfGroup> against(int reference) {
        if (reference < 0 || reference >= counts.groups()) {
            throw InvalidInputException.of("reference group", "is " + reference, "0 to " + (counts.groups() - 1));
        }
        List<OfGroup> all = new ArrayList<>();
        long otherHits = rate.hits(counts, reference);
        long others = rate.trials(counts, reference);
        for (int group = 0; group < counts.groups(); group++) {
            long hits = rate.hits(counts, group);
            long trials = rate.trials(counts, group);
            Estimate small = small();
            boolean pair = trials >= minimum && others >= minimum;
            all.add(new OfGroup(
                    group,
                    reference,
                    trials >= minimum ? TwoShares.wilson(hits, trials, level) : small,
                    pair ? TwoShares.difference(hits, trials, otherHits, others, level) : small,
                    pair ? TwoShares.ratio(hits, trials, otherHits, others, level) : small));
        }
        return all;
    }

    /**
     * Best and worst group of those with enough cases, the intervals holding for all groups at once.
     *
     * @param gap the greatest rate less the least, 0 to 1; unknown with fewer than two groups
     * @param ratio the least rate by the greatest, 0 to 1; unknown with fewer than two groups, or if no case was a hit
     */
    public record Worst(Estimate gap, Estimate ratio) {}

    /**
     * The four-fifths rule in whole numbers: whether the least rate is at least four fifths of the greatest, over groups of
     * enough cases. It knows no uncertainty; {@link #worst()} does.
     *
     * @return whether it is; true if fewer than two groups have enough cases
     */
    public boolean fourFifths() {
        for (int group = 0; group < counts.groups(); group++) {
            for (int other = 0; other < counts.groups(); other++) {
                if (large(group) && large(other)) {
                    BigInteger mine = product(5, rate.hits(counts, group), rate.trials(counts, other));
                    BigInteger needed = product(4, rate.hits(counts, other), rate.trials(counts, group));
                    if (mine.compareTo(needed) < 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /**
     * The best group against the worst.
     *
     * @return gap and ratio
     */
    public Worst worst() {
        int compared = 0;
        long n = 0;
        for (int group = 0; group < counts.groups(); group++) {
            compared += large(group) ? 1 : 0;
            n += large(group) ? rate.trials(counts, group) : 0;
        }
        if (compared < 2) {
            Estimate unknown = Estimate.notEnoughData(n, "needs two groups of " + minimum + " cases");
            return new Worst(unknown, unknown);
        }
        double joint = StrictMath.pow(level, 1.0 / compared);
        double[] most = {0, 0, 0};
        double[] least = {1, 1, 1};
        for (int group = 0; group < counts.groups(); group++) {
            if (large(group)) {
                Estimate one = Proportions.of(rate.hits(counts, group), rate.trials(counts, group), joint);
                double[] ends = {one.low(), one.value(), one.high()};
                for (int i = 0; i < 3; i++) {
                    most[i] = Math.max(most[i], ends[i]);
                    least[i] = Math.min(least[i], ends[i]);
                }
            }
        }
        return new Worst(gap(most, least, n, compared), ratio(most, least, n, compared));
    }

    private Estimate gap(double[] most, double[] least, long n, int compared) {
        double gap = most[1] - least[1];
        double low = Math.min(gap, Math.max(0, most[0] - least[2]));
        double high = Math.max(gap, most[2] - least[0]);
        return Estimate.of(gap, low, high, level, n, "gap of " + compared + " groups, joint exact intervals");
    }

    private Estimate ratio(double[] most, double[] least, long n, int compared) {
        if (most[1] == 0) {
            return Estimate.notEnoughData(n, "no group has a hit");
        }
        double ratio = least[1] / most[1];
        double low = Math.min(ratio, least[0] / most[2]);
        double high = Math.max(ratio, most[0] > 0 ? Math.min(1, least[2] / most[0]) : 1);
        return Estimate.of(
                ratio, low, high, level, n, "least by greatest rate of " + compared + " groups, joint exact intervals");
    }

    private boolean large(int group) {
        return rate.trials(counts, group) >= minimum;
    }

    private Estimate small() {
        return Estimate.notEnoughData(0, "a group of fewer than " + minimum + " cases is not shown");
    }

    private static BigInteger product(long a, long b, long c) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).multiply(BigInteger.valueOf(c));
    }
}
