package io.modelgovernance.core.explain;

import io.modelgovernance.core.tree.FlatTrees;
import java.util.Arrays;

/** The distinct thresholds of each feature in order, and the place of each split's threshold among them. Immutable. */
final class TreeRanks {
    private final double[][] thresholds;
    private final double[] rank;

    TreeRanks(FlatTrees trees, int features, int[] node, int[] feature) {
        int[] count = new int[features];
        for (int split = 0; split < node.length; split++) {
            count[feature[split]] += trees.isPlain(node[split]) ? 1 : 0;
        }
        thresholds = new double[features][];
        Arrays.setAll(thresholds, f -> new double[count[f]]);
        for (int split = 0; split < node.length; split++) {
            if (trees.isPlain(node[split])) {
                thresholds[feature[split]][--count[feature[split]]] = threshold(trees, node[split]);
            }
        }
        Arrays.setAll(
                thresholds,
                f -> Arrays.stream(thresholds[f]).sorted().distinct().toArray());
        rank = new double[node.length];
        for (int split = 0; split < node.length; split++) {
            if (trees.isPlain(node[split])) {
                rank[split] = 1 + Arrays.binarySearch(thresholds[feature[split]], threshold(trees, node[split]));
            }
        }
    }

    /** Without negative zero, which equals zero but sorts below it. */
    private static double threshold(FlatTrees trees, int node) {
        return trees.threshold(node) + 0.0;
    }

    double[] thresholds(int feature) {
        return thresholds[feature];
    }

    /** One more than the index of the threshold. */
    double rank(int split) {
        return rank[split];
    }
}
