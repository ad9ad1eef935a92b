package io.modelgovernance.core.explain;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Says how much a score falls when one feature alone is taken away.
 *
 * <p>The score less the mean score with that feature drawn from each background row (Zeiler and Fergus 2014; the
 * leave-one-covariate-out reading of it). The cheapest attribution: {@code features + 1} model rows a background row. It
 * does not share interactions out, so it adds up only for models without them; what is left is the residual. Immutable
 * and thread-safe.
 */
public final class Occlusion {
    private Occlusion() {}

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row; copied
     * @return an immutable, thread-safe explainer
     * @throws io.modelgovernance.InvalidInputException if there is no row
     */
    public static Explainer over(Rows background) {
        return new OneAtATime(Background.of(background));
    }

    private record OneAtATime(Background background) implements Explainer {
        @Override
        public String method() {
            return "occlusion";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            CoalitionGame game = new CoalitionGame(background, scorer, background.checked(row));
            int width = background.width();
            double[] worth = game.worth(new AllButOne(width));
            double prediction = game.prediction();
            double[] values = new double[width];
            for (int feature = 0; feature < width; feature++) {
                values[feature] = prediction - worth[feature];
            }
            return Attribution.of(
                            method(),
                            worth[width],
                            background.names(),
                            values,
                            new double[width],
                            prediction,
                            game.modelRows(),
                            0,
                            background.digest())
                    .withPlan(Plan.of(method()).digest());
        }
    }

    /** All features but one, for each; last, no feature. */
    private record AllButOne(int width) implements Coalitions {
        @Override
        public int size() {
            return width + 1;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            return coalition < width && coalition != feature;
        }
    }
}
