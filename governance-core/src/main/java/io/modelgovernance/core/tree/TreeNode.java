package io.modelgovernance.core.tree;

import java.util.List;

/**
 * A node of a decision tree while an ensemble is put together.
 *
 * <p>A tree is a node with what hangs below it. Checked by {@link TreeEnsemble.Builder#tree}. Immutable.
 */
public sealed interface TreeNode {
    /**
     * The end of a path.
     *
     * @param value what it adds to the margin; finite
     * @param cover weight of the training rows that ended here; finite, at least 0
     */
    record Leaf(double value, double cover) implements TreeNode {}

    /**
     * A question about a number.
     *
     * @param feature index of the feature
     * @param threshold rows whose value is less go left, the others right; not NaN
     * @param missingLeft whether rows without a value go left
     * @param zeroIsMissing whether 0 (up to {@value TreeEnsemble#ZERO} either way) counts as missing
     * @param left where to go if less
     * @param right where to go if not
     */
    record Split(
            int feature, double threshold, boolean missingLeft, boolean zeroIsMissing, TreeNode left, TreeNode right)
            implements TreeNode {}

    /**
     * A question about a category.
     *
     * @param feature index of the feature
     * @param categories rows of these category indexes go left, the others, unseen ones among them, right; each at
     *     least 0 and less than {@value TreeEnsemble#MAX_CATEGORIES}
     * @param missingLeft whether rows without a value go left
     * @param left where to go if in the list
     * @param right where to go if not
     */
    record CategorySplit(int feature, List<Integer> categories, boolean missingLeft, TreeNode left, TreeNode right)
            implements TreeNode {
        /** Copies. */
        public CategorySplit {
            categories = List.copyOf(categories);
        }
    }

    /**
     * The end of a path.
     *
     * @param value what it adds to the margin
     * @param cover weight of the training rows that ended here
     * @return the leaf
     */
    static TreeNode leaf(double value, double cover) {
        return new Leaf(value, cover);
    }

    /**
     * A question about a number; rows without a value go right.
     *
     * @param feature index of the feature
     * @param threshold rows whose value is less go left
     * @param left where to go if less
     * @param right where to go if not
     * @return the node
     */
    static TreeNode split(int feature, double threshold, TreeNode left, TreeNode right) {
        return new Split(feature, threshold, false, false, left, right);
    }
}
