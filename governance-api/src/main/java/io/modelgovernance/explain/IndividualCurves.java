package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How the score of single rows follows one feature while each row's other features stay as they are.
 *
 * <p>Individual conditional expectation; its mean over the rows is the partial dependence, and where the curves are not
 * parallel other features have a say. Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param feature the feature moved
 * @param grid values of the feature, ascending and finite; at least one
 * @param curves one list of scores a row, as long as the grid; finite; at least one
 * @param modelRows how many rows the model scored for it
 * @param background fingerprint of the rows it describes
 */
public record IndividualCurves(
        String method,
        String feature,
        List<Double> grid,
        List<List<Double>> curves,
        long modelRows,
        Digest background) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a number is not finite, there is no curve, or one is not as long as the grid
     */
    public IndividualCurves {
        grid = Explanations.finite("grid of individual curves", grid);
        curves = curves.stream()
                .map(curve -> Explanations.finite("value of individual curve", curve))
                .toList();
        Explanations.counted("model rows of individual curves", modelRows);
        int places = grid.size();
        if (curves.isEmpty() || places == 0 || curves.stream().anyMatch(curve -> curve.size() != places)) {
            throw InvalidInputException.of(
                    "individual curves",
                    "are " + curves.size() + " over " + places + " places",
                    "at least one, each as long as the grid");
        }
    }
}
