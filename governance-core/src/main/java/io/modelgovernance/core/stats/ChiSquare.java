package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.Comparator;

/** Pearson's chi-square test of homogeneity of two rows of counts, without Yates' correction. Pure and thread-safe. */
public final class ChiSquare {
    private static final double ENOUGH_EXPECTED = 5;

    private ChiSquare() {}

    /**
     * A test's outcome.
     *
     * @param statistic the statistic, at least 0
     * @param degrees degrees of freedom: categories that occur, less one
     * @param p probability of one at least as great if both rows come from one distribution
     * @param cramersV effect size, 0 to 1
     * @param leastExpected least expected count; below 5 the p-value is a rough one
     */
    public record Result(double statistic, int degrees, double p, double cramersV, double leastExpected) {}

    /**
     * Compares two rows of counts; categories that occur in neither are left out.
     *
     * @param first counts, none negative, at least one above 0; not modified
     * @param second counts of the same categories, none negative, at least one above 0; not modified
     * @return statistic and p-value; with one category only, statistic 0 and p 1
     * @throws InvalidInputException if the rows differ in length, or hold no or negative counts
     */
    public static Result homogeneity(long[] first, long[] second) {
        Samples.requireSameLength("second counts", second.length, first.length);
        double n = Samples.requireCounts("first counts", first);
        double m = Samples.requireCounts("second counts", second);
        double statistic = 0;
        double least = Double.MAX_VALUE;
        int occurring = 0;
        for (int i = 0; i < first.length; i++) {
            double both = (double) first[i] + second[i];
            if (both > 0) {
                occurring++;
                double e1 = both * (n / (n + m));
                double e2 = both * (m / (n + m));
                statistic += (first[i] - e1) * (first[i] - e1) / e1 + (second[i] - e2) * (second[i] - e2) / e2;
                least = Math.min(least, Math.min(e1, e2));
            }
        }
        int degrees = occurring - 1;
        return degrees < 1
                ? new Result(0, 0, 1, 0, least)
                : new Result(
                        statistic,
                        degrees,
                        survival(statistic, degrees),
                        Math.min(1, Math.sqrt(statistic / (n + m))),
                        least);
    }

    /**
     * Compares two rows of counts after the rarest categories were pooled until each expected count is at least 5
     * (Cochran's rule), so that the p-value may be relied on.
     *
     * @param first counts as in {@link #homogeneity}; not modified
     * @param second counts as in {@link #homogeneity}; not modified
     * @return statistic and p-value of the pooled categories
     * @throws InvalidInputException as {@link #homogeneity}
     */
    public static Result pooled(long[] first, long[] second) {
        Samples.requireSameLength("second counts", second.length, first.length);
        double n = Samples.requireCounts("first counts", first);
        double m = Samples.requireCounts("second counts", second);
        double enough = ENOUGH_EXPECTED * (n + m) / Math.min(n, m);
        long[][] cells = new long[first.length][];
        Arrays.setAll(cells, i -> new long[] {first[i], second[i]});
        Arrays.sort(cells, Comparator.comparingLong(cell -> cell[0] + cell[1]));
        long[] rare = new long[2];
        int at = 0;
        while (at < cells.length && (sum(cells[at]) < enough || (sum(rare) > 0 && sum(rare) < enough))) {
            rare[0] += cells[at][0];
            rare[1] += cells[at][1];
            at++;
        }
        long[] firstKept = new long[cells.length - at + 1];
        long[] secondKept = new long[cells.length - at + 1];
        firstKept[0] = rare[0];
        secondKept[0] = rare[1];
        for (int i = 1; i < firstKept.length; i++) {
            firstKept[i] = cells[at + i - 1][0];
            secondKept[i] = cells[at + i - 1][1];
        }
        return homogeneity(firstKept, secondKept);
    }

    private static long sum(long[] cell) {
        return cell[0] + cell[1];
    }

    /**
     * Upper tail of the chi-square distribution, by the upper incomplete gamma function so that small ones keep their
     * digits; 0 only where the tail is below the least double.
     *
     * @param statistic at least 0
     * @param degrees degrees of freedom, at least 1
     * @return the probability, 0 to 1
     * @throws InvalidInputException if an argument is out of range or NaN
     */
    public static double survival(double statistic, int degrees) {
        return LogTail.probability(logSurvival(statistic, degrees));
    }

    /**
     * Logarithm of {@link #survival}, which is there where the tail itself is below the least double.
     *
     * @param statistic at least 0
     * @param degrees degrees of freedom, at least 1
     * @return natural logarithm, at most 0
     * @throws InvalidInputException if an argument is out of range or NaN
     */
    public static double logSurvival(double statistic, int degrees) {
        if (!(statistic >= 0)) {
            throw InvalidInputException.of("chi-square statistic", "is " + statistic, "at least 0");
        }
        if (degrees < 1) {
            throw InvalidInputException.of("degrees of freedom", "are " + degrees, "at least 1");
        }
        return IncompleteGamma.logUpper(degrees / 2.0, statistic / 2);
    }
}
