package io.modelgovernance.core.surrogate;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;

/**
 * One small tree that stands in for a model, and how faithful it is.
 *
 * <p>A regression tree (Breiman et al. 1984) fitted to the model's scores: a global surrogate. Its fidelity is measured on
 * rows it was not grown on. Nothing is drawn. Immutable and thread-safe.
 */
public final class SurrogateTree {
    private final TreeEnsemble tree;

    private SurrogateTree(TreeEnsemble tree) {
        this.tree = tree;
    }

    /**
     * Grows a tree.
     *
     * @param scorer the model to stand in for
     * @param rows the rows to grow on, at least twice the least leaf
     * @param depth most questions on a way, 1 to 10
     * @param leastLeaf fewest rows of a leaf, at least 1
     * @return the tree
     * @throws InvalidInputException if a number is out of range or there are too few rows
     */
    public static SurrogateTree grow(Scorer scorer, Rows rows, int depth, int leastLeaf) {
        if (depth < 1 || depth > 10 || leastLeaf < 1 || rows.count() / 2 < leastLeaf) {
            throw InvalidInputException.of(
                    "surrogate tree",
                    "has depth " + depth + " and leaves of " + leastLeaf + " out of " + rows.count() + " rows",
                    "of depth 1 to 10 with leaves of 1 up to half of the rows");
        }
        double[] scores = rows.score(scorer);
        TreeEnsemble tree = TreeEnsemble.builder(rows.schema().size())
                .tree(new TreeGrower(rows, scores, leastLeaf).grow(depth))
                .build();
        return new SurrogateTree(tree);
    }

    /**
     * The tree as a model.
     *
     * @return an ensemble of one tree, its leaves mean scores of the model
     */
    public TreeEnsemble tree() {
        return tree;
    }

    /**
     * Share of the variance of the model's scores that the tree reproduces on other rows.
     *
     * @param scorer the model
     * @param rows rows that the tree was not grown on
     * @return R squared with a 95 % interval by the delta method; unknown for fewer than 30 rows or equal scores
     */
    public Estimate fidelity(Scorer scorer, Rows rows) {
        int n = rows.count();
        double[] scores = rows.score(scorer);
        double[] stand = rows.score(tree);
        double mean = 0;
        for (double score : scores) {
            mean += score / n;
        }
        double left = 0;
        double total = 0;
        for (int i = 0; i < n; i++) {
            left += square(scores[i] - stand[i]) / n;
            total += square(scores[i] - mean) / n;
        }
        if (n < 30 || Arrays.stream(scores).allMatch(score -> score == scores[0])) {
            return Estimate.notEnoughData(n, "fidelity needs at least 30 rows with different scores");
        }
        double ratio = left / total;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += square((square(scores[i] - stand[i]) - ratio * square(scores[i] - mean)) / total);
        }
        double half = Normal.upperQuantile(0.025) * Math.sqrt(squares / (n - 1.0) / n);
        double value = 1 - ratio;
        return Estimate.of(
                value, value - half, Math.max(value, Math.min(1, value + half)), 0.95, n, "R squared, delta method");
    }

    private static double square(double value) {
        return value * value;
    }
}
