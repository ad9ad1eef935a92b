package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * Interactions of a block of rows by path: the sums of {@link TreeBlock} with a second feature's change carried down.
 *
 * <p>The interaction of features i and j is half the integral over t of {@code (o_i - r_i)(o_j - r_j)} times the product
 * of the other factors (Lundberg et al. 2020, in the notation of {@link TreePaths}). So the weight of a
 * node, changed by every feature above it, goes down beside the weight itself, and each split pairs its own change with
 * all of them. Scratch space for one call at a time; not thread-safe.
 */
final class TreePairs {
    private static final long MOST_CELLS = 1L << 24;

    private final TreePaths paths;
    private final TreeCodes codes;
    private final double[][] goes;
    private final double[][] kept;
    private final double[][][] factors;
    private final double[][][] worths;

    /** By 2 level + side, by feature on the path and at the end the weight itself, by point. */
    private final double[][][][] weights;

    private final double[] sum;
    private final double[] effect;
    private final double[][] phi;
    private final int[] levelOf;
    private final int[] slotOf;
    private final int[] onPath;
    private int n;
    private int first;
    private int points;
    private GaussLegendre rule = GaussLegendre.of(1);

    TreePairs(TreePaths paths) {
        this.paths = paths;
        int levels = paths.mostLevels();
        int most = paths.mostPoints();
        int width = paths.mostDistinct();
        long row = 2L * (levels + 1) * most * (width + 3) + (long) paths.features * (paths.features + 3);
        if (row * 8 > MOST_CELLS) {
            throw InvalidInputException.of(
                    "tree ensemble", "is too deep or too wide for interactions", "of fewer features or levels");
        }
        int capacity = (int) Math.max(8, Math.min(256, (1 << 19) / row / 8 * 8));
        codes = new TreeCodes(paths, capacity);
        goes = new double[levels][capacity];
        kept = new double[levels][capacity];
        factors = new double[levels][most][capacity];
        worths = new double[2 * levels + 1][most][capacity];
        weights = new double[2 * levels + 1][width + 1][most][capacity];
        sum = new double[capacity];
        effect = new double[capacity];
        phi = new double[paths.features * paths.features][capacity];
        levelOf = new int[paths.mostSplits()];
        slotOf = new int[paths.mostSplits()];
        onPath = new int[width];
    }

    int capacity() {
        return sum.length;
    }

    /** Writes the matrices of rows {@code from} to {@code from + count - 1}, at most as many as the capacity. */
    void values(double[] rows, int from, int count, double[] out) {
        n = count;
        codes.load(rows, from, n);
        for (double[] column : phi) {
            Arrays.fill(column, 0, n, 0);
        }
        int whole = onPath.length;
        for (int tree = 0; tree < paths.count(); tree++) {
            points = paths.points[tree];
            if (points > 0) {
                rule = paths.rule(points);
                first = paths.start[tree];
                for (int q = 0; q < points; q++) {
                    Arrays.fill(weights[0][whole][q], 0, n, rule.weight(q));
                }
                visit(first, 0, 0, weights[0], worths[0]);
            }
        }
        codes.forget();
        write(from, out);
    }

    /** Halves what two features share, and leaves each the rest of its own. */
    private void write(int from, double[] out) {
        int width = paths.features;
        for (int f = 0; f < width; f++) {
            for (int g = 0; g < f; g++) {
                double[] both = phi[g * width + f];
                for (int i = 0; i < n; i++) {
                    double half = both[i] / 2;
                    int at = (from + i) * width * width;
                    out[at + f * width + g] = half;
                    out[at + g * width + f] = half;
                    phi[f * width + f][i] -= half;
                    phi[g * width + g][i] -= half;
                }
            }
        }
        for (int f = 0; f < width; f++) {
            for (int i = 0; i < n; i++) {
                out[((from + i) * width + f) * width + f] = phi[f * width + f][i];
            }
        }
    }

    private void visit(int k, int level, int above, double[][][] weight, double[][] worth) {
        codes.goesLeft(k, n, goes[level]);
        levelOf[k - first] = level;
        boolean isFirst = paths.isFirst(k);
        int slot = isFirst ? above : slotOf[paths.above[k] - first];
        int width = isFirst ? above + 1 : above;
        slotOf[k - first] = slot;
        onPath[slot] = paths.feature[k];
        factor(k, level);
        int left = paths.left[k];
        int right = paths.right[k];
        double[][] l = worths[2 * level + 1];
        double[][] r = worths[2 * level + 2];
        if (left >= 0 || right >= 0) {
            double[][][] wl = weights[2 * level + 1];
            double[][][] wr = weights[2 * level + 2];
            down(k, level, above, slot, weight, wl, wr);
            below(right, level, width, wr, r);
            below(left, level, width, wl, l);
        } else {
            fill(left, l);
            fill(right, r);
        }
        up(k, level, above, slot, weight, l, r, worth);
    }

    private void below(int child, int level, int width, double[][][] weight, double[][] worth) {
        if (child >= 0) {
            visit(child, level + 1, width, weight, worth);
        } else {
            fill(child, worth);
        }
    }

    private void fill(int leaf, double[][] worth) {
        for (int q = 0; q < points; q++) {
            Arrays.fill(worth[q], 0, n, paths.value(leaf));
        }
    }

    private void factor(int k, int level) {
        double s = paths.share[k];
        if (!paths.isFirst(k)) {
            int up = paths.above[k];
            int at = levelOf[up - first];
            if (paths.isFirst(up)) {
                TreeKernels.side(n, goes[at], paths.toTheLeft[k], kept[level]);
            } else {
                TreeKernels.side(n, kept[at], goes[at], paths.toTheLeft[k], kept[level]);
            }
        }
        for (int q = 0; q < points; q++) {
            double[] g = factors[level][q];
            if (paths.isFirst(k)) {
                double t = rule.point(q);
                TreeKernels.factor(n, goes[level], s * (1 - t), t, g);
            } else {
                TreeKernels.factor(n, goes[level], kept[level], s, paths.stay(k, q), paths.turn(k, q), g);
            }
        }
    }

    private double scale(int k, int q) {
        return paths.isFirst(k) ? 1 : paths.scale(k, q);
    }

    private void down(int k, int level, int above, int slot, double[][][] weight, double[][][] wl, double[][][] wr) {
        int whole = onPath.length;
        for (int q = 0; q < points; q++) {
            double[] g = factors[level][q];
            for (int i = 0; i < above; i++) {
                TreeKernels.down(n, g, weight[i][q], wl[i][q], wr[i][q]);
            }
            TreeKernels.down(n, g, weight[whole][q], wl[whole][q], wr[whole][q]);
            TreeKernels.change(n, goes[level], paths.share[k], scale(k, q), weight[whole][q], effect);
            if (paths.isFirst(k)) {
                TreeKernels.begin(n, effect, wl[slot][q], wr[slot][q]);
            } else {
                TreeKernels.mask(n, kept[level], effect);
                TreeKernels.more(n, effect, wl[slot][q], wr[slot][q]);
            }
        }
    }

    private void up(
            int k, int level, int above, int slot, double[][][] weight, double[][] l, double[][] r, double[][] worth) {
        int whole = onPath.length;
        int j = paths.feature[k];
        Arrays.fill(sum, 0, n, 0);
        for (int q = 0; q < points; q++) {
            TreeKernels.up(n, factors[level][q], scale(k, q), weight[whole][q], l[q], r[q], worth[q], sum);
            TreeKernels.differ(n, l[q], r[q]);
        }
        add(k, level, 1, phi[j * paths.features + j]);
        boolean leaves = paths.left[k] < 0 && paths.right[k] < 0;
        double d = leaves ? paths.value(paths.left[k]) - paths.value(paths.right[k]) : 1;
        for (int i = 0; i < above; i++) {
            if (i == slot) {
                continue;
            }
            if (leaves) {
                total(k, weight[i]);
            } else {
                dot(k, weight[i], l);
            }
            add(k, level, d, phi[Math.min(j, onPath[i]) * paths.features + Math.max(j, onPath[i])]);
        }
    }

    /** Sum over the points of scaled weights, two points at a time: the fewer passes over it the better. */
    private void total(int k, double[][] q) {
        int p = 1;
        if (points % 2 == 1) {
            TreeKernels.total(n, scale(k, 0), q[0], sum);
        } else {
            TreeKernels.total(n, scale(k, 0), q[0], scale(k, p), q[p++], sum);
        }
        for (; p < points; p += 2) {
            TreeKernels.more(n, scale(k, p), q[p], scale(k, p + 1), q[p + 1], sum);
        }
    }

    /** The same of scaled weights times the differences below. */
    private void dot(int k, double[][] q, double[][] d) {
        int p = 1;
        if (points % 2 == 1) {
            TreeKernels.dot(n, scale(k, 0), q[0], d[0], sum);
        } else {
            TreeKernels.dot(n, scale(k, 0), q[0], d[0], scale(k, p), q[p], d[p++], sum);
        }
        for (; p < points; p += 2) {
            TreeKernels.more(n, scale(k, p), q[p], d[p], scale(k, p + 1), q[p + 1], d[p + 1], sum);
        }
    }

    private void add(int k, int level, double d, double[] column) {
        if (paths.isFirst(k)) {
            TreeKernels.add(n, goes[level], paths.share[k], sum, d, column);
        } else {
            TreeKernels.add(n, goes[level], kept[level], paths.share[k], sum, d, column);
        }
    }
}
