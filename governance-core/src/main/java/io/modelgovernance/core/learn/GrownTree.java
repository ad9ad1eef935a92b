package io.modelgovernance.core.learn;

import java.util.Arrays;

/** A complete binary tree; node i has the children 2 i + 1 and 2 i + 2. A value above a node's threshold goes to the right. */
final class GrownTree {
    private final int[] column;
    private final double[] threshold;
    private final double[] gain;
    private final double[] leaves;

    private GrownTree(int depth) {
        int inner = (1 << depth) - 1;
        column = new int[inner];
        threshold = new double[inner];
        gain = new double[inner];
        leaves = new double[inner + 1];
        Arrays.fill(column, -1);
    }

    /** Grows a tree on the residuals and takes its values off them. */
    static GrownTree grow(BinnedRows rows, double[] residual, BoostedTrees.Settings settings) {
        GrownTree tree = new GrownTree(settings.depth());
        int[] node = new int[rows.n()];
        for (int level = 0; level < settings.depth(); level++) {
            tree.split(rows, residual, node, level, settings.leastLeaf());
        }
        int inner = tree.column.length;
        double[] sums = new double[inner + 1];
        long[] counts = new long[inner + 1];
        for (int i = 0; i < node.length; i++) {
            sums[node[i] - inner] += residual[i];
            counts[node[i] - inner]++;
        }
        for (int leaf = 0; leaf <= inner; leaf++) {
            tree.leaves[leaf] = counts[leaf] == 0 ? 0 : settings.shrinkage() * sums[leaf] / counts[leaf];
        }
        for (int i = 0; i < node.length; i++) {
            residual[i] -= tree.leaves[node[i] - inner];
        }
        return tree;
    }

    private void split(BinnedRows rows, double[] residual, int[] node, int level, int leastLeaf) {
        int from = (1 << level) - 1;
        int nodes = 1 << level;
        int[] cut = new int[nodes];
        double[][] sums = new double[nodes][BinnedRows.BINS];
        long[][] counts = new long[nodes][BinnedRows.BINS];
        for (int c = 0; c < rows.codes().length; c++) {
            byte[] codes = rows.codes()[c];
            for (int k = 0; k < nodes; k++) {
                Arrays.fill(sums[k], 0);
                Arrays.fill(counts[k], 0);
            }
            for (int i = 0; i < node.length; i++) {
                sums[node[i] - from][codes[i]] += residual[i];
                counts[node[i] - from][codes[i]]++;
            }
            for (int k = 0; k < nodes; k++) {
                improve(from + k, c, sums[k], counts[k], leastLeaf, cut, k);
            }
        }
        for (int k = 0; k < nodes; k++) {
            int c = column[from + k];
            threshold[from + k] = c < 0
                    ? Double.POSITIVE_INFINITY
                    : cut[k] == 0 ? Double.NEGATIVE_INFINITY : rows.edges()[c][cut[k] - 1];
        }
        for (int i = 0; i < node.length; i++) {
            int c = column[node[i]];
            boolean right = c >= 0 && rows.codes()[c][i] > cut[node[i] - from];
            node[i] = 2 * node[i] + (right ? 2 : 1);
        }
    }

    /** Takes the cut of a column that takes most off the squared error, if it takes off more than what is known. */
    private void improve(int at, int c, double[] sums, long[] counts, int leastLeaf, int[] cut, int k) {
        double sum = 0;
        long count = 0;
        for (int b = 0; b < sums.length; b++) {
            sum += sums[b];
            count += counts[b];
        }
        double left = 0;
        long few = 0;
        for (int b = 0; b + 1 < sums.length; b++) {
            left += sums[b];
            few += counts[b];
            long many = count - few;
            if (few >= leastLeaf && many >= leastLeaf) {
                double right = sum - left;
                double taken = left * left / few + right * right / many - sum * sum / count;
                if (taken > gain[at] + 1e-12) {
                    gain[at] = taken;
                    column[at] = c;
                    cut[k] = b;
                }
            }
        }
    }

    double value(double[] rows, int from) {
        int at = 0;
        while (at < column.length) {
            at = column[at] >= 0 && rows[from + column[at]] > threshold[at] ? 2 * at + 2 : 2 * at + 1;
        }
        return leaves[at - column.length];
    }

    double addGains(double[] gains) {
        double all = 0;
        for (int i = 0; i < column.length; i++) {
            if (column[i] >= 0) {
                gains[column[i]] += gain[i];
                all += gain[i];
            }
        }
        return all;
    }
}
