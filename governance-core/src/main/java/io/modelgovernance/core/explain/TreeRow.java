package io.modelgovernance.core.explain;

import io.modelgovernance.core.tree.FlatTrees;

/**
 * Contributions of one row by path, in time proportional to splits times quadrature points.
 *
 * <p>Scratch space for one call at a time; not thread-safe. Same operations in the same order as {@link TreeBlock}, so
 * same bits.
 */
final class TreeRow {
    /** Splits times points of a tree up to which its scratch space is kept small. */
    static final int CELLS = 1 << 17;

    private final TreePaths paths;
    private final double[] goes;
    private final double[] kept;
    private final double[] weight;
    private final double[] worth;
    private final double[] factor;

    TreeRow(TreePaths paths) {
        this.paths = paths;
        int splits = paths.mostSplits();
        int cells = splits * paths.mostPoints();
        goes = new double[splits];
        kept = new double[splits];
        weight = new double[cells];
        worth = new double[cells];
        factor = new double[cells];
    }

    /** Whether scratch space for rows one at a time is small. */
    static boolean fits(TreePaths paths) {
        return (long) paths.mostSplits() * paths.mostPoints() <= CELLS;
    }

    /** Writes the contributions of row {@code from}. */
    void values(double[] rows, int from, double[] out) {
        int at = from * paths.features;
        java.util.Arrays.fill(out, at, at + paths.features, 0);
        for (int tree = 0; tree < paths.count(); tree++) {
            int n = paths.points[tree];
            if (n > 0) {
                down(tree, n, rows, at);
                up(tree, n, out, at);
            }
        }
    }

    private void down(int tree, int n, double[] rows, int row) {
        GaussLegendre rule = paths.rule(n);
        FlatTrees trees = paths.trees;
        int first = paths.start[tree];
        int last = paths.start[tree + 1];
        for (int q = 0; q < n; q++) {
            weight[q] = rule.weight(q);
        }
        for (int k = first; k < last; k++) {
            double o = trees.goesLeft(paths.node[k], rows[row + paths.feature[k]]) ? 1 : 0;
            goes[k - first] = o;
            factors(k, first, rule, n, o);
            int at = (k - first) * n;
            int left = (paths.left[k] - first) * n;
            int right = (paths.right[k] - first) * n;
            for (int q = 0; q < n; q++) {
                double p = weight[at + q];
                double pl = p * factor[at + q];
                if (left >= 0) {
                    weight[left + q] = pl;
                }
                if (right >= 0) {
                    weight[right + q] = p - pl;
                }
            }
        }
    }

    private void factors(int k, int first, GaussLegendre rule, int n, double o) {
        int at = (k - first) * n;
        double s = paths.share[k];
        if (paths.isFirst(k)) {
            for (int q = 0; q < n; q++) {
                double t = rule.point(q);
                factor[at + q] = s * (1 - t) + o * t;
            }
            return;
        }
        int up = paths.above[k];
        double before = paths.isFirst(up) ? 1 : kept[up - first];
        double side = goes[up - first];
        double m = before * (paths.toTheLeft[k] ? side : 1 - side);
        kept[k - first] = m;
        for (int q = 0; q < n; q++) {
            factor[at + q] = s + m * paths.stay(k, q) + m * o * paths.turn(k, q);
        }
    }

    private void up(int tree, int n, double[] out, int to) {
        int first = paths.start[tree];
        for (int k = paths.start[tree + 1] - 1; k >= first; k--) {
            int left = paths.left[k];
            int right = paths.right[k];
            boolean isFirst = paths.isFirst(k);
            double sum = 0;
            double d = 1;
            int at = (k - first) * n;
            if (left < 0 && right < 0) {
                double below = paths.value(right);
                d = paths.value(left) - below;
                for (int q = 0; q < n; q++) {
                    double p = weight[at + q];
                    sum += isFirst ? p : paths.scale(k, q) * p;
                    worth[at + q] = below + factor[at + q] * d;
                }
            } else {
                for (int q = 0; q < n; q++) {
                    double below = right < 0 ? paths.value(right) : worth[(right - first) * n + q];
                    double by = (left < 0 ? paths.value(left) : worth[(left - first) * n + q]) - below;
                    double p = weight[at + q];
                    sum += isFirst ? p * by : paths.scale(k, q) * p * by;
                    worth[at + q] = below + factor[at + q] * by;
                }
            }
            double change = (goes[k - first] - paths.share[k]) * (sum * d);
            out[to + paths.feature[k]] += isFirst ? change : kept[k - first] * change;
        }
    }
}
