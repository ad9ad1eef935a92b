package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import java.util.Arrays;

/**
 * The splits of an ensemble with all that explanations by path need and that does not depend on a row.
 *
 * <p>A row that meets, on the path to a leaf of value v, the features i with shares of training weight {@code r_i} and
 * satisfies ({@code o_i = 1}) or not ({@code o_i = 0}) all splits on each, gives feature i the contribution {@code v (o_i
 * - r_i)} times the integral over t from 0 to 1 of the product over the other features j of {@code F_j = r_j (1 - t) +
 * o_j t}. The Shapley weights are that integral (Owen 1972); the integrand is a polynomial in t, so that as many
 * Gauss-Legendre points as half the features on the path integrate it exactly. At each point products go down the tree
 * and sums of leaves come up, which costs O(splits x depth) instead of O(leaves x depth^2). Telescoping over the splits
 * of one feature is that of Linear TreeSHAP (Yu, Bifet, Read and Xu 2022), whose polynomials the quadrature replaces by
 * well-conditioned sums; Quadrature-TreeSHAP (Wettenstein, Mitchell and Yu 2026) found the same with 8 points at any
 * depth, exact up to 16 features on a path, where here the points grow with the path and the result stays exact.
 *
 * <p>With {@code u = 1 - t}, share s of the left child, and m telling whether the row satisfies the splits above on the
 * same feature, of share r, the left child's factor is {@code G = s + m (r s u / F - s) + m o t / F}, {@code F = r u +
 * t}, the right child's is {@code 1 - G}, and the split adds {@code m (o - s) r / F^2} times its weight times the
 * difference of its children to its feature. Where the feature did not occur above, m, r and F are 1.
 *
 * <p>Splits are numbered tree after tree, a parent before its left subtree and that before its right. Immutable.
 */
final class TreePaths {
    private static final int EXTRA = 3;

    final FlatTrees trees;
    final int features;
    final double base;

    /** First split of each tree, and the number of splits at the end. */
    final int[] start;

    /** Quadrature points of each tree: enough for the most distinct features on one of its paths. */
    final int[] points;

    /** Levels of splits of each tree. */
    final int[] levels;

    /** Node of each split. */
    final int[] node;

    /** Feature of each split. */
    final int[] feature;

    /** Share of the training weight that goes left at each split. */
    final double[] share;

    /** Left child of each split: a split, or the complement of a node that is a leaf. */
    final int[] left;

    /** Right child of each split, likewise. */
    final int[] right;

    /** The nearest split above on the same feature, -1 if none; whether this one lies to its left. */
    final int[] above;

    final boolean[] toTheLeft;

    /** Mean margin of the training rows, by covers. */
    final double mean;

    private final int mostDistinct;
    private final int[] extraAt;
    private double[] extra = new double[0];
    private final GaussLegendre[] rules;
    private final TreeRanks ranks;
    private int splits;
    private int extras;

    TreePaths(TreeEnsemble ensemble) {
        this.trees = ensemble.trees();
        this.features = ensemble.features();
        this.base = ensemble.base();
        int count = (trees.nodes() - trees.count()) / 2;
        start = new int[trees.count() + 1];
        points = new int[trees.count()];
        levels = new int[trees.count()];
        node = new int[count];
        feature = new int[count];
        share = new double[count];
        left = new int[count];
        right = new int[count];
        above = new int[count];
        toTheLeft = new boolean[count];
        extraAt = new int[count];
        int[] seen = new int[features];
        double[] shares = new double[features];
        double sum = base;
        int most = 0;
        for (int tree = 0; tree < trees.count(); tree++) {
            start[tree] = splits;
            Arrays.fill(seen, -1);
            Arrays.fill(shares, 1);
            int distinct = distinct(trees.root(tree), new int[features], 0, tree, 0);
            most = Math.max(most, distinct);
            points[tree] = (distinct + 1) / 2;
            place(trees.root(tree), seen);
            sum += mean(trees.root(tree));
        }
        start[trees.count()] = splits;
        mean = sum;
        mostDistinct = most;
        rules = new GaussLegendre[(most + 1) / 2 + 1];
        for (int tree = 0; tree < trees.count(); tree++) {
            int n = points[tree];
            if (n > 0 && rules[n] == null) {
                rules[n] = GaussLegendre.of(n);
            }
            fillExtras(tree);
        }
        ranks = new TreeRanks(trees, features, node, feature);
    }

    int count() {
        return points.length;
    }

    /** Most distinct features on a path. */
    int mostDistinct() {
        return mostDistinct;
    }

    int mostPoints() {
        return rules.length - 1;
    }

    int mostLevels() {
        return Arrays.stream(levels).max().orElse(0);
    }

    int mostSplits() {
        int most = 0;
        for (int tree = 0; tree < points.length; tree++) {
            most = Math.max(most, start[tree + 1] - start[tree]);
        }
        return most;
    }

    /** The rule of a number of points that some tree has. */
    GaussLegendre rule(int n) {
        return rules[n];
    }

    double[] thresholds(int asked) {
        return ranks.thresholds(asked);
    }

    double rank(int split) {
        return ranks.rank(split);
    }

    /** For a split whose feature occurred above, at a point: {@code r s u / F - s}. */
    double stay(int split, int q) {
        return extra[extraAt[split] + EXTRA * q];
    }

    /** Likewise {@code t / F}. */
    double turn(int split, int q) {
        return extra[extraAt[split] + EXTRA * q + 1];
    }

    /** Likewise {@code r / F^2}. */
    double scale(int split, int q) {
        return extra[extraAt[split] + EXTRA * q + 2];
    }

    boolean isFirst(int split) {
        return above[split] < 0;
    }

    double value(int leaf) {
        return trees.value(~leaf);
    }

    /** Mean margin of some rows, in double precision. */
    double mean(double[] rows, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double margin = base;
            for (int tree = 0; tree < trees.count(); tree++) {
                margin += trees.value(trees.leaf(trees.root(tree), rows, i * features));
            }
            sum += margin;
        }
        return sum / count;
    }

    /** Refuses arrays that are too short for n rows. */
    void checkBatch(double[] rows, int n, double[] out, long each) {
        if (n < 0 || (long) n * features > rows.length || n * each > out.length) {
            throw InvalidInputException.of(
                    "batch",
                    "has " + n + " rows in an array of " + rows.length + " for results of " + out.length,
                    "at least 0 rows of " + features + " values and " + each + " results a row");
        }
    }

    private int distinct(int at, int[] onPath, int found, int tree, int depth) {
        if (trees.isLeaf(at)) {
            levels[tree] = Math.max(levels[tree], depth);
            return found;
        }
        int asked = trees.feature(at);
        int now = onPath[asked]++ == 0 ? found + 1 : found;
        int most = Math.max(
                distinct(trees.left(at), onPath, now, tree, depth + 1),
                distinct(trees.right(at), onPath, now, tree, depth + 1));
        onPath[asked]--;
        return most;
    }

    /** Numbers the splits below a node; {@code seen} holds 2 split + side of the nearest split above by feature. */
    private int place(int at, int[] seen) {
        if (trees.isLeaf(at)) {
            return ~at;
        }
        int split = splits++;
        int asked = trees.feature(at);
        int before = seen[asked];
        node[split] = at;
        feature[split] = asked;
        share[split] = share(at);
        above[split] = before < 0 ? -1 : before >> 1;
        toTheLeft[split] = before >= 0 && (before & 1) == 1;
        seen[asked] = 2 * split + 1;
        left[split] = place(trees.left(at), seen);
        seen[asked] = 2 * split;
        right[split] = place(trees.right(at), seen);
        seen[asked] = before;
        return split;
    }

    /** The left child's part of the cover; half if neither child has any. */
    private double share(int at) {
        double both = trees.cover(at);
        return both > 0 ? trees.cover(trees.left(at)) / both : 0.5;
    }

    private double mean(int at) {
        if (trees.isLeaf(at)) {
            return trees.value(at);
        }
        double share = share(at);
        return share * mean(trees.left(at)) + (1 - share) * mean(trees.right(at));
    }

    private void fillExtras(int tree) {
        for (int split = start[tree]; split < start[tree + 1]; split++) {
            if (isFirst(split)) {
                continue;
            }
            int n = points[tree];
            if (extras + EXTRA * n > extra.length) {
                extra = Arrays.copyOf(extra, Math.max(2 * extra.length, extras + EXTRA * n));
            }
            extraAt[split] = extras;
            double so = 1;
            for (int up = split; above[up] >= 0; up = above[up]) {
                so *= toTheLeft[up] ? share[above[up]] : 1 - share[above[up]];
            }
            for (int q = 0; q < n; q++) {
                double t = rules[n].point(q);
                double factor = so * (1 - t) + t;
                extra[extras++] = so * share[split] * (1 - t) / factor - share[split];
                extra[extras++] = t / factor;
                extra[extras++] = so / (factor * factor);
            }
        }
    }
}
