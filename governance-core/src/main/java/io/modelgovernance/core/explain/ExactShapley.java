package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Says exactly how much each feature moved a score, for models of few features.
 *
 * <p>Interventional Shapley values by enumeration of all {@code 2^M} coalitions of {@code M} features (Shapley 1953;
 * value function of Lundberg and Lee 2017, equation 9): {@code 2^M} rows a background row are scored. Immutable and
 * thread-safe.
 */
public final class ExactShapley {
    private static final int HARD_LIMIT = 20;
    private final int maxFeatures;

    private ExactShapley(int maxFeatures) {
        this.maxFeatures = maxFeatures;
    }

    /**
     * Accepts models of up to 15 features.
     *
     * @return the default settings
     */
    public static ExactShapley withDefaults() {
        return new ExactShapley(15);
    }

    /**
     * Accepts models of another number of features.
     *
     * @param limit the most features to accept, 1 to 20; each one more doubles the cost
     * @return changed settings
     * @throws InvalidInputException if the limit is out of range
     */
    public ExactShapley withMaxFeatures(int limit) {
        if (limit < 1 || limit > HARD_LIMIT) {
            throw InvalidInputException.of("limit of features", "is " + limit, "1 to " + HARD_LIMIT);
        }
        return new ExactShapley(limit);
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row, or the schema has more features than the settings accept
     */
    public Explainer over(Rows background) {
        int width = background.schema().size();
        if (width > maxFeatures) {
            throw new InvalidInputException(
                    "feature schema",
                    "has " + width + " features",
                    "The feature schema (" + width + " features) of exact Shapley values must have at most "
                            + maxFeatures + ". Maybe use KernelShap, or LinearShapley for a linear model.");
        }
        return new Enumeration(Background.of(background));
    }

    private record Enumeration(Background background) implements Explainer {
        @Override
        public String method() {
            return "exact interventional Shapley";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            CoalitionGame game = new CoalitionGame(background, scorer, background.checked(row));
            int width = background.width();
            double[] worth = game.worth(new AllSubsets(width));
            double prediction = game.prediction();
            return Attribution.of(
                            method(),
                            worth[0],
                            background.names(),
                            values(worth, width),
                            new double[width],
                            prediction,
                            game.modelRows(),
                            0,
                            background.digest())
                    .withPlan(Plan.of(method()).digest());
        }

        /** Mean over coalition sizes of the mean marginal contribution at that size. */
        private static double[] values(double[] worth, int width) {
            double[] values = new double[width];
            double[] sums = new double[width];
            double[] counts = binomials(width - 1);
            for (int feature = 0; feature < width; feature++) {
                java.util.Arrays.fill(sums, 0);
                int bit = 1 << feature;
                for (int mask = 0; mask < worth.length; mask++) {
                    if ((mask & bit) == 0) {
                        sums[Integer.bitCount(mask)] += worth[mask | bit] - worth[mask];
                    }
                }
                for (int size = 0; size < width; size++) {
                    values[feature] += sums[size] / counts[size];
                }
                values[feature] /= width;
            }
            return values;
        }

        private static double[] binomials(int n) {
            double[] row = new double[n + 1];
            row[0] = 1;
            for (int k = 1; k <= n; k++) {
                row[k] = row[k - 1] * (n - k + 1) / k;
            }
            return row;
        }
    }

    private record AllSubsets(int width) implements Coalitions {
        @Override
        public int size() {
            return 1 << width;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            return (coalition >> feature & 1) != 0;
        }
    }
}
