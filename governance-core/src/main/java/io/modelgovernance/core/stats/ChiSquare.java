package io.modelgovernance.core.stats;

import org.apache.commons.math3.special.Gamma;

/**
 * Pearson's chi-square test of homogeneity of two rows of counts. Pure and thread-safe.
 */
public final class ChiSquare {
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
     * @param first counts, at least one above 0; not modified
     * @param second counts of the same categories, at least one above 0; not modified
     * @return statistic and p-value; with one category only, statistic 0 and p 1
     */
    public static Result homogeneity(long[] first, long[] second) {
        double n = 0;
        double m = 0;
        for (int i = 0; i < first.length; i++) {
            n += first[i];
            m += second[i];
        }
        double statistic = 0;
        double least = Double.MAX_VALUE;
        int occurring = 0;
        for (int i = 0; i < first.length; i++) {
            double both = (double) first[i] + second[i];
            if (both > 0) {
                occurring++;
                double e1 = both * n / (n + m);
                double e2 = both * m / (n + m);
                statistic += (first[i] - e1) * (first[i] - e1) / e1 + (second[i] - e2) * (second[i] - e2) / e2;
                least = Math.min(least, Math.min(e1, e2));
            }
        }
        int degrees = occurring - 1;
        double p = degrees < 1 ? 1 : survival(statistic, degrees);
        return new Result(
                degrees < 1 ? 0 : statistic, degrees, p, degrees < 1 ? 0 : Math.sqrt(statistic / (n + m)), least);
    }

    /**
     * Upper tail of the chi-square distribution, by the upper incomplete gamma function so that small ones are right.
     *
     * @param statistic at least 0
     * @param degrees degrees of freedom, at least 1
     * @return the probability
     */
    public static double survival(double statistic, int degrees) {
        return statistic <= 0 ? 1 : Gamma.regularizedGammaQ(degrees / 2.0, statistic / 2, 1e-15, 100_000);
    }
}
