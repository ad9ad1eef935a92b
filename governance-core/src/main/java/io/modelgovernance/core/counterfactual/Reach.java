package io.modelgovernance.core.counterfactual;

import io.modelgovernance.core.tree.FlatTrees;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.ScoreGoal;

/** Which leaves of an ensemble the rows of a box reach; local to one search. */
final class Reach {
    private final TreeEnsemble ensemble;
    private final FlatTrees trees;
    private final Choices choices;
    private final double sign;
    private final double slack;

    /** Looks for small margins if below is true, else for great ones. */
    Reach(TreeEnsemble ensemble, Choices choices, boolean below) {
        this.ensemble = ensemble;
        this.trees = ensemble.trees();
        this.choices = choices;
        this.sign = below ? -1 : 1;
        double size = Math.abs(ensemble.base());
        for (int node = 0; node < trees.nodes(); node++) {
            size += trees.isLeaf(node) ? Math.abs(trees.value(node)) : 0;
        }
        this.slack = size * (ensemble.singlePrecision() ? 1e-6 : 1e-14);
    }

    /** False only if no row of the box can meet the goal, rounding of the margin allowed for. */
    boolean mayMeet(ScoreGoal goal, int[] first, int[] last) {
        double best = sign * ensemble.base();
        for (int tree = 0; tree < trees.count(); tree++) {
            best += best(trees.root(tree), first, last);
        }
        return best + slack >= sign * goal.threshold();
    }

    /**
     * A split that not all rows of the box pass the same way: in the tree that has most to gain over the leaf of a row, on
     * that row's path, where the other way leads to most. -1 if the margin is the same in the whole box.
     */
    int dividing(int[] first, int[] last, double[] row) {
        int found = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int tree = 0; tree < trees.count(); tree++) {
            double leaf = sign * trees.value(trees.leaf(trees.root(tree), row, 0));
            int node = trees.root(tree);
            while (!trees.isLeaf(node)) {
                boolean left = trees.goesLeft(node, row[trees.feature(node)]);
                int other = left ? trees.right(node) : trees.left(node);
                if (passes(node, !left, first, last)) {
                    double gain = best(other, first, last) - leaf;
                    if (gain > most) {
                        most = gain;
                        found = node;
                    }
                }
                node = left ? trees.left(node) : trees.right(node);
            }
        }
        return found;
    }

    private double best(int node, int[] first, int[] last) {
        if (trees.isLeaf(node)) {
            return sign * trees.value(node);
        }
        boolean left = passes(node, true, first, last);
        boolean right = passes(node, false, first, last);
        double best = left ? best(trees.left(node), first, last) : Double.NEGATIVE_INFINITY;
        return right ? Math.max(best, best(trees.right(node), first, last)) : best;
    }

    /** Whether a row of the box passes a split this way. */
    private boolean passes(int node, boolean left, int[] first, int[] last) {
        int feature = trees.feature(node);
        if (trees.isPlain(node) && choices.ascend(feature)) {
            return trees.goesLeft(node, choices.value(feature, left ? first[feature] : last[feature])) == left;
        }
        for (int choice = first[feature]; choice <= last[feature]; choice++) {
            if (trees.goesLeft(node, choices.value(feature, choice)) == left) {
                return true;
            }
        }
        return false;
    }
}
