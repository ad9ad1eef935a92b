package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;

/**
 * Says how the score follows one number without asking the model about rows that do not occur.
 *
 * <p>Accumulated local effects (Apley and Zhu 2020): rows move only to the edges of the quantile bin they are in, the mean
 * differences are added up from bin to bin, and the effect is centred so that its mean over the rows is 0. Standard errors
 * take the edges as given and rows as independent. Unlike a partial dependence it is right for correlated features. Nothing
 * is drawn; every row is scored twice. Immutable and thread-safe.
 */
public final class AccumulatedEffect {
    private final int bins;

    private AccumulatedEffect(int bins) {
        this.bins = bins;
    }

    /**
     * Up to 20 bins.
     *
     * @return the default settings
     */
    public static AccumulatedEffect withDefaults() {
        return new AccumulatedEffect(20);
    }

    /**
     * Cuts the feature otherwise.
     *
     * @param most the most bins, at least 1; equal quantiles count once
     * @return changed settings
     * @throws InvalidInputException if less than 1
     */
    public AccumulatedEffect withBins(int most) {
        if (most < 1) {
            throw InvalidInputException.of("bins of accumulated effect", "are " + most, "at least 1");
        }
        return new AccumulatedEffect(most);
    }

    /**
     * The effect of one number.
     *
     * @param scorer the model
     * @param rows the rows to average over; those without a value of the feature are left out
     * @param feature name of a numeric feature
     * @return effect at each edge, in units of the score
     * @throws InvalidInputException if there is no such numeric feature, or it has fewer than two different values
     */
    public Curve curve(Scorer scorer, Rows rows, String feature) {
        int column = rows.schema().indexOf(feature);
        Feature meant = rows.schema().features().get(column);
        if (meant.type() != Feature.Type.NUMERIC) {
            throw InvalidInputException.of(
                    "feature " + feature, "is categorical", "numeric; maybe use PartialDependence");
        }
        double[] edges = PartialDependence.grid(meant, rows.column(column), bins + 1);
        if (edges.length < 2) {
            throw InvalidInputException.of("feature " + feature, "has a single value", "of at least two");
        }
        Moves moves = new Moves(scorer, rows, column, edges);
        double[] effect = new double[edges.length];
        for (int k = 1; k < edges.length; k++) {
            effect[k] = effect[k - 1] + moves.mean(k);
        }
        double centre = 0;
        for (int k = 1; k < edges.length; k++) {
            centre += moves.share(k) * (effect[k - 1] + effect[k]) / 2;
        }
        for (int k = 0; k < edges.length; k++) {
            effect[k] -= centre;
        }
        return new Curve(
                "accumulated local effect, " + (edges.length - 1) + " quantile bins of " + moves.known + " rows",
                feature,
                PartialDependence.list(edges),
                PartialDependence.list(effect),
                PartialDependence.list(errors(moves, edges.length)),
                2L * moves.known,
                ExplainedRows.digest(rows));
    }

    /** An effect is a sum of the bins' means with these coefficients; the means are independent. */
    private static double[] errors(Moves moves, int edges) {
        double[] errors = new double[edges];
        for (int k = 0; k < edges; k++) {
            double after = 1;
            for (int j = 1; j < edges; j++) {
                double inCentre = after - moves.share(j) / 2;
                after -= moves.share(j);
                double coefficient = (j <= k ? 1 : 0) - inCentre;
                errors[k] += coefficient * coefficient * moves.variance(j);
            }
            errors[k] = Math.sqrt(errors[k]);
        }
        return errors;
    }

    /** What happens to the score when the rows of a bin go from its lower to its upper edge. */
    private static final class Moves {
        private final int[] count;
        private final double[] mean;
        private final double[] squares;
        private int known;

        Moves(Scorer scorer, Rows rows, int column, double[] edges) {
            count = new int[edges.length];
            mean = new double[edges.length];
            squares = new double[edges.length];
            int width = rows.schema().size();
            double[] both = new double[2 * width];
            double[] scores = new double[2];
            for (int i = 0; i < rows.count(); i++) {
                double value = rows.get(i, column);
                if (Double.isFinite(value)) {
                    int bin = bin(edges, value);
                    double[] row = rows.row(i);
                    System.arraycopy(row, 0, both, 0, width);
                    System.arraycopy(row, 0, both, width, width);
                    both[column] = edges[bin - 1];
                    both[width + column] = edges[bin];
                    scorer.score(both, 2, scores);
                    add(bin, Background.finite(scores[1]) - Background.finite(scores[0]));
                }
            }
        }

        /** Bins are open below and closed above; the first holds its lower edge too. */
        private static int bin(double[] edges, double value) {
            int found = Arrays.binarySearch(edges, value + 0.0);
            return Math.max(1, found < 0 ? -found - 1 : found);
        }

        private void add(int bin, double difference) {
            known++;
            count[bin]++;
            double off = difference - mean[bin];
            mean[bin] += off / count[bin];
            squares[bin] += off * (difference - mean[bin]);
        }

        double mean(int bin) {
            return mean[bin];
        }

        double share(int bin) {
            return count[bin] / (double) known;
        }

        /** Variance of the mean of a bin. */
        double variance(int bin) {
            return count[bin] < 2 ? 0 : squares[bin] / (count[bin] - 1.0) / count[bin];
        }
    }
}
