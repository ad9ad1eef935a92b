package io.modelgovernance.core.explain;

/**
 * The values of a block of rows as ranks among the thresholds of their features, column by column.
 *
 * <p>The rank of a value is the number of thresholds not greater than it, so that a value is less than a threshold
 * exactly if its rank is less than the threshold's. A missing value ranks below all where missing ones go left, above
 * all where they go right. Not thread-safe.
 */
final class TreeCodes {
    private final TreePaths paths;
    private final double[][] low;
    private final double[][] high;
    private double[] rows = new double[0];
    private int from;

    TreeCodes(TreePaths paths, int capacity) {
        this.paths = paths;
        this.low = new double[paths.features][capacity];
        this.high = new double[paths.features][capacity];
    }

    /** Takes rows {@code from} to {@code from + n - 1} of a row-major array, which must stay as it is meanwhile. */
    void load(double[] newRows, int newFrom, int n) {
        rows = newRows;
        from = newFrom;
        for (int f = 0; f < low.length; f++) {
            double[] thresholds = paths.thresholds(f);
            double[] below = low[f];
            double[] above = high[f];
            for (int i = 0; i < n && thresholds.length > 0; i++) {
                double x = rows[(from + i) * low.length + f];
                boolean missing = Double.isNaN(x);
                int rank = rank(thresholds, x);
                below[i] = missing ? -1 : rank;
                above[i] = rank;
            }
        }
    }

    /** Lets go of the caller's rows. */
    void forget() {
        rows = new double[0];
    }

    /** Number of thresholds that a value is not less than; of all and one more if it is NaN. */
    private static int rank(double[] thresholds, double x) {
        int rank = Double.isNaN(x) ? 1 : 0;
        int left = thresholds.length;
        int at = 0;
        while (left > 0) {
            int half = left >>> 1;
            if (x < thresholds[at + half]) {
                left = half;
            } else {
                at += half + 1;
                left -= half + 1;
            }
        }
        return at + rank;
    }

    /** Writes 1 for each row that goes left at a split and 0 for the others. */
    void goesLeft(int split, int n, double[] o) {
        int f = paths.feature[split];
        int node = paths.node[split];
        if (paths.trees.isPlain(node)) {
            TreeKernels.less(n, paths.trees.missingLeft(node) ? low[f] : high[f], paths.rank(split), o);
        } else {
            for (int i = 0; i < n; i++) {
                o[i] = paths.trees.goesLeft(node, rows[(from + i) * low.length + f]) ? 1 : 0;
            }
        }
    }

    /** The same in whole numbers. */
    void bitsLeft(int split, int n, long[] o) {
        int f = paths.feature[split];
        int node = paths.node[split];
        if (paths.trees.isPlain(node)) {
            double rank = paths.rank(split);
            double[] code = paths.trees.missingLeft(node) ? low[f] : high[f];
            for (int i = 0; i < n; i++) {
                o[i] = Double.doubleToRawLongBits(code[i] - rank) >>> 63;
            }
        } else {
            for (int i = 0; i < n; i++) {
                o[i] = paths.trees.goesLeft(node, rows[(from + i) * low.length + f]) ? 1 : 0;
            }
        }
    }
}
