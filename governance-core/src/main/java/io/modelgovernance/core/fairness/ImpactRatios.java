package io.modelgovernance.core.fairness;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.TwoShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The impact ratio table of New York City's Local Law 144 (rules of the Department of Consumer and Worker Protection, 6
 * RCNY 5-301): each category's selection rate, or scoring rate, by that of the category with the highest.
 *
 * <p>A category of less than 2 % of the data may be left out of the ratios by the auditor; here it is shown with its
 * counts and without a ratio, unless asked otherwise. Pure and thread-safe.
 */
public final class ImpactRatios {
    /** Share of the data below which a category may be left out. */
    public static final double LEAST_SHARE = 0.02;

    private ImpactRatios() {}

    /**
     * A line of the table.
     *
     * @param category name of the category
     * @param cases how many applicants
     * @param hits how many were selected, or scored above the median
     * @param rate their share, with Wilson's 95 % interval
     * @param ratio the rate by the highest rate, with Koopman's 95 % interval; unknown if the category is left out
     */
    public record Line(String category, long cases, long hits, Estimate rate, Estimate ratio) {}

    /**
     * The table of selections.
     *
     * @param counts counts by category
     * @param categories names of the categories in the order of their codes
     * @param leastShare categories of a lesser share of all cases are left out, 0 to {@value #LEAST_SHARE}
     * @return a line for each category, in the order of the codes
     * @throws InvalidInputException if the names do not fit, or the share is out of range
     */
    public static List<Line> ofSelections(GroupCounts counts, List<String> categories, double leastShare) {
        if (categories.size() != counts.groups()) {
            throw InvalidInputException.of(
                    "categories", "are " + categories.size(), "as many as the groups: " + counts.groups());
        }
        if (!(leastShare >= 0 && leastShare <= LEAST_SHARE)) {
            throw InvalidInputException.of("least share", "is " + leastShare, "0 to " + LEAST_SHARE);
        }
        long all = 0;
        for (int group = 0; group < counts.groups(); group++) {
            all += counts.cases(group);
        }
        int best = -1;
        for (int group = 0; group < counts.groups(); group++) {
            if (shown(counts, group, all, leastShare) && (best < 0 || rate(counts, group) > rate(counts, best))) {
                best = group;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (int group = 0; group < counts.groups(); group++) {
            long hits = counts.count(group, 1);
            long cases = counts.cases(group);
            Estimate ratio = shown(counts, group, all, leastShare)
                    ? TwoShares.ratio(hits, cases, counts.count(best, 1), counts.cases(best), 0.95)
                    : Estimate.notEnoughData(cases, "less than the least share of the data");
            lines.add(new Line(categories.get(group), cases, hits, TwoShares.wilson(hits, cases, 0.95), ratio));
        }
        return lines;
    }

    /**
     * Turns scores into selections for the scoring rate: 1 for a score above the median of all, 0 for another.
     *
     * @param scores finite, at least one; not modified
     * @return one for each score
     * @throws InvalidInputException if there is none, or one is not finite
     */
    public static byte[] aboveMedian(double[] scores) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw InvalidInputException.of("scores", "are none, or not finite", "finite, at least one");
        }
        double lower = sorted[(sorted.length - 1) / 2];
        double upper = sorted[sorted.length / 2];
        double median = lower / 2 + upper / 2;
        byte[] above = new byte[scores.length];
        for (int i = 0; i < scores.length; i++) {
            above[i] = (byte) (scores[i] > median ? 1 : 0);
        }
        return above;
    }

    private static boolean shown(GroupCounts counts, int group, long all, double leastShare) {
        return counts.cases(group) > 0 && counts.cases(group) >= leastShare * all;
    }

    private static double rate(GroupCounts counts, int group) {
        return (double) counts.count(group, 1) / counts.cases(group);
    }
}
