package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Scorer;
import java.util.List;

/**
 * Exact path-dependent Shapley values of a tree ensemble, one row or many at a time.
 *
 * <p>The worth of a set of features is the margin expected when only they are known: where a tree asks about another
 * feature, both sides count by their covers (Lundberg et al. 2020). Cost for each row in proportion to
 * splits times half the distinct features on a path, whatever the depth; scratch space does not grow with the number of
 * trees. A row has the same bits alone and in any batch. Immutable and thread-safe.
 */
public final class CoverTreeShap implements Explainer {
    /** Batches shorter than this go row by row. */
    private static final int FEW = 8;

    private final TreePaths paths;
    private final List<String> names;
    private final Digest digest;
    private final Digest plan;
    private final Spare<TreeRow> rowSpace;
    private final Spare<TreeBlock> blockSpace;
    private final Spare<TreePairs> pairSpace;

    CoverTreeShap(TreeEnsemble ensemble, List<String> names) {
        this.paths = new TreePaths(ensemble);
        this.names = names;
        this.digest = ensemble.digest();
        this.plan = Plan.of(method()).with(digest).digest();
        this.rowSpace = new Spare<>(() -> new TreeRow(paths));
        this.blockSpace = new Spare<>(() -> new TreeBlock(paths, TreeBlock.capacity(paths)));
        this.pairSpace = new Spare<>(() -> new TreePairs(paths));
    }

    @Override
    public String method() {
        return "tree SHAP by cover";
    }

    /**
     * Explains one score.
     *
     * @param scorer the model that is asked for the score; if it is not the margin of the ensemble, the residual shows
     * @param row the features in schema order, NaN where missing; not modified
     * @return one contribution a feature; its background is the digest of the ensemble, whose covers it is compared with
     * @throws InvalidInputException if the row is not as wide as the schema, or the score is not finite
     */
    @Override
    public Attribution explain(Scorer scorer, double[] row) {
        if (row.length != names.size()) {
            throw InvalidInputException.of("row", "has " + row.length + " values", names.size() + " values: " + names);
        }
        double[] values = new double[row.length];
        values(row, 1, values);
        return Attribution.of(
                        method(),
                        paths.mean,
                        names,
                        values,
                        new double[row.length],
                        Background.score(scorer, row.clone()),
                        1,
                        0,
                        digest)
                .withPlan(plan);
    }

    /**
     * The margin expected when nothing is known of a row.
     *
     * @return base of the ensemble and the cover-weighted mean of each tree
     */
    public double baseline() {
        return paths.mean;
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
        if (n < FEW && TreeRow.fits(paths)) {
            TreeRow space = rowSpace.take();
            for (int i = 0; i < n; i++) {
                space.values(rows, i, out);
            }
            rowSpace.give(space);
        } else {
            TreeBlock space = blockSpace.take();
            for (int from = 0; from < n; from += space.capacity()) {
                space.values(rows, from, Math.min(space.capacity(), n - from), out);
            }
            space.forget();
            blockSpace.give(space);
        }
    }

    /**
     * Interactions of many rows: how much of the contribution of each feature comes from acting together with each other
     * one.
     *
     * <p>Shapley interaction values (Lundberg et al. 2020): a symmetric matrix a row, whose lines add up to the
     * contributions of {@link #values}; the diagonal is what a feature does by itself.
     *
     * @param rows row-major features, NaN where missing; length at least {@code n * features}; not modified
     * @param n number of rows, at least 0
     * @param out receives one row-major matrix a row in units of the margin; length at least {@code n * features *
     *     features}
     * @throws InvalidInputException if an array is too short, or the ensemble is so wide or deep that a row would need
     *     more than 16 MiB of scratch space
     */
    public void interactions(double[] rows, int n, double[] out) {
        paths.checkBatch(rows, n, out, (long) paths.features * paths.features);
        TreePairs space = pairSpace.take();
        for (int from = 0; from < n; from += space.capacity()) {
            space.values(rows, from, Math.min(space.capacity(), n - from), out);
        }
        pairSpace.give(space);
    }
}
