package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import java.util.Arrays;

/** How many decisions hang on a small error of an input. Pure and thread-safe. */
public final class DecisionFlips {
    private DecisionFlips() {}

    /**
     * Moves every number of every row, one at a time, up and down.
     *
     * @param scorer the model
     * @param rule what becomes of a score
     * @param rows the rows
     * @param step how far a number is moved, in standard deviations of its column, above 0; it stays within the feature's
     *     declared range
     * @return the share of rows of which at least one move changes the outcome, with its exact binomial 95 % interval;
     *     unknown without rows
     * @throws InvalidInputException if the step is out of range or a score is not finite
     */
    public static Estimate of(Scorer scorer, DecisionRule rule, Rows rows, double step) {
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of("step", "is " + step, "finite and above 0");
        }
        int n = rows.count();
        double[] before = scores(scorer, rows.toArray(), n);
        boolean[] flips = new boolean[n];
        for (int column = 0; column < rows.schema().size(); column++) {
            Feature feature = rows.schema().features().get(column);
            double by = step * deviation(rows.column(column));
            if (feature.type() == Feature.Type.NUMERIC && by > 0) {
                flip(scorer, rule, rows, column, by, before, flips);
                flip(scorer, rule, rows, column, -by, before, flips);
            }
        }
        long count = 0;
        for (boolean one : flips) {
            count += one ? 1 : 0;
        }
        return Proportions.of(count, n, 0.95);
    }

    private static void flip(
            Scorer scorer, DecisionRule rule, Rows rows, int column, double by, double[] before, boolean[] flips) {
        Feature feature = rows.schema().features().get(column);
        double[] moved = rows.toArray();
        for (int i = column; i < moved.length; i += rows.schema().size()) {
            moved[i] = Math.max(feature.min(), Math.min(feature.max(), moved[i] + by));
        }
        double[] after = scores(scorer, moved, rows.count());
        for (int i = 0; i < flips.length; i++) {
            flips[i] |= rule.apply(before[i]) != rule.apply(after[i]);
        }
    }

    private static double[] scores(Scorer scorer, double[] rows, int n) {
        double[] out = new double[n];
        scorer.score(rows, n, out);
        if (!Arrays.stream(out).allMatch(Double::isFinite)) {
            throw InvalidInputException.of("scorer", "gave a score that is not finite", "one that gives finite scores");
        }
        return out;
    }

    /** Of the values that are there, with n - 1. */
    private static double deviation(double[] values) {
        double[] there = Arrays.stream(values).filter(Double::isFinite).toArray();
        return Moments.of(there).standardDeviation();
    }
}
