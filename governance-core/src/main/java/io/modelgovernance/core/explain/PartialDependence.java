package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;

/**
 * Says how the score follows one feature: the mean score when all rows are given the same value of it.
 *
 * <p>Partial dependence (Friedman 2001) on a grid of the feature's own order statistics, evenly spaced in rank, so that
 * every place is a value that occurs; or on all categories of a categorical feature. Nothing is drawn.
 * Immutable and thread-safe.
 */
public final class PartialDependence {
    private final int places;

    private PartialDependence(int places) {
        this.places = places;
    }

    /**
     * A grid of up to 20 places.
     *
     * @return the default settings
     */
    public static PartialDependence withDefaults() {
        return new PartialDependence(20);
    }

    /**
     * A grid of another size.
     *
     * @param most the most places of a numeric feature, at least 2; equal quantiles count once
     * @return changed settings
     * @throws InvalidInputException if less than 2
     */
    public PartialDependence withPlaces(int most) {
        if (most < 2) {
            throw InvalidInputException.of("places of partial dependence", "are " + most, "at least 2");
        }
        return new PartialDependence(most);
    }

    /**
     * The curve of one feature.
     *
     * @param scorer the model
     * @param rows the rows to average over, at least one, with a value of the feature that is not missing
     * @param feature name of the feature
     * @return mean score at each place of the grid
     * @throws InvalidInputException if there is no row, no such feature or no value of it
     */
    public Curve curve(Scorer scorer, Rows rows, String feature) {
        int column = rows.schema().indexOf(feature);
        Background copy = Background.of(rows);
        double[] grid = grid(rows.schema().features().get(column), rows.column(column), places);
        Shuffle shuffle = new Shuffle(scorer, copy);
        double[] means = new double[grid.length];
        double[] errors = new double[grid.length];
        for (int i = 0; i < grid.length; i++) {
            double[] scores = shuffle.scores(column, grid[i]);
            means[i] = Arrays.stream(scores).sum() / copy.count();
            errors[i] = standardError(scores, means[i]);
        }
        String method = "partial dependence over " + copy.count() + " rows, " + places + " quantiles";
        return new Curve(method, feature, list(grid), list(means), list(errors), shuffle.modelRows(), copy.digest());
    }

    static double[] grid(Feature feature, double[] column, int places) {
        if (feature.type() == Feature.Type.CATEGORICAL) {
            double[] all = new double[feature.categories().size()];
            Arrays.setAll(all, i -> i);
            return all;
        }
        double[] sorted = Arrays.stream(column)
                .filter(Double::isFinite)
                .map(value -> value + 0.0)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            throw InvalidInputException.of("feature " + feature.name(), "is missing in all rows", "known in some");
        }
        double[] grid = new double[places];
        for (int i = 0; i < places; i++) {
            grid[i] = sorted[(int) ((long) i * (sorted.length - 1) / (places - 1))];
        }
        return Arrays.stream(grid).distinct().toArray();
    }

    /** Standard error of a mean: 0 for a single score. */
    static double standardError(double[] scores, double mean) {
        double squares = 0;
        for (double score : scores) {
            squares += (score - mean) * (score - mean);
        }
        return scores.length < 2 ? 0 : Math.sqrt(squares / (scores.length - 1.0) / scores.length);
    }

    static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
