package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/**
 * Whether rows of counts come from one distribution, for any number of rows: Pearson's chi-square and the likelihood
 * ratio G, with Cramér's V. Rows and columns without counts are left out. Pure and thread-safe.
 */
public final class Contingency {
    private Contingency() {}

    /**
     * A test's outcome.
     *
     * @param chiSquare Pearson's statistic, without Yates' correction
     * @param g the likelihood ratio statistic {@code 2 sum O ln(O / E)}
     * @param degrees degrees of freedom, at least 0
     * @param pChiSquare p-value of the first
     * @param pG p-value of the second
     * @param cramersV effect size, 0 to 1
     * @param cramersVCorrected the same without the bias of small tables (Bergsma 2013), 0 to 1
     * @param leastExpected least expected count; below 5 the p-values are rough
     */
    public record Result(
            double chiSquare,
            double g,
            int degrees,
            double pChiSquare,
            double pG,
            double cramersV,
            double cramersVCorrected,
            double leastExpected) {}

    /**
     * Tests a table.
     *
     * @param table counts by row and column, none negative, rows of one length, at least one count above 0; not modified
     * @return the outcome; with one row or one column only, statistics 0 and p 1
     * @throws InvalidInputException if rows differ in length, or hold no or negative counts
     */
    public static Result test(long[][] table) {
        if (table.length == 0) {
            throw InvalidInputException.of("table", "has no rows", "at least one row");
        }
        double[] rows = new double[table.length];
        double[] columns = new double[table[0].length];
        double all = 0;
        for (int i = 0; i < table.length; i++) {
            Samples.requireSameLength("counts of row " + i, table[i].length, columns.length);
            for (int j = 0; j < columns.length; j++) {
                if (table[i][j] < 0) {
                    throw InvalidInputException.of("counts of row " + i, "hold a negative count", "at least 0 each");
                }
                rows[i] += table[i][j];
                columns[j] += table[i][j];
                all += table[i][j];
            }
        }
        if (all == 0) {
            throw InvalidInputException.of("table", "adds up to nothing", "above 0 in one place");
        }
        return test(table, rows, columns, all);
    }

    private static Result test(long[][] table, double[] rows, double[] columns, double all) {
        double chiSquare = 0;
        double g = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double expected = rows[i] * (columns[j] / all);
                if (expected > 0) {
                    double gap = table[i][j] - expected;
                    chiSquare += gap * gap / expected;
                    g += table[i][j] == 0 ? 0 : 2 * table[i][j] * StrictMath.log(table[i][j] / expected);
                    least = Math.min(least, expected);
                }
            }
        }
        int r = occurring(rows);
        int c = occurring(columns);
        int degrees = (r - 1) * (c - 1);
        if (degrees == 0) {
            return new Result(0, 0, 0, 1, 1, 0, 0, least);
        }
        g = Math.max(0, g);
        return new Result(
                chiSquare,
                g,
                degrees,
                ChiSquare.survival(chiSquare, degrees),
                ChiSquare.survival(g, degrees),
                Math.min(1, Math.sqrt(chiSquare / all / (Math.min(r, c) - 1))),
                corrected(chiSquare / all, r, c, all),
                least);
    }

    private static double corrected(double phi2, double r, double c, double all) {
        if (all <= 1) {
            return 0;
        }
        double phi = Math.max(0, phi2 - (r - 1) * (c - 1) / (all - 1));
        double rows = r - (r - 1) * (r - 1) / (all - 1);
        double columns = c - (c - 1) * (c - 1) / (all - 1);
        double denominator = Math.min(rows, columns) - 1;
        return denominator > 0 ? Math.min(1, Math.sqrt(phi / denominator)) : 0;
    }

    private static int occurring(double[] sums) {
        int occurring = 0;
        for (double sum : sums) {
            occurring += sum > 0 ? 1 : 0;
        }
        return occurring;
    }
}
