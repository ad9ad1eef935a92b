package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;

/**
 * Interventional Shapley values as a weighted regression over coalitions of features, sampled in pairs with their
 * complements (Lundberg and Lee 2017; Covert and Lee 2021).
 *
 * <p>For a model with at most pairwise interactions paired sampling is exact. The plan (coalitions, weights, factored
 * normal equations) is made once and serves every row. Immutable and thread-safe; the same seed gives the same bits.
 */
public final class KernelShap implements Explainer {
    /** Greatest number of features. */
    public static final int MAX_FEATURES = 62;

    private final List<String> features;
    private final Background background;
    private final CoalitionPlan plan;
    private final int budget;
    private final long seed;

    private KernelShap(List<String> features, Background background, CoalitionPlan plan, int budget, long seed) {
        this.features = features;
        this.background = background;
        this.plan = plan;
        this.budget = budget;
        this.seed = seed;
    }

    /**
     * Explains against these rows, with {@code 2 M + 2048} coalitions and seed 1.
     *
     * @param background rows that absent features are filled from
     * @return the explainer
     * @throws InvalidInputException if there are no rows or more than 62 features
     */
    public static KernelShap over(Rows background) {
        int m = background.schema().size();
        if (m > MAX_FEATURES) {
            throw InvalidInputException.of("number of features", "is " + m, "at most " + MAX_FEATURES);
        }
        int budget = 2 * m + 2_048;
        return new KernelShap(
                background.schema().names(), new Background(background), CoalitionPlan.of(m, budget, 1), budget, 1);
    }

    /**
     * With another number of coalitions.
     *
     * @param coalitions how many the model is asked for, at least {@code 2 M}; all are taken if there are no more
     * @return a copy
     */
    public KernelShap withBudget(int coalitions) {
        int m = background.width();
        if (coalitions < 2 * m) {
            throw InvalidInputException.of("budget", "is " + coalitions, "at least " + 2 * m + " coalitions");
        }
        return new KernelShap(features, background, CoalitionPlan.of(m, coalitions, seed), coalitions, seed);
    }

    /**
     * With another seed.
     *
     * @param value the seed
     * @return a copy
     */
    public KernelShap withSeed(long value) {
        return new KernelShap(
                features, background, CoalitionPlan.of(background.width(), budget, value), budget, value);
    }

    @Override
    public String method() {
        return "kernel-shap coalitions=" + plan.size() + " background=" + background.rows()
                + (plan.complete() ? " complete" : " paired");
    }

    @Override
    public Attribution explain(Scorer scorer, double[] row) {
        background.requireWidth(row);
        long all = plan.everyFeature();
        double[] ends = background.values(scorer, row, new long[] {0, all});
        double[] value = background.values(scorer, row, plan.coalitions());
        CoalitionPlan.Solution solution = plan.solve(value, ends[0], ends[1]);
        return Attributions.of(
                method(), features, solution.values(), solution.standardErrors(), ends[0], ends[1],
                (long) (value.length + 2) * background.rows(), plan.complete() ? 0 : seed, background);
    }
}
