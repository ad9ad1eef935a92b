package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.DifferentiableScorer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Says how much each feature moved a score, for models that know their gradient.
 *
 * <p>The gradient is integrated along the straight line from each background row to the row explained, and the mean
 * taken over the background (Sundararajan, Taly and Yan 2017; expected gradients, Erion et al. 2021, with every
 * background row in place of a drawn one). The integral is by Gauss and Legendre, so a model whose score is a polynomial
 * of degree up to twice the points along each line is explained exactly; for others the residual says how far the values
 * are from adding up. Needs rows without missing values. Nothing is drawn. Immutable and thread-safe.
 */
public final class IntegratedGradients {
    private final int points;

    private IntegratedGradients(int points) {
        this.points = points;
    }

    /**
     * 16 points a line.
     *
     * @return the default settings
     */
    public static IntegratedGradients withDefaults() {
        return new IntegratedGradients(16);
    }

    /**
     * Looks at another number of points on each line.
     *
     * @param count 1 to 1000
     * @return changed settings
     * @throws InvalidInputException if out of range
     */
    public IntegratedGradients withPoints(int count) {
        if (count < 1 || count > 1000) {
            throw InvalidInputException.of("points of integrated gradients", "are " + count, "1 to 1000");
        }
        return new IntegratedGradients(count);
    }

    /**
     * An explainer that compares with these rows; it explains a {@link DifferentiableScorer} and refuses any other.
     *
     * @param background at least one row, no value missing; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row or a value is missing
     */
    public Explainer over(Rows background) {
        for (int i = 0; i < background.count(); i++) {
            known("background row " + i, background.row(i));
        }
        return new Lines(Background.of(background), GaussLegendre.of(points), points);
    }

    private static double[] known(String what, double[] row) {
        for (double value : row) {
            if (Double.isNaN(value)) {
                throw InvalidInputException.of(
                        what, "has a missing value", "complete: a gradient has no way through a missing value");
            }
        }
        return row;
    }

    private record Lines(Background background, GaussLegendre rule, int points) implements Explainer {
        @Override
        public String method() {
            return "integrated gradients, " + points + " points a line";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            if (!(scorer instanceof DifferentiableScorer model)) {
                throw InvalidInputException.of(
                        "model",
                        "is a " + scorer.getClass().getSimpleName() + ", which knows no gradient",
                        "a DifferentiableScorer; maybe use KernelShap");
            }
            double[] at = known("row", background.checked(row));
            int width = background.width();
            double[] values = new double[width];
            double[] start = new double[width];
            double[] line = new double[points * width];
            double[] slopes = new double[points * width];
            double baseline = 0;
            for (int b = 0; b < background.count(); b++) {
                background.copy(b, 1, start, 0);
                baseline += Background.score(model, start);
                walk(start, at, line);
                model.gradients(line, points, slopes);
                for (int p = 0; p < points; p++) {
                    for (int f = 0; f < width; f++) {
                        double step = at[f] - start[f];
                        values[f] += rule.weight(p) * step * finite(slopes[p * width + f]);
                    }
                }
            }
            for (int f = 0; f < width; f++) {
                values[f] /= background.count();
            }
            return Attribution.of(
                            method(),
                            baseline / background.count(),
                            background.names(),
                            values,
                            new double[width],
                            Background.score(model, at),
                            1 + background.count() * (1L + points),
                            0,
                            background.digest())
                    .withPlan(Plan.of(method()).with(points).digest());
        }

        private void walk(double[] from, double[] to, double[] line) {
            for (int p = 0; p < points; p++) {
                for (int f = 0; f < from.length; f++) {
                    line[p * from.length + f] = from[f] + rule.point(p) * (to[f] - from[f]);
                }
            }
        }

        private static double finite(double slope) {
            if (!Double.isFinite(slope)) {
                throw InvalidInputException.of("gradient of the model", "is " + slope, "finite on the whole line");
            }
            return slope;
        }
    }
}
