package io.modelgovernance.core.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Scorer;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/** Whether explanations stay where nothing changed and move where the model did. Pure and thread-safe. */
public final class ExplanationStability {
    private static final double LEVEL = 0.95;

    private ExplanationStability() {}

    /**
     * How alike explanations of one row are that differ by their seed alone.
     *
     * @param explanations two or more, of the same row and features
     * @return mean of {@link ExplanationQuality#rankAgreement} over all pairs, in [-1, 1]; 1 if all rank the features alike
     * @throws InvalidInputException if there are fewer than two or the features differ
     */
    public static double acrossSeeds(List<Attribution> explanations) {
        int n = explanations.size();
        if (n < 2) {
            throw InvalidInputException.of("explanations", "number " + n, "at least two");
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                sum += ExplanationQuality.rankAgreement(explanations.get(i), explanations.get(j));
            }
        }
        return sum / (0.5 * n * (n - 1));
    }

    /**
     * Whether an explanation depends on the model at all: its agreement with those of models that use the features in a
     * random other order.
     *
     * <p>The randomisation check of Adebayo et al. (2018) for any model: in place of weights, which a scorer does not show,
     * the places of the inputs are shuffled. An explainer that looks at the inputs alone agrees with itself at 1; one that
     * follows the model agrees by chance, about 0.
     *
     * @param explainer the explainer
     * @param scorer the model
     * @param row the row explained, of at least two features; not modified
     * @param models how many random models, at least 2
     * @param seed seed that repeats it
     * @return mean agreement with a 95 % t interval over the models
     * @throws InvalidInputException if there are fewer than two models or features
     */
    public static Estimate randomisation(Explainer explainer, Scorer scorer, double[] row, int models, long seed) {
        if (models < 2 || row.length < 2) {
            throw InvalidInputException.of(
                    "randomisation check",
                    "is of " + models + " models and " + row.length + " features",
                    "of two each");
        }
        Attribution own = explainer.explain(scorer, row);
        Draws draws = new Draws(seed);
        double mean = 0;
        double squares = 0;
        for (int m = 1; m <= models; m++) {
            Attribution other = explainer.explain(shuffled(scorer, draws.permutation(row.length)), row);
            double agreement = ExplanationQuality.rankAgreement(own, other);
            double off = agreement - mean;
            mean += off / m;
            squares += off * (agreement - mean);
        }
        double quantile = new TDistribution(null, models - 1).inverseCumulativeProbability((1 + LEVEL) / 2);
        double half = quantile * Math.sqrt(squares / (models - 1) / models);
        return Estimate.of(
                mean, mean - half, mean + half, LEVEL, models, "rank agreement with shuffled models, seed " + seed);
    }

    private static Scorer shuffled(Scorer scorer, int[] places) {
        return (rows, n, out) -> {
            double[] moved = new double[n * places.length];
            for (int i = 0; i < n; i++) {
                for (int f = 0; f < places.length; f++) {
                    moved[i * places.length + f] = rows[i * places.length + places[f]];
                }
            }
            scorer.score(moved, n, out);
        };
    }
}
