package io.modelgovernance.core.learn;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient-boosted regression trees with squared loss (Friedman 2001), grown over histograms of quantile bins.
 *
 * <p>Meant for what monitoring has to learn, some thousand rows of some ten numbers; it takes missing values and draws
 * nothing at random, so that the same rows give the same trees. Immutable and thread-safe.
 */
public final class BoostedTrees implements Scorer {
    private final int width;
    private final double base;
    private final List<GrownTree> trees;

    private BoostedTrees(int width, double base, List<GrownTree> trees) {
        this.width = width;
        this.base = base;
        this.trees = List.copyOf(trees);
    }

    /**
     * How trees are grown.
     *
     * @param trees number of trees, 1 to 10,000
     * @param depth splits from root to leaf, 1 to 8
     * @param shrinkage share of a tree's values that is taken, above 0, at most 1
     * @param leastLeaf least rows of a leaf, at least 1
     */
    public record Settings(int trees, int depth, double shrinkage, int leastLeaf) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if a number is out of range
         */
        public Settings {
            if (trees < 1 || trees > 10_000 || depth < 1 || depth > 8 || leastLeaf < 1) {
                throw InvalidInputException.of(
                        "trees, depth and least leaf",
                        "are " + trees + ", " + depth + " and " + leastLeaf,
                        "1 to 10,000, 1 to 8 and at least 1");
            }
            if (!(shrinkage > 0 && shrinkage <= 1)) {
                throw InvalidInputException.of("shrinkage", "is " + shrinkage, "above 0, at most 1");
            }
        }

        /**
         * 60 trees of depth 3, shrinkage 0.1, 20 rows in a leaf.
         *
         * @return the settings
         */
        public static Settings defaults() {
            return new Settings(60, 3, 0.1, 20);
        }
    }

    /**
     * Learns.
     *
     * @param rows row-major, NaN where missing, else finite; not modified
     * @param width values of a row, at least 1
     * @param target one finite number a row, at least one; not modified
     * @param settings how
     * @return the model
     * @throws InvalidInputException if lengths do not fit or a number is not finite
     */
    public static BoostedTrees fit(double[] rows, int width, double[] target, Settings settings) {
        int n = target.length;
        if (n == 0 || width < 1 || rows.length != (long) n * width) {
            throw InvalidInputException.of(
                    "rows", "have " + rows.length + " values for " + n + " targets", width + " values a target, some");
        }
        double base = 0;
        for (double one : target) {
            if (!Double.isFinite(one)) {
                throw InvalidInputException.of("targets", "hold a value that is not finite", "finite in every value");
            }
            base += one / n;
        }
        double[] residual = new double[n];
        for (int i = 0; i < n; i++) {
            residual[i] = target[i] - base;
        }
        BinnedRows binned = BinnedRows.of(rows, width, n);
        List<GrownTree> trees = new ArrayList<>();
        for (int t = 0; t < settings.trees(); t++) {
            trees.add(GrownTree.grow(binned, residual, settings));
        }
        return new BoostedTrees(width, base, trees);
    }

    /**
     * Predicts.
     *
     * @param rows row-major as for {@link #fit}
     * @param n number of rows
     * @param out receives a prediction a row
     */
    @Override
    public void score(double[] rows, int n, double[] out) {
        for (int i = 0; i < n; i++) {
            double sum = base;
            for (GrownTree tree : trees) {
                sum += tree.value(rows, i * width);
            }
            out[i] = sum;
        }
    }

    /**
     * How much each column took off the squared error of the training rows.
     *
     * @return shares that add up to 1, or all 0 if nothing was learnt; one for each column
     */
    public double[] importance() {
        double[] gain = new double[width];
        double all = 0;
        for (GrownTree tree : trees) {
            all += tree.addGains(gain);
        }
        for (int i = 0; i < width && all > 0; i++) {
            gain[i] /= all;
        }
        return gain;
    }
}
