package io.modelgovernance.core.tree;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;

/**
 * A boosted or averaged set of decision trees, whichever library trained it, ready to be scored and explained.
 *
 * <p>One output: the margin, a base and one leaf of every tree added up in the order of the trees. Nodes lie in flat
 * arrays, tree after tree, each parent before its children and its left subtree before its right. A value goes left at
 * a number's split if it is less than the threshold, at a category's split if it is in the set; NaN is missing and
 * goes where the split says. Immutable and thread-safe.
 */
public final class TreeEnsemble implements Scorer {
    /** Most levels of splits in a tree. */
    public static final int MAX_DEPTH = 512;

    /** Most nodes in all trees together. */
    public static final int MAX_NODES = 1 << 24;

    /** Most categories of a feature. */
    public static final int MAX_CATEGORIES = 1 << 16;

    /** Largest size of a number that counts as zero where zero counts as missing, as in LightGBM. */
    public static final double ZERO = 1e-35f;

    private final FlatTrees trees;
    private final int features;
    private final double base;
    private final Link link;
    private final boolean singlePrecision;
    private final Digest digest;

    TreeEnsemble(FlatTrees trees, int features, double base, Link link, boolean singlePrecision) {
        this.trees = trees;
        this.features = features;
        this.base = base;
        this.link = link;
        this.singlePrecision = singlePrecision;
        this.digest = Digest.of(trees.bytes(features, base, link, singlePrecision));
    }

    /**
     * Puts an ensemble together, tree by tree.
     *
     * @param features width of a row, at least 1
     * @return an empty builder
     * @throws InvalidInputException if there are no features
     */
    public static Builder builder(int features) {
        return new Builder(features);
    }

    @Override
    public void score(double[] rows, int n, double[] out) {
        checkBatch(rows, n, out);
        java.util.Arrays.fill(out, 0, n, base);
        for (int tree = 0; tree < trees.count(); tree++) {
            int root = trees.root(tree);
            for (int i = 0; i < n; i++) {
                double sum = out[i] + trees.value(trees.leaf(root, rows, i * features));
                out[i] = singlePrecision ? (float) sum : sum;
            }
        }
    }

    private void checkBatch(double[] rows, int n, double[] out) {
        if (n < 0 || (long) n * features > rows.length || n > out.length) {
            throw InvalidInputException.of(
                    "batch",
                    "has " + n + " rows in an array of " + rows.length + " for " + out.length + " results",
                    "at least 0 rows of " + features + " values and one result a row");
        }
    }

    /**
     * The same model with its link applied, such as a probability in place of log-odds.
     *
     * @return a scorer of responses, thread-safe
     * @throws InvalidInputException if the link is {@link Link#OTHER}
     */
    public Scorer response() {
        link.response(0);
        return (rows, n, out) -> {
            score(rows, n, out);
            for (int i = 0; i < n; i++) {
                out[i] = link.response(out[i]);
            }
        };
    }

    /**
     * Width of a row.
     *
     * @return number of features, at least 1
     */
    public int features() {
        return features;
    }

    /**
     * What is added to the leaves.
     *
     * @return the margin of an ensemble without trees
     */
    public double base() {
        return base;
    }

    /**
     * How the margin becomes a response.
     *
     * @return the link
     */
    public Link link() {
        return link;
    }

    /**
     * Whether leaves are added up in single precision, as XGBoost does, so that margins have the same bits as its own.
     *
     * @return whether sums are rounded to float
     */
    public boolean singlePrecision() {
        return singlePrecision;
    }

    /**
     * Fingerprint of everything that scores and explanations depend on.
     *
     * @return digest of the flat form
     */
    public Digest digest() {
        return digest;
    }

    /**
     * The trees.
     *
     * @return their nodes in flat form
     */
    public FlatTrees trees() {
        return trees;
    }

    /** Collects trees. Not thread-safe. */
    public static final class Builder {
        private final TreeFlattener flattener;
        private final int features;
        private double base;
        private Link link = Link.IDENTITY;
        private boolean singlePrecision;

        private Builder(int features) {
            if (features < 1) {
                throw InvalidInputException.of("number of features", "is " + features, "at least 1");
            }
            this.features = features;
            this.flattener = new TreeFlattener(features);
        }

        /**
         * Sets what is added to the leaves; 0 if not set.
         *
         * @param margin the base; finite
         * @return this
         * @throws InvalidInputException if not finite
         */
        public Builder base(double margin) {
            if (!Double.isFinite(margin)) {
                throw InvalidInputException.of("base of tree ensemble", "is " + margin, "finite");
            }
            this.base = margin;
            return this;
        }

        /**
         * Sets how the margin becomes a response; the identity if not set.
         *
         * @param newLink the link
         * @return this
         */
        public Builder link(Link newLink) {
            this.link = newLink;
            return this;
        }

        /**
         * Adds leaves up in single precision, as XGBoost does; double precision if not called.
         *
         * @return this
         */
        public Builder singlePrecision() {
            this.singlePrecision = true;
            return this;
        }

        /**
         * Adds a tree.
         *
         * @param root its root
         * @return this
         * @throws InvalidInputException if a feature, a threshold, a category, a value or a cover is out of range, or
         *     the tree is too deep or the ensemble too large
         */
        public Builder tree(TreeNode root) {
            flattener.add(root);
            return this;
        }

        /**
         * Finishes.
         *
         * @return the ensemble
         */
        public TreeEnsemble build() {
            return new TreeEnsemble(flattener.finish(), features, base, link, singlePrecision);
        }
    }
}
