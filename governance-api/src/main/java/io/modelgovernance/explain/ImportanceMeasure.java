package io.modelgovernance.explain;

import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * A way to say what a model depends on over many decisions.
 *
 * <p>A function of a model, rows and their outcomes. Implementations are immutable and thread-safe, draw from a seed of
 * their own, modify no argument, and give the same bits for the same inputs.
 */
public interface ImportanceMeasure {
    /**
     * How it measures, with its parameters.
     *
     * @return a name that is kept with every report
     */
    String method();

    /**
     * Measures every feature.
     *
     * @param scorer the model; called with many rows at a time
     * @param rows the rows to measure on, at least one
     * @param outcomes what came of each row, in row order; not modified
     * @return one importance a feature
     * @throws io.modelgovernance.InvalidInputException if rows and outcomes differ in number, or a score or an outcome
     *     is not fit for the measure
     */
    ImportanceReport measure(Scorer scorer, Rows rows, double[] outcomes);
}
