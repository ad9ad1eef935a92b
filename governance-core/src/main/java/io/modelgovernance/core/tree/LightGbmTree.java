package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One tree of a LightGBM file: arrays of splits and of leaves, of which this checks lengths, links and depth. */
final class LightGbmTree {
    private static final int CATEGORICAL = 1;
    private static final int DEFAULT_LEFT = 2;
    private static final int ZERO = 1;
    private static final int NOT_A_NUMBER = 2;

    private final Map<String, String> block;
    private final int index;
    private final int divisor;
    private final int leaves;
    private final int[] left;
    private final int[] right;
    private final int[] feature;
    private final int[] decision;
    private final double[] threshold;
    private final double[] value;
    private final double[] cover;
    private final long[] boundaries;
    private final long[] words;
    private int visited;

    LightGbmTree(Map<String, String> block, int index, int divisor) {
        this.block = block;
        this.index = index;
        this.divisor = divisor;
        if (!block.getOrDefault("is_linear", "0").equals("0")) {
            throw bad("has linear leaves", "of constant leaves");
        }
        double[] size = reals("num_leaves", 1);
        this.leaves = size[0] >= 1 && size[0] <= TreeEnsemble.MAX_NODES ? (int) size[0] : 0;
        if (leaves == 0) {
            throw bad("has " + size[0] + " leaves", "of 1 to " + TreeEnsemble.MAX_NODES);
        }
        int splits = leaves - 1;
        this.left = integers("left_child", splits);
        this.right = integers("right_child", splits);
        this.feature = integers("split_feature", splits);
        this.decision = integers("decision_type", splits);
        this.threshold = reals("threshold", splits);
        this.value = reals("leaf_value", leaves);
        this.cover = leaves == 1 ? new double[1] : reals("leaf_count", leaves);
        this.boundaries = longs("cat_boundaries");
        this.words = longs("cat_threshold");
    }

    TreeNode root() {
        return node(leaves == 1 ? -1 : 0, 0);
    }

    private TreeNode node(int at, int depth) {
        int leaf = ~at;
        if (at >= left.length || leaf >= leaves || depth > TreeEnsemble.MAX_DEPTH || visited++ > 2 * leaves) {
            throw bad(
                    "links to " + at + " at depth " + depth,
                    "without circles and at most " + TreeEnsemble.MAX_DEPTH + " deep");
        }
        if (at < 0) {
            return TreeNode.leaf(value[leaf] / divisor, cover[leaf]);
        }
        TreeNode first = node(left[at], depth + 1);
        TreeNode second = node(right[at], depth + 1);
        int missing = decision[at] >> 2 & 3;
        if ((decision[at] & CATEGORICAL) != 0) {
            return new TreeNode.CategorySplit(feature[at], categories(at), false, first, second);
        }
        boolean missingLeft = missing == 0 ? 0 <= threshold[at] : (decision[at] & DEFAULT_LEFT) != 0;
        if (missing > NOT_A_NUMBER) {
            throw bad("has the missing type " + missing, "of none, zero or NaN");
        }
        return new TreeNode.Split(feature[at], Math.nextUp(threshold[at]), missingLeft, missing == ZERO, first, second);
    }

    private List<Integer> categories(int at) {
        int set = (int) threshold[at];
        if (set < 0 || set + 1 >= boundaries.length) {
            throw bad("has no categories for split " + at, "whole");
        }
        long from = boundaries[set];
        long to = boundaries[set + 1];
        if (from < 0 || to < from || to > words.length || (to - from) * 32 > TreeEnsemble.MAX_CATEGORIES) {
            throw bad("has categories that are not in its list", "whole");
        }
        List<Integer> categories = new ArrayList<>();
        for (int i = 0; i < (to - from) * 32; i++) {
            if ((words[(int) from + (i >> 5)] >> (i & 31) & 1) != 0) {
                categories.add(i);
            }
        }
        return categories;
    }

    private int[] integers(String name, int count) {
        double[] numbers = reals(name, count);
        int[] result = new int[count];
        for (int i = 0; i < count; i++) {
            result[i] = (int) numbers[i];
            if (result[i] != numbers[i]) {
                throw bad("has something else where an integer belongs in " + name, "whole");
            }
        }
        return result;
    }

    private double[] reals(String name, int count) {
        if (count == 0) {
            return new double[0];
        }
        String[] parts = block.getOrDefault(name, "").strip().split(" ", -1);
        if (parts.length != count) {
            throw bad("has " + parts.length + " entries in " + name, "with " + count);
        }
        double[] numbers = new double[count];
        try {
            for (int i = 0; i < count; i++) {
                numbers[i] = Double.parseDouble(parts[i]);
            }
        } catch (NumberFormatException e) {
            throw bad("has something else where a number belongs in " + name, "whole");
        }
        return numbers;
    }

    private long[] longs(String name) {
        String text = block.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return new long[0];
        }
        String[] parts = text.split(" ", -1);
        long[] numbers = new long[parts.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Long.parseLong(parts[i]);
            }
        } catch (NumberFormatException e) {
            throw bad("has something else where an integer belongs in " + name, "whole");
        }
        return numbers;
    }

    private InvalidInputException bad(String problem, String expected) {
        return InvalidInputException.of("tree " + index + " of LightGBM model", problem, expected);
    }
}
