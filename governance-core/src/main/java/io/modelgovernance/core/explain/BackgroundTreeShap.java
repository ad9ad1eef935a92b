package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;

/**
 * Exact interventional Shapley values of a tree ensemble against background rows, one row or many at a time.
 *
 * <p>The same values as {@link ExactShapley}, for any number of features: the worth of a set of features is the mean
 * margin when they come from the row explained and the others from each background row in turn. The background is
 * counted at the leaves once, at construction; its size hardly matters afterwards. A row has the same bits alone and in
 * any batch. Immutable and thread-safe.
 */
public final class BackgroundTreeShap implements Explainer {
    private final TreePaths paths;
    private final Background background;
    private final double baseline;
    private final Digest plan;
    private final Spare<LeafGames> space;

    BackgroundTreeShap(TreeEnsemble ensemble, Rows rows) {
        this.background = Background.of(rows);
        this.paths = new TreePaths(ensemble);
        if (paths.mostDistinct() > TreePatterns.MOST) {
            throw InvalidInputException.of(
                    "tree ensemble",
                    "asks about " + paths.mostDistinct() + " features on one path",
                    "of at most " + TreePatterns.MOST + " with a background; maybe explain it by cover");
        }
        double[] data = rows.toArray();
        LeafCounts counts = LeafCounts.of(paths, data, rows.count());
        this.plan = Plan.of(method()).with(ensemble.digest()).digest();
        this.baseline = paths.mean(data, rows.count());
        this.space = new Spare<>(() -> new LeafGames(paths, counts, background.count()));
    }

    @Override
    public String method() {
        return "tree SHAP over background";
    }

    /**
     * Explains one score.
     *
     * @param scorer the model that is asked for the score; if it is not the margin of the ensemble, the residual shows
     * @param row the features in schema order, NaN where missing; not modified
     * @return one contribution a feature
     * @throws InvalidInputException if the row is not as wide as the schema, or the score is not finite
     */
    @Override
    public Attribution explain(Scorer scorer, double[] row) {
        double[] checked = background.checked(row);
        double[] values = new double[checked.length];
        values(checked, 1, values);
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

    /**
     * Mean margin of the background rows.
     *
     * @return what contributions are counted from
     */
    public double baseline() {
        return baseline;
    }

    /**
     * Contributions of many rows.
     *
     * @param rows row-major features, NaN where missing; length at least {@code n * features}; not modified
     * @param n number of rows, at least 0
     * @param out receives row-major contributions in units of the margin, laid out as the rows; length at least {@code n
     *     * features}
     * @throws InvalidInputException if an array is too short
     */
    public void values(double[] rows, int n, double[] out) {
        paths.checkBatch(rows, n, out, paths.features);
        LeafGames mine = space.take();
        mine.values(rows, n, out);
        space.give(mine);
    }
}
