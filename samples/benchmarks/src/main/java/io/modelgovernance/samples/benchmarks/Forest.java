package io.modelgovernance.samples.benchmarks;

import ai.h2o.algos.tree.INode;
import ai.h2o.algos.tree.INodeStat;
import hex.genmodel.algos.tree.TreeSHAP;
import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeNode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Full trees of random splits, covered by random rows, in our form and in H2O's. */
public final class Forest {
    /** Features of each row. */
    public static final int FEATURES = 30;

    private static final int COVERED = 4_000;

    private Forest() {}

    /**
     * The trees.
     *
     * @param trees how many
     * @param depth splits on every path, fewer where no rows are left
     * @return the ensemble
     */
    public static TreeEnsemble of(int trees, int depth) {
        SplittableRandom random = new SplittableRandom(7);
        double[] rows = Population.values(8, COVERED * FEATURES);
        int[] all = IntStream.range(0, COVERED).toArray();
        TreeEnsemble.Builder builder = TreeEnsemble.builder(FEATURES);
        for (int i = 0; i < trees; i++) {
            builder.tree(node(random, rows, all, depth));
        }
        return builder.build();
    }

    /** Splits at the value of one of the rows that come here, so that both sides have some. */
    private static TreeNode node(SplittableRandom random, double[] rows, int[] here, int depth) {
        if (depth == 0 || here.length < 4) {
            return TreeNode.leaf(random.nextDouble(-1, 1), here.length);
        }
        int feature = random.nextInt(FEATURES);
        double[] sorted = IntStream.of(here)
                .mapToDouble(row -> rows[row * FEATURES + feature])
                .sorted()
                .toArray();
        float threshold = (float) sorted[random.nextInt(sorted.length / 4, 3 * sorted.length / 4)];
        int[] less = IntStream.of(here)
                .filter(row -> rows[row * FEATURES + feature] < threshold)
                .toArray();
        int[] other = IntStream.of(here)
                .filter(row -> !(rows[row * FEATURES + feature] < threshold))
                .toArray();
        return TreeNode.split(
                feature, threshold, node(random, rows, less, depth - 1), node(random, rows, other, depth - 1));
    }

    /**
     * The same trees for H2O.
     *
     * @param ensemble an ensemble of plain splits
     * @return one explainer a tree
     */
    public static List<TreeSHAP<float[], Node, Node>> h2o(TreeEnsemble ensemble) {
        FlatTrees trees = ensemble.trees();
        return IntStream.range(0, trees.count())
                .mapToObj(tree -> {
                    int from = trees.root(tree);
                    int to = tree + 1 < trees.count() ? trees.root(tree + 1) : trees.nodes();
                    Node[] nodes = IntStream.range(from, to)
                            .mapToObj(at -> Node.of(trees, at, from))
                            .toArray(Node[]::new);
                    return new TreeSHAP<>(nodes, nodes, 0);
                })
                .toList();
    }

    /**
     * A node as H2O wants it.
     *
     * @param feature what it asks about, -1 for a leaf
     * @param threshold values less than this go left
     * @param left its left child in the tree
     * @param right its right child
     * @param value of a leaf
     * @param cover training rows that came here
     */
    public record Node(int feature, float threshold, int left, int right, float value, float cover)
            implements INode<float[]>, INodeStat {
        static Node of(FlatTrees trees, int at, int root) {
            return trees.isLeaf(at)
                    ? new Node(-1, 0, 0, 0, (float) trees.value(at), (float) trees.cover(at))
                    : new Node(
                            trees.feature(at),
                            (float) trees.threshold(at),
                            trees.left(at) - root,
                            trees.right(at) - root,
                            0,
                            (float) trees.cover(at));
        }

        @Override
        public boolean isLeaf() {
            return feature < 0;
        }

        @Override
        public float getLeafValue() {
            return value;
        }

        @Override
        public int getSplitIndex() {
            return feature;
        }

        @Override
        public int next(float[] row) {
            return row[feature] < threshold ? left : right;
        }

        @Override
        public int getLeftChildIndex() {
            return left;
        }

        @Override
        public int getRightChildIndex() {
            return right;
        }

        @Override
        public float getWeight() {
            return cover;
        }
    }
}
