package io.modelgovernance.core.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operator of trees in an ONNX graph: parallel arrays of nodes and of weights at leaves. */
final class OnnxEnsemble {
    private final OnnxNode operator;
    private final int features;
    private final boolean classifier;
    private final int[] tree;
    private final int[] id;
    private final int[] feature;
    private final float[] value;
    private final List<String> mode;
    private final int[] whenTrue;
    private final int[] whenFalse;
    private final boolean[] missingTrue;
    private final Map<Integer, Map<Integer, Integer>> places = new LinkedHashMap<>();
    private final Map<Integer, Map<Integer, Double>> weights = new HashMap<>();
    private final boolean[] used;

    OnnxEnsemble(OnnxNode operator, int features) {
        this.operator = operator;
        this.features = features;
        this.classifier = operator.operator().equals("TreeEnsembleClassifier");
        if (!classifier && !operator.operator().equals("TreeEnsembleRegressor")) {
            throw OnnxTrees.bad("has the operator " + operator.operator(), "a regressor or a classifier");
        }
        operator.requireNoTensors();
        this.tree = operator.integers("nodes_treeids", -1);
        int nodes = tree.length;
        this.id = operator.integers("nodes_nodeids", nodes);
        this.feature = operator.integers("nodes_featureids", nodes);
        this.value = operator.floats("nodes_values", nodes);
        this.mode = operator.texts("nodes_modes", nodes);
        this.whenTrue = operator.integers("nodes_truenodeids", nodes);
        this.whenFalse = operator.integers("nodes_falsenodeids", nodes);
        this.missingTrue = new boolean[nodes];
        int[] missing = operator.integers("nodes_missing_value_tracks_true", -1);
        for (int i = 0; i < Math.min(nodes, missing.length); i++) {
            missingTrue[i] = missing[i] != 0;
        }
        this.used = new boolean[nodes];
        for (int i = 0; i < nodes; i++) {
            if (places.computeIfAbsent(tree[i], unused -> new HashMap<>()).put(id[i], i) != null) {
                throw OnnxTrees.bad("has node " + id[i] + " of tree " + tree[i] + " twice", "of nodes that differ");
            }
        }
    }

    TreeModel model() {
        int outputs = outputs();
        String prefix = classifier ? "class_" : "target_";
        int[] of = operator.integers(prefix + "ids", -1);
        int[] trees = operator.integers(prefix + "treeids", of.length);
        int[] nodes = operator.integers(prefix + "nodeids", of.length);
        float[] weight = operator.floats(prefix + "weights", of.length);
        boolean oneSided = classifier
                && outputs == 2
                && java.util.Arrays.stream(of).distinct().count() == 1;
        int divisor = divisor();
        for (int i = 0; i < of.length; i++) {
            Integer at = places.getOrDefault(trees[i], Map.of()).get(nodes[i]);
            if (at == null || !mode.get(at).equals("LEAF") || of[i] < 0 || of[i] >= outputs) {
                throw OnnxTrees.bad("has a weight that belongs to no leaf or output", "one whose weights do");
            }
            int output = oneSided ? 1 : of[i];
            weights.computeIfAbsent(output, unused -> new HashMap<>())
                    .merge(at, (double) weight[i] / divisor, Double::sum);
        }
        List<TreeEnsemble> ensembles = new ArrayList<>();
        float[] base = operator.floats("base_values", -1);
        for (int k = classifier && outputs == 2 ? 1 : 0; k < outputs; k++) {
            TreeEnsemble.Builder builder = TreeEnsemble.builder(features).link(link());
            if (base.length > 0) {
                builder.base(base[base.length == 1 ? 0 : k]);
            }
            for (int root : places.keySet()) {
                builder.tree(root(root, weights.getOrDefault(k, Map.of())));
            }
            ensembles.add(builder.build());
        }
        return new TreeModel(operator.operator(), List.of(), ensembles);
    }

    private int outputs() {
        int outputs = classifier
                ? operator.integers("classlabels_int64s", -1).length
                        + operator.texts("classlabels_strings", -1).size()
                : operator.integer("n_targets", 1);
        if (outputs < (classifier ? 2 : 1) || outputs > 10_000) {
            throw OnnxTrees.bad("has " + outputs + " outputs", "of 1 to 10000, two at least if they are classes");
        }
        return outputs;
    }

    private int divisor() {
        return switch (operator.text("aggregate_function", "SUM")) {
            case "SUM" -> 1;
            case "AVERAGE" -> Math.max(1, places.size());
            default -> throw OnnxTrees.bad("takes the " + operator.text("aggregate_function", ""), "a SUM or AVERAGE");
        };
    }

    private Link link() {
        return switch (operator.text("post_transform", "NONE")) {
            case "NONE" -> Link.IDENTITY;
            case "LOGISTIC" -> Link.LOGISTIC;
            default -> Link.OTHER;
        };
    }

    /** The root is the node that no other of its tree points to. */
    private TreeNode root(int of, Map<Integer, Double> leaves) {
        Map<Integer, Integer> nodes = places.getOrDefault(of, Map.of());
        Map<Integer, Integer> roots = new HashMap<>(nodes);
        for (int at : nodes.values()) {
            used[at] = false;
            if (!mode.get(at).equals("LEAF")) {
                roots.remove(whenTrue[at]);
                roots.remove(whenFalse[at]);
            }
        }
        if (roots.size() != 1) {
            throw OnnxTrees.bad("has " + roots.size() + " roots in tree " + of, "with one");
        }
        return node(nodes, roots.keySet().iterator().next(), leaves, 0);
    }

    private TreeNode node(Map<Integer, Integer> nodes, int name, Map<Integer, Double> leaves, int depth) {
        Integer at = nodes.get(name);
        if (at == null || used[at] || depth > TreeEnsemble.MAX_DEPTH) {
            throw OnnxTrees.bad(
                    "links to node " + name + " at depth " + depth,
                    "of trees, each node linked to once and at most " + TreeEnsemble.MAX_DEPTH + " deep");
        }
        used[at] = true;
        String test = mode.get(at);
        if (test.equals("LEAF")) {
            return TreeNode.leaf(leaves.getOrDefault(at, 0.0), 0);
        }
        TreeNode yes = node(nodes, whenTrue[at], leaves, depth + 1);
        TreeNode no = node(nodes, whenFalse[at], leaves, depth + 1);
        return switch (test) {
            case "BRANCH_LEQ" -> split(at, Math.nextUp(value[at]), missingTrue[at], yes, no);
            case "BRANCH_LT" -> split(at, value[at], missingTrue[at], yes, no);
            case "BRANCH_GT" -> split(at, Math.nextUp(value[at]), !missingTrue[at], no, yes);
            case "BRANCH_GTE" -> split(at, value[at], !missingTrue[at], no, yes);
            default -> throw OnnxTrees.bad("asks " + test, "of <=, <, > and >=");
        };
    }

    private TreeNode split(int at, float less, boolean missingLeft, TreeNode left, TreeNode right) {
        if (Float.isNaN(less)) {
            throw OnnxTrees.bad("compares with NaN", "of numbers");
        }
        return new TreeNode.Split(feature[at], FloatThreshold.of(less), missingLeft, false, left, right);
    }
}
