package io.modelgovernance.core.explain;

import java.util.Arrays;

/**
 * Contributions of a block of rows by path, each operation done for all rows of the block at once.
 *
 * <p>Depth first, so that scratch space grows with the levels and not with the splits of a tree. One call at a time; not
 * thread-safe. Same operations in the same order as {@link TreeRow}, so same bits.
 */
final class TreeBlock {
    private final TreePaths paths;
    private final TreeCodes codes;
    private final double[][] goes;
    private final double[][] kept;
    private final double[][][] weights;
    private final double[][][] worths;
    private final double[] sum;
    private final double[] factor;
    private final double[][] phi;
    private final int[] levelOf;
    private int n;
    private int first;
    private int points;
    private GaussLegendre rule = GaussLegendre.of(1);

    TreeBlock(TreePaths paths, int capacity) {
        this.paths = paths;
        this.codes = new TreeCodes(paths, capacity);
        int levels = paths.mostLevels();
        int most = paths.mostPoints();
        goes = new double[levels][capacity];
        kept = new double[levels][capacity];
        weights = new double[2 * levels + 1][most][capacity];
        worths = new double[2 * levels + 1][most][capacity];
        sum = new double[capacity];
        factor = new double[capacity];
        phi = new double[paths.features][capacity];
        levelOf = new int[paths.mostSplits()];
    }

    /** Rows that fill about a megabyte of scratch space. */
    static int capacity(TreePaths paths) {
        long row = 4L * paths.mostLevels() * (paths.mostPoints() + 1) + 3L * paths.features;
        return (int) Math.max(8, Math.min(512, (1 << 17) / row / 8 * 8));
    }

    int capacity() {
        return sum.length;
    }

    /** Writes the contributions of rows {@code from} to {@code from + count - 1}, at most as many as the capacity. */
    void values(double[] rows, int from, int count, double[] out) {
        n = count;
        codes.load(rows, from, n);
        for (double[] column : phi) {
            Arrays.fill(column, 0, n, 0);
        }
        for (int tree = 0; tree < paths.count(); tree++) {
            points = paths.points[tree];
            if (points > 0) {
                rule = paths.rule(points);
                first = paths.start[tree];
                for (int q = 0; q < points; q++) {
                    Arrays.fill(weights[0][q], 0, n, rule.weight(q));
                }
                visit(first, 0, weights[0], worths[0]);
            }
        }
        for (int f = 0; f < phi.length; f++) {
            double[] column = phi[f];
            for (int i = 0; i < n; i++) {
                out[(from + i) * phi.length + f] = column[i];
            }
        }
    }

    /** Lets go of the caller's rows. */
    void forget() {
        codes.forget();
    }

    private void visit(int k, int level, double[][] weight, double[][] worth) {
        codes.goesLeft(k, n, goes[level]);
        levelOf[k - first] = level;
        if (!paths.isFirst(k)) {
            keep(k, level);
        }
        int left = paths.left[k];
        int right = paths.right[k];
        if (left < 0 && right < 0) {
            leaves(k, level, weight, worth);
            return;
        }
        double[][] leftWeight = weights[2 * level + 1];
        double[][] rightWeight = weights[2 * level + 2];
        double[][] leftWorth = worths[2 * level + 1];
        double[][] rightWorth = worths[2 * level + 2];
        down(k, level, weight, leftWeight, rightWeight);
        below(right, level, rightWeight, rightWorth);
        below(left, level, leftWeight, leftWorth);
        up(k, level, weight, leftWorth, rightWorth, worth);
    }

    private void below(int child, int level, double[][] weight, double[][] worth) {
        if (child >= 0) {
            visit(child, level + 1, weight, worth);
        } else {
            for (int q = 0; q < points; q++) {
                Arrays.fill(worth[q], 0, n, paths.value(child));
            }
        }
    }

    private void keep(int k, int level) {
        int up = paths.above[k];
        int at = levelOf[up - first];
        if (paths.isFirst(up)) {
            TreeKernels.side(n, goes[at], paths.toTheLeft[k], kept[level]);
        } else {
            TreeKernels.side(n, kept[at], goes[at], paths.toTheLeft[k], kept[level]);
        }
    }

    private void down(int k, int level, double[][] weight, double[][] left, double[][] right) {
        double s = paths.share[k];
        for (int q = 0; q < points; q++) {
            if (paths.isFirst(k)) {
                double t = rule.point(q);
                TreeKernels.down(n, goes[level], weight[q], s * (1 - t), t, left[q], right[q]);
            } else {
                again(k, level, q);
                TreeKernels.down(n, factor, weight[q], left[q], right[q]);
            }
        }
    }

    private void up(int k, int level, double[][] weight, double[][] left, double[][] right, double[][] worth) {
        double s = paths.share[k];
        Arrays.fill(sum, 0, n, 0);
        for (int q = 0; q < points; q++) {
            if (paths.isFirst(k)) {
                double t = rule.point(q);
                TreeKernels.up(n, goes[level], weight[q], s * (1 - t), t, left[q], right[q], worth[q], sum);
            } else {
                again(k, level, q);
                TreeKernels.up(n, factor, paths.scale(k, q), weight[q], left[q], right[q], worth[q], sum);
            }
        }
        add(k, level, 1);
    }

    private void leaves(int k, int level, double[][] weight, double[][] worth) {
        double s = paths.share[k];
        double below = paths.value(paths.right[k]);
        double d = paths.value(paths.left[k]) - below;
        Arrays.fill(sum, 0, n, 0);
        for (int q = 0; q < points; q++) {
            if (paths.isFirst(k)) {
                double t = rule.point(q);
                TreeKernels.leaves(n, goes[level], weight[q], s * (1 - t), t, below, d, worth[q], sum);
            } else {
                again(k, level, q);
                TreeKernels.leaves(n, factor, paths.scale(k, q), weight[q], below, d, worth[q], sum);
            }
        }
        add(k, level, d);
    }

    private void again(int k, int level, int q) {
        TreeKernels.factor(n, goes[level], kept[level], paths.share[k], paths.stay(k, q), paths.turn(k, q), factor);
    }

    private void add(int k, int level, double d) {
        double[] column = phi[paths.feature[k]];
        if (paths.isFirst(k)) {
            TreeKernels.add(n, goes[level], paths.share[k], sum, d, column);
        } else {
            TreeKernels.add(n, goes[level], kept[level], paths.share[k], sum, d, column);
        }
    }
}
