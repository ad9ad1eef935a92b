package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.IndividualCurves;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how the score of single rows follows one feature.
 *
 * <p>Individual conditional expectation (Goldstein et al. 2015) on the grid of {@link PartialDependence}, for rows evenly
 * spaced in the order given. Nothing is drawn. Immutable and thread-safe.
 */
public final class ConditionalExpectation {
    private final int places;
    private final int most;

    private ConditionalExpectation(int places, int most) {
        this.places = places;
        this.most = most;
    }

    /**
     * Up to 20 places and 100 rows.
     *
     * @return the default settings
     */
    public static ConditionalExpectation withDefaults() {
        return new ConditionalExpectation(20, 100);
    }

    /**
     * Draws curves of another size.
     *
     * @param newPlaces the most places of a numeric feature, at least 2
     * @param rows the most rows, at least 1
     * @return changed settings
     * @throws InvalidInputException if too few
     */
    public ConditionalExpectation withSize(int newPlaces, int rows) {
        if (newPlaces < 2 || rows < 1) {
            throw InvalidInputException.of(
                    "individual curves",
                    "have " + newPlaces + " places and " + rows + " rows",
                    "of at least 2 places and 1 row");
        }
        return new ConditionalExpectation(newPlaces, rows);
    }

    /**
     * The curves of one feature.
     *
     * @param scorer the model
     * @param rows the rows to take curves and grid from, at least one, with a value of the feature that is not missing
     * @param feature name of the feature
     * @return one curve a row
     * @throws InvalidInputException if there is no row, no such feature or no value of it
     */
    public IndividualCurves curves(Scorer scorer, Rows rows, String feature) {
        int column = rows.schema().indexOf(feature);
        double[] grid = PartialDependence.grid(rows.schema().features().get(column), rows.column(column), places);
        int width = rows.schema().size();
        int chosen = Math.min(most, rows.count());
        double[] data = new double[grid.length * width];
        double[] scores = new double[grid.length];
        List<List<Double>> curves = new ArrayList<>();
        for (int i = 0; i < chosen; i++) {
            double[] row = rows.row((int) ((long) i * rows.count() / chosen));
            for (int place = 0; place < grid.length; place++) {
                System.arraycopy(row, 0, data, place * width, width);
                data[place * width + column] = grid[place];
            }
            scorer.score(data, grid.length, scores);
            for (double score : scores) {
                Background.finite(score);
            }
            curves.add(PartialDependence.list(scores));
        }
        return new IndividualCurves(
                "individual conditional expectation of " + chosen + " rows, " + places + " quantiles",
                feature,
                PartialDependence.list(grid),
                curves,
                (long) chosen * grid.length,
                ExplainedRows.digest(rows));
    }
}
