package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;

/**
 * Says exactly how much each feature moved the margin of a tree ensemble.
 *
 * <p>Two questions, after Lundberg et al. (2020): {@link #byCover} compares with the training rows as the covers of the
 * trees remember them (path-dependent), {@link #over} with rows that are handed in (interventional). Both are exact
 * Shapley values; they differ where features depend on each other. Immutable and thread-safe.
 */
public final class TreeShap {
    private final TreeEnsemble ensemble;

    private TreeShap(TreeEnsemble ensemble) {
        this.ensemble = ensemble;
    }

    /**
     * Explains an ensemble.
     *
     * @param ensemble the trees; explained is their margin, not the response
     * @return the settings
     */
    public static TreeShap of(TreeEnsemble ensemble) {
        return new TreeShap(ensemble);
    }

    /**
     * An explainer that compares with the training rows by the covers that the trees carry; no rows are needed.
     *
     * @param schema the features of the ensemble, in its order
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if the schema has another number of features than the ensemble, or no split of it
     *     has a cover
     */
    public CoverTreeShap byCover(FeatureSchema schema) {
        checkWidth(schema);
        checkCover(ensemble.trees());
        return new CoverTreeShap(ensemble, schema.names());
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row of the ensemble's features in its order; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row, the schema has another number of features than the ensemble, or
     *     a path of the ensemble asks about more than 62 features
     */
    public BackgroundTreeShap over(Rows background) {
        checkWidth(background.schema());
        return new BackgroundTreeShap(ensemble, background);
    }

    private static void checkCover(FlatTrees trees) {
        boolean splits = false;
        for (int tree = 0; tree < trees.count(); tree++) {
            int root = trees.root(tree);
            splits |= !trees.isLeaf(root);
            if (trees.cover(root) > 0) {
                return;
            }
        }
        if (splits) {
            throw InvalidInputException.of(
                    "cover of tree ensemble", "is 0 everywhere", "what its training left there; maybe use over(rows)");
        }
    }

    private void checkWidth(FeatureSchema schema) {
        if (schema.size() != ensemble.features()) {
            throw InvalidInputException.of(
                    "feature schema",
                    "has " + schema.size() + " features",
                    ensemble.features() + ", as the tree ensemble has");
        }
    }
}
