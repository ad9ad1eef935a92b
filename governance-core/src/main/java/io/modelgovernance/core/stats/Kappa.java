package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/**
 * How far two raters agree beyond chance: Cohen's (1960) kappa, with the large-sample interval of Fleiss, Cohen and
 * Everitt (1969). Pure and thread-safe.
 */
public final class Kappa {
    private static final int FEW = 2;

    private Kappa() {}

    /**
     * Cohen's kappa.
     *
     * @param table how often the first rater said the row and the second the column; square, at least 2 by 2
     * @param level confidence level between 0 and 1
     * @return kappa, 1 for full agreement, with its interval cut at -1 and 1; unknown with fewer than two cases, or where
     *     both always say the same one thing, for then chance explains everything
     * @throws InvalidInputException if the table is not square, or a count is negative
     */
    public static Estimate of(long[][] table, double level) {
        int k = requireSquare(table);
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        double[] rows = new double[k];
        double[] columns = new double[k];
        long n = 0;
        double same = 0;
        for (int i = 0; i < k; i++) {
            same += table[i][i];
            for (int j = 0; j < k; j++) {
                rows[i] += table[i][j];
                columns[j] += table[i][j];
                n += table[i][j];
            }
        }
        if (n < FEW) {
            return Estimate.notEnoughData(n, "agreement needs at least two cases");
        }
        double chance = 0;
        for (int i = 0; i < k; i++) {
            chance += rows[i] * columns[i] / n / n;
        }
        if (chance >= 1) {
            return Estimate.notEnoughData(n, "both always say the same one thing");
        }
        double kappa = (same / n - chance) / (1 - chance);
        double error = Math.sqrt(Math.max(0, variance(table, rows, columns, (double) n, kappa, chance)));
        double reach = Normal.upperQuantile((1 - level) / 2) * error;
        return Estimate.of(
                kappa,
                Math.max(-1, kappa - reach),
                Math.min(1, kappa + reach),
                level,
                n,
                "Cohen's kappa (Fleiss, Cohen and Everitt 1969)");
    }

    private static double variance(
            long[][] table, double[] rows, double[] columns, double n, double kappa, double chance) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                double share = table[i][j] / n;
                double margins = (columns[i] + rows[j]) / n * (1 - kappa);
                sum += share * (i == j ? (1 - margins) * (1 - margins) : margins * margins);
            }
        }
        double rest = kappa - chance * (1 - kappa);
        return (sum - rest * rest) / (1 - chance) / (1 - chance) / n;
    }

    private static int requireSquare(long[][] table) {
        if (table.length < 2) {
            throw InvalidInputException.of("table of agreement", "has " + table.length + " rows", "at least 2");
        }
        for (long[] row : table) {
            if (row.length != table.length) {
                throw InvalidInputException.of("table of agreement", "is not square", "as wide as high");
            }
            for (long count : row) {
                if (count < 0) {
                    throw InvalidInputException.of("count of the table", "is " + count, "at least 0");
                }
            }
        }
        return table.length;
    }
}
