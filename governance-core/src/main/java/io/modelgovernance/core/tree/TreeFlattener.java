package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks trees and lays their nodes into growing arrays. */
final class TreeFlattener {
    private final int features;
    private final List<Integer> roots = new ArrayList<>();
    private final List<long[]> sets = new ArrayList<>();
    private int count;
    private int[] feature = new int[64];
    private double[] number = new double[64];
    private int[] right = new int[64];
    private byte[] flags = new byte[64];
    private double[] cover = new double[64];

    TreeFlattener(int features) {
        this.features = features;
    }

    void add(TreeNode root) {
        int before = count;
        int setsBefore = sets.size();
        boolean whole = false;
        try {
            lay(root, 0);
            whole = true;
        } finally {
            if (!whole) {
                count = before;
                sets.subList(setsBefore, sets.size()).clear();
            }
        }
        roots.add(before);
    }

    FlatTrees finish() {
        return new FlatTrees(
                roots.stream().mapToInt(root -> root).toArray(),
                Arrays.copyOf(feature, count),
                Arrays.copyOf(number, count),
                Arrays.copyOf(right, count),
                Arrays.copyOf(flags, count),
                Arrays.copyOf(cover, count),
                sets.toArray(long[][]::new));
    }

    private int lay(TreeNode node, int depth) {
        if (depth > TreeEnsemble.MAX_DEPTH) {
            throw InvalidInputException.of("tree", "is too deep", "at most " + TreeEnsemble.MAX_DEPTH + " levels deep");
        }
        int at = next();
        if (node instanceof TreeNode.Leaf) {
            layLeaf((TreeNode.Leaf) node, at);
        } else if (node instanceof TreeNode.Split) {
            TreeNode.Split split = (TreeNode.Split) node;
            if (Double.isNaN(split.threshold())) {
                throw InvalidInputException.of("threshold of split", "is NaN", "a number");
            }
            number[at] = split.threshold();
            int bits = (split.missingLeft() ? FlatTrees.MISSING_LEFT : 0)
                    | (split.zeroIsMissing() ? FlatTrees.ZERO_IS_MISSING : 0);
            layBelow(at, split.feature(), bits, split.left(), split.right(), depth);
        } else {
            TreeNode.CategorySplit split = (TreeNode.CategorySplit) node;
            number[at] = sets.size();
            sets.add(set(split.categories()));
            int bits = FlatTrees.CATEGORICAL | (split.missingLeft() ? FlatTrees.MISSING_LEFT : 0);
            layBelow(at, split.feature(), bits, split.left(), split.right(), depth);
        }
        return at;
    }

    private void layLeaf(TreeNode.Leaf leaf, int at) {
        if (!Double.isFinite(leaf.value())) {
            throw InvalidInputException.of("value of leaf", "is " + leaf.value(), "finite");
        }
        if (!(leaf.cover() >= 0) || Double.isInfinite(leaf.cover())) {
            throw InvalidInputException.of("cover of leaf", "is " + leaf.cover(), "finite and at least 0");
        }
        feature[at] = -1;
        number[at] = leaf.value();
        cover[at] = leaf.cover();
    }

    private void layBelow(int at, int asked, int bits, TreeNode left, TreeNode other, int depth) {
        if (asked < 0 || asked >= features) {
            throw InvalidInputException.of("feature of split", "is " + asked, "0 to " + (features - 1));
        }
        feature[at] = asked;
        flags[at] = (byte) bits;
        int first = lay(left, depth + 1);
        int second = lay(other, depth + 1);
        right[at] = second;
        cover[at] = cover[first] + cover[second];
        if (Double.isInfinite(cover[at])) {
            throw InvalidInputException.of("cover of split", "is infinite", "finite");
        }
    }

    private static long[] set(List<Integer> categories) {
        long[] words = new long[0];
        for (int category : categories) {
            if (category < 0 || category >= TreeEnsemble.MAX_CATEGORIES) {
                throw InvalidInputException.of(
                        "category of split", "is " + category, "0 to " + (TreeEnsemble.MAX_CATEGORIES - 1));
            }
            if (category >> 6 >= words.length) {
                words = Arrays.copyOf(words, (category >> 6) + 1);
            }
            words[category >> 6] |= 1L << category;
        }
        return words;
    }

    private int next() {
        if (count == TreeEnsemble.MAX_NODES) {
            throw InvalidInputException.of(
                    "tree ensemble", "has too many nodes", "at most " + TreeEnsemble.MAX_NODES + " nodes");
        }
        if (count == feature.length) {
            int size = 2 * count;
            feature = Arrays.copyOf(feature, size);
            number = Arrays.copyOf(number, size);
            right = Arrays.copyOf(right, size);
            flags = Arrays.copyOf(flags, size);
            cover = Arrays.copyOf(cover, size);
        }
        feature[count] = -1;
        right[count] = 0;
        flags[count] = 0;
        return count++;
    }
}
