package io.modelgovernance.samples.peers;

import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An ensemble of plain splits as a model file of XGBoost and of LightGBM, so that every library explains the same trees. */
final class Translations {
    private Translations() {}

    /** XGBoost's JSON: a row goes left if its value is less than the threshold. */
    static byte[] xgboost(TreeEnsemble ensemble) {
        FlatTrees trees = ensemble.trees();
        String all = IntStream.range(0, trees.count())
                .mapToObj(tree -> xgboostTree(ensemble, tree))
                .collect(Collectors.joining(","));
        String indices = IntStream.rangeClosed(0, trees.count())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        String json = "{\"learner\":{\"attributes\":{},\"feature_names\":[],\"feature_types\":[],"
                + "\"gradient_booster\":{\"model\":{"
                + "\"gbtree_model_param\":{\"num_parallel_tree\":\"1\",\"num_trees\":\"" + trees.count() + "\"},"
                + "\"iteration_indptr\":[" + indices + "],\"tree_info\":[" + repeat("0", trees.count()) + "],"
                + "\"trees\":[" + all + "]},\"name\":\"gbtree\"},"
                + "\"learner_model_param\":{\"base_score\":\"0E0\",\"boost_from_average\":\"1\",\"num_class\":\"0\","
                + "\"num_feature\":\"" + ensemble.features() + "\",\"num_target\":\"1\"},"
                + "\"objective\":{\"name\":\"reg:squarederror\",\"reg_loss_param\":{\"scale_pos_weight\":\"1\"}}},"
                + "\"version\":[3,0,4]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** XGBoost goes on at the left child or the number after it, so that children are numbered in pairs, level by level. */
    private static String xgboostTree(TreeEnsemble ensemble, int tree) {
        FlatTrees trees = ensemble.trees();
        List<Integer> order = new ArrayList<>(List.of(trees.root(tree)));
        List<Integer> parents = new ArrayList<>(List.of(Integer.MAX_VALUE));
        List<Integer> lefts = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            int at = order.get(i);
            lefts.add(trees.isLeaf(at) ? -1 : order.size());
            if (!trees.isLeaf(at)) {
                order.addAll(List.of(trees.left(at), trees.right(at)));
                parents.addAll(List.of(i, i));
            }
        }
        int n = order.size();
        IntFunction<String> condition = i -> Float.toString(
                (float) (trees.isLeaf(order.get(i)) ? trees.value(order.get(i)) : trees.threshold(order.get(i))));
        return "{\"base_weights\":[" + each(n, i -> trees.isLeaf(order.get(i)) ? condition.apply(i) : "0.0")
                + "],\"categories\":[],\"categories_nodes\":[],\"categories_segments\":[],\"categories_sizes\":[],"
                + "\"default_left\":[" + repeat("0", n) + "],\"id\":" + tree
                + ",\"left_children\":[" + each(n, i -> Integer.toString(lefts.get(i)))
                + "],\"loss_changes\":[" + repeat("0.0", n)
                + "],\"parents\":[" + each(n, i -> Integer.toString(parents.get(i)))
                + "],\"right_children\":[" + each(n, i -> Integer.toString(lefts.get(i) < 0 ? -1 : lefts.get(i) + 1))
                + "],\"split_conditions\":[" + each(n, condition)
                + "],\"split_indices\":["
                + each(n, i -> Integer.toString(trees.isLeaf(order.get(i)) ? 0 : trees.feature(order.get(i))))
                + "],\"split_type\":[" + repeat("0", n)
                + "],\"sum_hessian\":[" + each(n, i -> Float.toString((float) trees.cover(order.get(i))))
                + "],\"tree_param\":{\"num_deleted\":\"0\",\"num_feature\":\"" + ensemble.features()
                + "\",\"num_nodes\":\"" + n + "\",\"size_leaf_vector\":\"1\"}}";
    }

    /** LightGBM's text: a row goes left if its value is at most the threshold. */
    static String lightGbm(TreeEnsemble ensemble) {
        FlatTrees trees = ensemble.trees();
        StringBuilder text = new StringBuilder(
                        "tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n")
                .append("max_feature_idx=")
                .append(ensemble.features() - 1)
                .append("\nobjective=regression\nfeature_names=")
                .append(IntStream.range(0, ensemble.features())
                        .mapToObj(f -> "f" + f)
                        .collect(Collectors.joining(" ")))
                .append("\nfeature_infos=")
                .append(IntStream.range(0, ensemble.features())
                        .mapToObj(f -> "[-1:1]")
                        .collect(Collectors.joining(" ")))
                .append("\n\n");
        for (int tree = 0; tree < trees.count(); tree++) {
            lightGbmTree(trees, tree, text);
        }
        return text.append("\nend of trees\n\npandas_categorical:null\n").toString();
    }

    private static void lightGbmTree(FlatTrees trees, int tree, StringBuilder text) {
        List<Integer> splits = new ArrayList<>();
        List<Integer> leaves = new ArrayList<>();
        collect(trees, trees.root(tree), splits, leaves);
        int[] place = new int[trees.nodes()];
        Arrays.fill(place, -1);
        for (int i = 0; i < splits.size(); i++) {
            place[splits.get(i)] = i;
        }
        for (int i = 0; i < leaves.size(); i++) {
            place[leaves.get(i)] = ~i;
        }
        text.append("Tree=")
                .append(tree)
                .append("\nnum_leaves=")
                .append(leaves.size())
                .append("\nnum_cat=0\n");
        line(text, "split_feature", splits, at -> Integer.toString(trees.feature(at)));
        line(text, "split_gain", splits, at -> "1");
        line(text, "threshold", splits, at -> Double.toString(Math.nextDown(trees.threshold(at))));
        line(text, "decision_type", splits, at -> "2");
        line(text, "left_child", splits, at -> Integer.toString(place[trees.left(at)]));
        line(text, "right_child", splits, at -> Integer.toString(place[trees.right(at)]));
        line(text, "leaf_value", leaves, at -> Double.toString((float) trees.value(at)));
        line(text, "leaf_weight", leaves, at -> Double.toString(trees.cover(at)));
        line(text, "leaf_count", leaves, at -> Long.toString((long) trees.cover(at)));
        line(text, "internal_value", splits, at -> "0");
        line(text, "internal_weight", splits, at -> Double.toString(trees.cover(at)));
        line(text, "internal_count", splits, at -> Long.toString((long) trees.cover(at)));
        text.append("is_linear=0\nshrinkage=1\n\n\n");
    }

    private static void collect(FlatTrees trees, int at, List<Integer> splits, List<Integer> leaves) {
        if (trees.isLeaf(at)) {
            leaves.add(at);
            return;
        }
        splits.add(at);
        collect(trees, trees.left(at), splits, leaves);
        collect(trees, trees.right(at), splits, leaves);
    }

    private static void line(StringBuilder text, String name, List<Integer> nodes, IntFunction<String> value) {
        text.append(name)
                .append('=')
                .append(nodes.stream().map(value::apply).collect(Collectors.joining(" ")))
                .append('\n');
    }

    private static String each(int n, IntFunction<String> value) {
        return IntStream.range(0, n).mapToObj(value).collect(Collectors.joining(","));
    }

    private static String repeat(String word, int n) {
        return each(n, i -> word);
    }
}
