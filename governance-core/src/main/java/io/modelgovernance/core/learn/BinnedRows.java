package io.modelgovernance.core.learn;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Quantiles;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * Rows as numbers of quantile bins, column by column: 0 for missing, then one more than the edges below the value.
 *
 * @param n number of rows
 * @param codes one array a column
 * @param edges ascending edges of each column
 */
@SuppressWarnings("ArrayRecordComponent")
record BinnedRows(int n, byte[][] codes, double[][] edges) {
    /** Greatest number of bins, that of missing values included. */
    static final int BINS = 33;

    static BinnedRows of(double[] rows, int width, int n) {
        byte[][] codes = new byte[width][n];
        double[][] edges = new double[width][];
        for (int column = 0; column < width; column++) {
            double[] present = new double[n];
            int some = 0;
            for (int i = 0; i < n; i++) {
                double value = rows[i * width + column];
                if (Double.isInfinite(value)) {
                    throw InvalidInputException.of("rows", "hold an infinite value", "finite or missing");
                }
                if (!Double.isNaN(value)) {
                    present[some++] = value;
                }
            }
            edges[column] = edges(Arrays.copyOf(present, some));
            for (int i = 0; i < n; i++) {
                codes[column][i] = code(edges[column], rows[i * width + column]);
            }
        }
        return new BinnedRows(n, codes, edges);
    }

    /** Between values, so that a value and its neighbour in a later window fall on the same side. */
    private static double[] edges(double[] present) {
        Arrays.sort(present);
        TreeSet<Double> distinct = new TreeSet<>();
        for (int b = 1; b < BINS - 1 && present.length > 0; b++) {
            double edge = Quantiles.of(present, (double) b / (BINS - 1));
            if (edge < present[present.length - 1]) {
                distinct.add(edge);
            }
        }
        return distinct.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static byte code(double[] edges, double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int at = Arrays.binarySearch(edges, value);
        return (byte) (1 + (at >= 0 ? at : -at - 1));
    }
}
