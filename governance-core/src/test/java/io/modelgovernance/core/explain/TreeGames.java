package io.modelgovernance.core.explain;

import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeNode;
import java.util.List;
import java.util.Random;

/** Random tree ensembles with everything that a tree may have, and the definition of their conditional game. */
final class TreeGames {
    private TreeGames() {}

    /** At least one tree has cover: without any the ensemble is refused. */
    static TreeEnsemble ensemble(Random random, int features, int trees, int depth) {
        TreeEnsemble drawn = drawn(random, features, trees, depth);
        while (!anyCover(drawn.trees())) {
            drawn = drawn(random, features, trees, depth);
        }
        return drawn;
    }

    private static TreeEnsemble drawn(Random random, int features, int trees, int depth) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(features).base(random.nextGaussian());
        for (int i = 0; i < trees; i++) {
            builder.tree(node(random, features, random.nextInt(depth + 1)));
        }
        return builder.build();
    }

    private static boolean anyCover(FlatTrees trees) {
        for (int tree = 0; tree < trees.count(); tree++) {
            if (trees.cover(trees.root(tree)) > 0) {
                return true;
            }
        }
        return false;
    }

    private static TreeNode node(Random random, int features, int depth) {
        if (depth == 0 || random.nextInt(12) == 0) {
            return TreeNode.leaf(random.nextGaussian(), random.nextInt(8) == 0 ? 0 : random.nextInt(20));
        }
        TreeNode left = node(random, features, depth - 1);
        TreeNode right = node(random, features, depth - 1);
        int feature = random.nextInt(features);
        boolean missingLeft = random.nextBoolean();
        return switch (random.nextInt(6)) {
            case 0 -> new TreeNode.CategorySplit(feature, List.of(0, 2), missingLeft, left, right);
            case 1 -> new TreeNode.Split(feature, random.nextInt(5) - 1, missingLeft, true, left, right);
            default -> new TreeNode.Split(feature, random.nextInt(5) - 1, missingLeft, false, left, right);
        };
    }

    /** Whole numbers around the thresholds, some missing, some zero of either sign. */
    static double[] rows(Random random, int cells) {
        double[] rows = new double[cells];
        for (int i = 0; i < cells; i++) {
            int drawn = random.nextInt(9);
            rows[i] = drawn == 8
                    ? Double.NaN
                    : drawn == 7 ? -0.0 : drawn == 6 ? 70 : drawn - 1.5 + random.nextInt(2) * 0.5;
        }
        return rows;
    }

    /** Worth of each set of features: the margin expected when only they are known, by the covers. */
    static double[] conditional(TreeEnsemble ensemble, double[] row) {
        double[] worth = new double[1 << row.length];
        FlatTrees trees = ensemble.trees();
        for (int mask = 0; mask < worth.length; mask++) {
            worth[mask] = ensemble.base();
            for (int tree = 0; tree < trees.count(); tree++) {
                worth[mask] += expected(trees, trees.root(tree), row, mask);
            }
        }
        return worth;
    }

    private static double expected(FlatTrees trees, int node, double[] row, int mask) {
        if (trees.isLeaf(node)) {
            return trees.value(node);
        }
        int feature = trees.feature(node);
        if ((mask >> feature & 1) != 0) {
            int next = trees.goesLeft(node, row[feature]) ? trees.left(node) : trees.right(node);
            return expected(trees, next, row, mask);
        }
        double left = trees.cover(trees.left(node));
        double right = trees.cover(trees.right(node));
        double share = left + right > 0 ? left / (left + right) : 0.5;
        return share * expected(trees, trees.left(node), row, mask)
                + (1 - share) * expected(trees, trees.right(node), row, mask);
    }

    /** Shapley interaction of two features by its definition: half the weighted mean of second differences. */
    static double interaction(int width, double[] worth, int i, int j) {
        double sum = 0;
        for (int mask = 0; mask < worth.length; mask++) {
            if ((mask >> i & 1) == 0 && (mask >> j & 1) == 0) {
                int both = 1 << i | 1 << j;
                double second = worth[mask | both] - worth[mask | 1 << i] - worth[mask | 1 << j] + worth[mask];
                sum += second / ((width - 1) * choose(width - 2, Integer.bitCount(mask)));
            }
        }
        return sum / 2;
    }

    private static double choose(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product = product * (n - k + i) / i;
        }
        return product;
    }
}
