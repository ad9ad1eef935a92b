package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Says how much each feature moved a score, for a model of any kind and any number of features.
 *
 * <p>Kernel SHAP (Lundberg and Lee 2017) over coalitions drawn together with their complements, with a standard error
 * for each value. Exact up to rounding, whatever the budget, for models whose features act alone or in pairs; exact for
 * every model once the budget covers all {@code 2^M - 2} coalitions. What does not depend on the row explained is
 * computed once by {@link #over}. Immutable and thread-safe.
 */
public final class KernelShap {
    private static final int AUTOMATIC = 0;
    private static final int EXTRA = 2048;
    private static final int MOST_FEATURES = 1000;
    /** Cells of the plan: a row of features for each pair of coalitions, kept twice, 1 GiB each. */
    private static final long MOST_CELLS = 1 << 27;

    private final int budget;
    private final long seed;

    private KernelShap(int budget, long seed) {
        this.budget = budget;
        this.seed = seed;
    }

    /**
     * A budget of {@code 2 M + 2048} coalitions for M features, and seed 1.
     *
     * @return the default settings
     */
    public static KernelShap withDefaults() {
        return new KernelShap(AUTOMATIC, 1);
    }

    /**
     * Spends another number of coalitions; each costs as many model rows as the background has.
     *
     * @param coalitions coalitions to score, at least 2
     * @return changed settings
     * @throws InvalidInputException if less than 2
     */
    public KernelShap withBudget(int coalitions) {
        if (coalitions < 2) {
            throw InvalidInputException.of("budget of coalitions", "is " + coalitions, "at least 2");
        }
        return new KernelShap(coalitions, seed);
    }

    /**
     * Draws other coalitions.
     *
     * @param newSeed any number; the same seed gives the same bits on every platform
     * @return changed settings
     */
    public KernelShap withSeed(long newSeed) {
        return new KernelShap(budget, newSeed);
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row, there are more than 1000 features, the budget is below both
     *     {@code 4 M} and {@code 2^M - 2}, or half of it times M is over {@code 2^27}
     */
    public Explainer over(Rows background) {
        int width = background.schema().size();
        if (width > MOST_FEATURES) {
            throw InvalidInputException.of("feature schema", "has " + width + " features", "at most " + MOST_FEATURES);
        }
        int coalitions = budget == AUTOMATIC ? 2 * width + EXTRA : budget;
        int least = width < 5 ? (1 << width) - 2 : 4 * width;
        if (coalitions < least) {
            throw InvalidInputException.of(
                    "budget of coalitions", "is " + coalitions, "at least " + least + " for " + width + " features");
        }
        if ((long) coalitions / 2 * width > MOST_CELLS) {
            throw InvalidInputException.of(
                    "budget of coalitions",
                    "is " + coalitions,
                    "at most " + 2 * MOST_CELLS / width + " for " + width + " features");
        }
        return new Sampling(Background.of(background), KernelPlan.of(width, coalitions, seed), coalitions, seed);
    }

    private record Sampling(Background background, KernelPlan plan, int budget, long seed) implements Explainer {
        @Override
        public String method() {
            return (plan.whole() ? "kernel SHAP, all coalitions" : "kernel SHAP, paired sampling") + ", budget "
                    + budget;
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            CoalitionGame game = new CoalitionGame(background, scorer, background.checked(row));
            double[] worth = game.worth(plan);
            double prediction = game.prediction();
            double[] values = plan.values(worth, prediction - worth[0]);
            return Attribution.of(
                            method(),
                            worth[0],
                            background.names(),
                            values,
                            plan.standardErrors(worth, values),
                            prediction,
                            game.modelRows(),
                            plan.whole() ? 0 : seed,
                            background.digest())
                    .withPlan(plan.digest());
        }
    }
}
