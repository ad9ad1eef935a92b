package io.modelgovernance.core.explain;

import java.util.Arrays;

/**
 * Takes a block of rows down the trees, each row with one bit for each feature on the path: whether the row satisfies all
 * splits on that feature so far.
 *
 * <p>Scratch space for one call at a time; not thread-safe.
 */
final class TreePatterns {
    /** Most distinct features on a path. */
    static final int MOST = 62;

    private final TreePaths paths;
    private final TreeCodes codes;
    private final long[] goes;
    private final long[][] patterns;
    private final int[] place;
    private final int[] onPath;
    private int n;
    private int first;

    TreePatterns(TreePaths paths, int capacity) {
        this.paths = paths;
        this.codes = new TreeCodes(paths, capacity);
        this.goes = new long[capacity];
        this.patterns = new long[2 * paths.mostLevels() + 1][capacity];
        this.place = new int[paths.mostSplits()];
        this.onPath = new int[MOST];
    }

    int capacity() {
        return goes.length;
    }

    /** Visits the ends of all paths, tree after tree, from left to right. */
    void walk(double[] rows, int from, int count, Ends ends) {
        n = count;
        codes.load(rows, from, n);
        for (int tree = 0; tree < paths.count(); tree++) {
            if (paths.points[tree] > 0) {
                first = paths.start[tree];
                Arrays.fill(patterns[0], 0, n, 0);
                visit(first, 0, patterns[0], 0, ends);
            }
        }
        codes.forget();
    }

    private void visit(int k, int level, long[] pattern, int width, Ends ends) {
        boolean isFirst = paths.isFirst(k);
        place[k - first] = isFirst ? width : place[paths.above[k] - first];
        int now = isFirst ? width + 1 : width;
        onPath[place[k - first]] = paths.feature[k];
        long bit = 1L << place[k - first];
        codes.bitsLeft(k, n, goes);
        long[] left = patterns[2 * level + 1];
        long[] right = patterns[2 * level + 2];
        if (isFirst) {
            first(n, goes, place[k - first], pattern, left, right);
        } else {
            again(n, goes, place[k - first], pattern, left, right);
        }
        if (isFirst && paths.left[k] < 0 && paths.right[k] < 0) {
            ends.pair(paths.value(paths.left[k]), paths.value(paths.right[k]), bit, n, left, now, onPath);
            return;
        }
        below(paths.left[k], level, left, now, ends);
        below(paths.right[k], level, right, now, ends);
    }

    private void below(int child, int level, long[] pattern, int width, Ends ends) {
        if (child >= 0) {
            visit(child, level + 1, pattern, width, ends);
        } else {
            ends.leaf(paths.value(child), n, pattern, width, onPath);
        }
    }

    private static void first(int n, long[] goes, int place, long[] pattern, long[] left, long[] right) {
        for (int i = 0; i < n; i++) {
            long o = goes[i];
            left[i] = pattern[i] | o << place;
            right[i] = pattern[i] | (o ^ 1) << place;
        }
    }

    private static void again(int n, long[] goes, int place, long[] pattern, long[] left, long[] right) {
        for (int i = 0; i < n; i++) {
            long o = goes[i];
            left[i] = pattern[i] & ~((o ^ 1) << place);
            right[i] = pattern[i] & ~(o << place);
        }
    }

    /** What is done where paths end. The arrays are lent for the call. */
    interface Ends {
        /**
         * One leaf.
         *
         * @param value its value
         * @param n number of rows
         * @param pattern bits of each row
         * @param width number of distinct features on the path, and of bits
         * @param feature the features in the order of the bits
         */
        void leaf(double value, int n, long[] pattern, int width, int[] feature);

        /**
         * Two leaves under a split whose feature did not occur above.
         *
         * @param left value of the left leaf, whose bits are given
         * @param right value of the right leaf, whose bits are the same but for that of the split
         * @param bit the bit of the split
         * @param n number of rows
         * @param pattern bits of each row at the left leaf
         * @param width number of distinct features on the path, and of bits
         * @param feature the features in the order of the bits
         */
        void pair(double left, double right, long bit, int n, long[] pattern, int width, int[] feature);
    }
}
