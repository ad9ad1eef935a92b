package io.modelgovernance.core.tree;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The nodes of many trees in primitive arrays.
 *
 * <p>Node indexes run through all trees; a parent comes before its left subtree and that before its right. Immutable and
 * thread-safe.
 */
public final class FlatTrees {
    static final int MISSING_LEFT = 1;
    static final int ZERO_IS_MISSING = 2;
    static final int CATEGORICAL = 4;

    private final int[] roots;
    private final int[] feature;
    private final double[] number;
    private final int[] right;
    private final byte[] flags;
    private final double[] cover;
    private final long[][] sets;

    /**
     * Takes over the arrays.
     *
     * @param roots first node of each tree
     * @param feature feature of a split, -1 for a leaf
     * @param number threshold of a number's split, index of a category's set, value of a leaf
     * @param right right child of a split
     * @param flags bits of a split
     * @param cover weight of the training rows that came through
     * @param sets bit sets of categories
     */
    FlatTrees(int[] roots, int[] feature, double[] number, int[] right, byte[] flags, double[] cover, long[][] sets) {
        this.roots = roots;
        this.feature = feature;
        this.number = number;
        this.right = right;
        this.flags = flags;
        this.cover = cover;
        this.sets = sets;
    }

    /**
     * Number of trees.
     *
     * @return at least 0
     */
    public int count() {
        return roots.length;
    }

    /**
     * Number of nodes in all trees.
     *
     * @return at least the number of trees
     */
    public int nodes() {
        return feature.length;
    }

    /**
     * The root of a tree.
     *
     * @param tree index of the tree
     * @return index of a node
     */
    public int root(int tree) {
        return roots[tree];
    }

    /**
     * Whether a node is the end of a path.
     *
     * @param node index of the node
     * @return whether it has no children
     */
    public boolean isLeaf(int node) {
        return feature[node] < 0;
    }

    /**
     * The feature that a split asks about.
     *
     * @param node index of the node
     * @return index of the feature, -1 for a leaf
     */
    public int feature(int node) {
        return feature[node];
    }

    /**
     * The left child of a split.
     *
     * @param node index of the split
     * @return index of a node
     */
    public int left(int node) {
        return node + 1;
    }

    /**
     * The right child of a split.
     *
     * @param node index of the split
     * @return index of a node
     */
    public int right(int node) {
        return right[node];
    }

    /**
     * What a leaf adds to the margin.
     *
     * @param leaf index of the leaf
     * @return its value
     */
    public double value(int leaf) {
        return number[leaf];
    }

    /**
     * The threshold of a number's split.
     *
     * @param node index of the split
     * @return values less than this go left
     */
    public double threshold(int node) {
        return number[node];
    }

    /**
     * Weight of the training rows that came through a node.
     *
     * @param node index of the node
     * @return sum of the covers of the leaves below, at least 0
     */
    public double cover(int node) {
        return cover[node];
    }

    /**
     * Whether a split asks about a category.
     *
     * @param node index of the split
     * @return whether it does
     */
    public boolean isCategorical(int node) {
        return (flags[node] & CATEGORICAL) != 0;
    }

    /**
     * Whether a split asks nothing but whether a number is less than its threshold, and where missing ones go.
     *
     * @param node index of the split
     * @return false if it asks about a category or takes zero for missing
     */
    public boolean isPlain(int node) {
        return (flags[node] & (CATEGORICAL | ZERO_IS_MISSING)) == 0;
    }

    /**
     * Where rows without a value go.
     *
     * @param node index of the split
     * @return whether they go left
     */
    public boolean missingLeft(int node) {
        return (flags[node] & MISSING_LEFT) != 0;
    }

    /**
     * Where a value goes.
     *
     * @param node index of the split
     * @param value value of its feature, NaN if missing
     * @return whether it goes left
     */
    public boolean goesLeft(int node, double value) {
        int bits = flags[node];
        if (Double.isNaN(value)) {
            return (bits & MISSING_LEFT) != 0;
        }
        if ((bits & (CATEGORICAL | ZERO_IS_MISSING)) == 0) {
            return value < number[node];
        }
        if ((bits & CATEGORICAL) != 0) {
            return isIn(sets[(int) number[node]], value);
        }
        return Math.abs(value) <= TreeEnsemble.ZERO ? (bits & MISSING_LEFT) != 0 : value < number[node];
    }

    private static boolean isIn(long[] set, double value) {
        if (!(value > -1 && value < set.length * 64.0)) {
            return false;
        }
        int category = (int) value;
        return value >= 0 && (set[category >> 6] >> category & 1) != 0;
    }

    /**
     * Walks down a tree.
     *
     * @param root where to begin
     * @param rows row-major values
     * @param at where the row begins
     * @return index of the leaf reached
     */
    public int leaf(int root, double[] rows, int at) {
        int node = root;
        while (feature[node] >= 0) {
            node = goesLeft(node, rows[at + feature[node]]) ? node + 1 : right[node];
        }
        return node;
    }

    /** Everything in big-endian bytes, for the fingerprint. */
    byte[] bytes(int features, double base, Link link, boolean singlePrecision) {
        byte[] name = link.name().getBytes(StandardCharsets.US_ASCII);
        long setBytes =
                Arrays.stream(sets).mapToLong(set -> 4 + 8L * set.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(
                Math.toIntExact(32 + name.length + 4L * roots.length + 25L * feature.length + setBytes));
        bytes.putInt(features).putDouble(base).putInt(name.length).put(name);
        bytes.put((byte) (singlePrecision ? 1 : 0)).putInt(roots.length).putInt(feature.length);
        for (int root : roots) {
            bytes.putInt(root);
        }
        for (int node = 0; node < feature.length; node++) {
            bytes.putInt(feature[node]).putDouble(number[node]).putInt(right[node]);
            bytes.put(flags[node]).putDouble(cover[node]);
        }
        for (long[] set : sets) {
            bytes.putInt(set.length);
            for (long word : set) {
                bytes.putLong(word);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
