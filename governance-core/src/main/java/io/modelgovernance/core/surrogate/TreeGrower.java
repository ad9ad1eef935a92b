package io.modelgovernance.core.surrogate;

import io.modelgovernance.core.tree.TreeNode;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows a regression tree that lowers the squared error most at each split; ties go to the first feature and the least
 * threshold. Categories are ordered by their mean score, which finds the best two groups (Fisher 1958). Missing values go
 * where they lower the error more. Local to one call.
 */
final class TreeGrower {
    private final Rows rows;
    private final double[] scores;
    private final int leastLeaf;

    TreeGrower(Rows rows, double[] scores, int leastLeaf) {
        this.rows = rows;
        this.scores = scores;
        this.leastLeaf = leastLeaf;
    }

    TreeNode grow(int depth) {
        return grow(IntStream.range(0, rows.count()).toArray(), depth);
    }

    private TreeNode grow(int[] members, int depth) {
        Cut best = null;
        for (int f = 0;
                depth > 0
                        && members.length >= 2 * leastLeaf
                        && f < rows.schema().size();
                f++) {
            Cut cut = best(members, f);
            if (cut != null && (best == null || cut.gain > best.gain)) {
                best = cut;
            }
        }
        if (best == null) {
            double sum = Arrays.stream(members).mapToDouble(i -> scores[i]).sum();
            return TreeNode.leaf(sum / members.length, members.length);
        }
        Cut cut = best;
        TreeNode left =
                grow(Arrays.stream(members).filter(i -> cut.left(rows, i)).toArray(), depth - 1);
        TreeNode right =
                grow(Arrays.stream(members).filter(i -> !cut.left(rows, i)).toArray(), depth - 1);
        return cut.node(left, right);
    }

    /** A way to divide rows in two, and by how much it lowers the squared error. */
    private record Cut(
            int feature, double threshold, @Nullable BitSet categories, boolean missingLeft, double gain) {
        boolean left(Rows rows, int row) {
            double value = rows.get(row, feature);
            if (Double.isNaN(value)) {
                return missingLeft;
            }
            return categories == null ? value < threshold : categories.get((int) value);
        }

        TreeNode node(TreeNode left, TreeNode right) {
            if (categories == null) {
                return new TreeNode.Split(feature, threshold, missingLeft, false, left, right);
            }
            List<Integer> group = categories.stream().boxed().toList();
            return new TreeNode.CategorySplit(feature, group, missingLeft, left, right);
        }
    }

    private @Nullable Cut best(int[] members, int feature) {
        boolean categorical = rows.schema().features().get(feature).type() == Feature.Type.CATEGORICAL;
        double[] order = categorical ? means(members, feature) : new double[0];
        Integer[] known = Arrays.stream(members)
                .filter(i -> !Double.isNaN(rows.get(i, feature)))
                .boxed()
                .toArray(Integer[]::new);
        Comparator<Integer> byValue = Comparator.comparingDouble(i -> rows.get(i, feature));
        Comparator<Integer> byMean = Comparator.comparingDouble(i -> order[(int) rows.get(i, feature)]);
        Arrays.sort(known, categorical ? byMean.thenComparing(byValue) : byValue);
        double missing = 0;
        double all = 0;
        for (int i : members) {
            all += scores[i];
            missing += Double.isNaN(rows.get(i, feature)) ? scores[i] : 0;
        }
        Sums sums = new Sums(members.length, members.length - known.length, all, missing);
        Cut best = null;
        BitSet seen = new BitSet();
        double left = 0;
        for (int k = 1; k < known.length; k++) {
            double before = rows.get(known[k - 1], feature);
            double value = rows.get(known[k], feature);
            left += scores[known[k - 1]];
            if (categorical) {
                seen.set((int) before);
            }
            if (before == value) {
                continue;
            }
            for (boolean missingLeft : new boolean[] {false, true}) {
                double gain = sums.gain(k, left, missingLeft, leastLeaf);
                if (gain > (best == null ? 1e-12 * sums.size() : best.gain)) {
                    BitSet group = categorical ? (BitSet) seen.clone() : null;
                    best = new Cut(feature, between(before, value), group, missingLeft, gain);
                }
            }
        }
        return best;
    }

    private double[] means(int[] members, int feature) {
        int categories = rows.schema().features().get(feature).categories().size();
        double[] sum = new double[categories];
        int[] count = new int[categories];
        for (int i : members) {
            double value = rows.get(i, feature);
            if (!Double.isNaN(value)) {
                sum[(int) value] += scores[i];
                count[(int) value]++;
            }
        }
        for (int c = 0; c < categories; c++) {
            sum[c] = count[c] == 0 ? 0 : sum[c] / count[c];
        }
        return sum;
    }

    /** A threshold above the one value and not above the other. */
    private static double between(double below, double value) {
        double middle = below + (value - below) / 2;
        return middle > below ? middle : value;
    }

    /** How much of the squares the means of two parts hold more than the mean of all. */
    private record Sums(int count, int missingCount, double all, double missing) {
        double gain(int known, double sum, boolean missingLeft, int leastLeaf) {
            int n = known + (missingLeft ? missingCount : 0);
            double left = sum + (missingLeft ? missing : 0);
            if (n < leastLeaf || count - n < leastLeaf) {
                return Double.NEGATIVE_INFINITY;
            }
            double right = all - left;
            return left * left / n + right * right / (count - n) - all * all / count;
        }

        double size() {
            return Math.abs(all) * Math.abs(all) / count;
        }
    }
}
