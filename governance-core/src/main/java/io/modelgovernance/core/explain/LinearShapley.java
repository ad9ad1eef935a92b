package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Says exactly how much each input of a linear model moved its score.
 *
 * <p>Closed form {@code w_i (x_i - mean_i)} of the interventional Shapley value (Lundberg and Lee 2017, corollary 1).
 * The model scores one row only; if it is not the linear function stated, the residual of the attribution shows it.
 * Immutable and thread-safe.
 */
public final class LinearShapley {
    private final double intercept;
    private final double[] weights;

    private LinearShapley(double intercept, double[] weights) {
        this.intercept = intercept;
        this.weights = weights;
    }

    /**
     * States the linear model.
     *
     * @param intercept score of the row of zeros; finite
     * @param weights one weight a feature, in schema order; finite; copied
     * @return the settings
     * @throws InvalidInputException if a number is not finite
     */
    public static LinearShapley of(double intercept, double[] weights) {
        double[] copy = weights.clone();
        double sum = intercept;
        for (double weight : copy) {
            sum += Math.abs(weight);
        }
        if (!Double.isFinite(sum)) {
            throw InvalidInputException.of("weights of linear model", "are not finite", "finite numbers");
        }
        return new LinearShapley(intercept, copy);
    }

    /**
     * Explains a linear model.
     *
     * @param model the model
     * @return the settings
     */
    public static LinearShapley of(LinearModel model) {
        return new LinearShapley(model.intercept(), model.weights());
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row, without missing values; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row or a value is missing, or there is not one weight a feature
     */
    public Explainer over(Rows background) {
        Background copy = Background.of(background);
        if (copy.width() != weights.length) {
            throw InvalidInputException.of(
                    "weights of linear model", "number " + weights.length, copy.width() + ", one a feature");
        }
        double[] means = new double[weights.length];
        double baseline = intercept;
        for (int i = 0; i < means.length; i++) {
            means[i] = finite(copy, i, copy.mean(i));
            baseline += weights[i] * means[i];
        }
        return new ClosedForm(copy, weights, means, baseline);
    }

    private static double finite(Background background, int feature, double value) {
        if (!Double.isFinite(value)) {
            throw InvalidInputException.of(
                    "feature " + background.names().get(feature),
                    "is missing or infinite",
                    "finite for a linear model");
        }
        return value;
    }

    private static final class ClosedForm implements Explainer {
        private final Background background;
        private final double[] weights;
        private final double[] means;
        private final double baseline;
        private final Digest plan;

        ClosedForm(Background background, double[] weights, double[] means, double baseline) {
            this.background = background;
            this.weights = weights;
            this.means = means;
            this.baseline = baseline;
            this.plan = Plan.of(method()).with(baseline).with(weights).digest();
        }

        @Override
        public String method() {
            return "linear Shapley";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            double[] checked = background.checked(row);
            double[] values = new double[checked.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = weights[i] * (finite(background, i, checked[i]) - means[i]);
            }
            return Attribution.of(
                            method(),
                            baseline,
                            background.names(),
                            values,
                            new double[values.length],
                            Background.score(scorer, checked),
                            1,
                            0,
                            background.digest())
                    .withPlan(plan);
        }
    }
}
