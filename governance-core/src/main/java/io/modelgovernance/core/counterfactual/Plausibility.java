package io.modelgovernance.core.counterfactual;

import io.modelgovernance.model.Rows;
import java.util.Arrays;

/**
 * How far a row is from those seen, as a share of how far those are from each other.
 *
 * <p>Gower's distance (1971): a number's distance in parts of the range seen, 1 for another category or a missing value on
 * one side, meaned over the features. At most 1000 rows are kept, evenly spaced. Immutable.
 */
final class Plausibility {
    private static final int MOST_ROWS = 1000;

    private final Actions actions;
    private final double[] span;
    private final double[][] rows;
    private final double[] nearest;

    Plausibility(Actions actions) {
        this.actions = actions;
        Rows all = actions.background();
        span = new double[actions.schema().size()];
        Arrays.setAll(span, f -> span(all.column(f)));
        rows = new double[Math.min(MOST_ROWS, all.count())][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = all.row((int) ((long) i * all.count() / rows.length));
        }
        nearest = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            nearest[i] = nearest(rows[i], i);
        }
        Arrays.sort(nearest);
    }

    /** Share of the rows kept that are at least as far from their nearest neighbour, in [0, 1]. */
    double of(double[] row) {
        double distance = nearest(row, -1);
        int below = 0;
        while (below < nearest.length && nearest[below] < distance) {
            below++;
        }
        return (nearest.length - below) / (double) nearest.length;
    }

    private double nearest(double[] row, int skip) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < rows.length; i++) {
            if (i != skip) {
                least = Math.min(least, distance(row, rows[i], least));
            }
        }
        return least;
    }

    private double distance(double[] a, double[] b, double enough) {
        double sum = 0;
        double most = enough * a.length;
        for (int f = 0; f < a.length && sum <= most; f++) {
            if (Double.isNaN(a[f]) || Double.isNaN(b[f])) {
                sum += Double.isNaN(a[f]) && Double.isNaN(b[f]) ? 0 : 1;
            } else if (actions.action(f).categorical()) {
                sum += a[f] == b[f] ? 0 : 1;
            } else {
                sum += span[f] == 0 ? 0 : Math.abs(a[f] - b[f]) / span[f];
            }
        }
        return sum / a.length;
    }

    private static double span(double[] column) {
        double[] known = Arrays.stream(column).filter(Double::isFinite).toArray();
        return known.length == 0
                ? 0
                : Arrays.stream(known).max().orElse(0)
                        - Arrays.stream(known).min().orElse(0);
    }
}
