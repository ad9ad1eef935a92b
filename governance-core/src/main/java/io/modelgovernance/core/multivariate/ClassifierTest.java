package io.modelgovernance.core.multivariate;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.learn.BoostedTrees;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.MannWhitney;
import io.modelgovernance.core.stats.SortedSample;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab 2017): a model learns on one half of the rows which of them are of the
 * window, and is asked about the other half. If it can tell, the window has changed, and what it goes by says where.
 *
 * <p>The p-value is that of the Mann-Whitney test of the scores of the half that it has not seen, so that it holds its level
 * whatever the model is. Immutable and thread-safe.
 */
public final class ClassifierTest {
    private static final int LEAST = 20;

    private final Learner learner;
    private final int most;
    private final long seed;

    /** Learns to tell rows apart. */
    @FunctionalInterface
    public interface Learner {
        /**
         * Learns.
         *
         * @param rows row-major coordinates; not to be modified
         * @param width coordinates of a row
         * @param window 1 for a row of the window, else 0
         * @return a model that gives rows of the window greater scores, and says by which coordinates
         */
        Learnt learn(double[] rows, int width, double[] window);
    }

    /**
     * What was learnt.
     *
     * @param scorer greater for rows of the window
     * @param importance how much it goes by each coordinate, shares that add up to 1, or all 0
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Learnt(Scorer scorer, double[] importance) {}

    /**
     * A test's outcome.
     *
     * @param auc chance that a row of the window gets a greater score than one of the reference, with DeLong's interval; a
     *     half if nothing can be told
     * @param p probability of one at least as great if both are of one distribution
     * @param importance by feature, in the order of the schema: how much the model went by it, shares that add up to 1 or
     *     all 0
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(Estimate auc, double p, double[] importance) {}

    private ClassifierTest(Learner learner, int most, long seed) {
        this.learner = learner;
        this.most = most;
        this.seed = seed;
    }

    /**
     * With boosted trees, and at most 5,000 rows a side.
     *
     * @param seed says how rows are halved and drawn
     * @return the test
     */
    public static ClassifierTest withTrees(long seed) {
        Learner trees = (rows, width, window) -> {
            BoostedTrees model = BoostedTrees.fit(rows, width, window, BoostedTrees.Settings.defaults());
            return new Learnt(model, model.importance());
        };
        return new ClassifierTest(trees, 5_000, seed);
    }

    /**
     * With a learner of your own.
     *
     * @param other learns to tell rows apart
     * @return a copy
     */
    public ClassifierTest withLearner(Learner other) {
        return new ClassifierTest(other, most, seed);
    }

    /**
     * With another limit on the rows of a side.
     *
     * @param rows at least 20
     * @return a copy
     * @throws InvalidInputException if it is below 20
     */
    public ClassifierTest withMost(int rows) {
        if (rows < LEAST) {
            throw InvalidInputException.of("greatest number of rows", "is " + rows, "at least " + LEAST);
        }
        return new ClassifierTest(learner, rows, seed);
    }

    /**
     * Compares.
     *
     * @param space where the rows lie
     * @param reference row-major coordinates of {@link RowSpace#place}, at least 20 rows; not modified
     * @param window the same of the window; not modified
     * @return what it says
     * @throws InvalidInputException if the lengths do not fit, there are too few rows, or a value is not finite
     */
    public Result test(RowSpace space, double[] reference, double[] window) {
        int width = space.width();
        SplittableRandom random = new SplittableRandom(seed);
        double[] before = Draws.rows(Draws.require("reference rows", reference, width, LEAST), width, most, random);
        double[] now = Draws.rows(Draws.require("window rows", window, width, LEAST), width, most, random);
        int n = before.length / width;
        int m = now.length / width;
        int[] first = Draws.shuffled(n, random);
        int[] second = Draws.shuffled(m, random);
        double[] learn = join(Draws.pick(before, width, first, 0, n / 2), Draws.pick(now, width, second, 0, m / 2));
        double[] sides = new double[n / 2 + m / 2];
        Arrays.fill(sides, n / 2, sides.length, 1);
        Learnt learnt = learner.learn(learn, width, sides);
        double[] low = score(learnt, Draws.pick(before, width, first, n / 2, n), n - n / 2);
        double[] high = score(learnt, Draws.pick(now, width, second, m / 2, m), m - m / 2);
        MannWhitney.Result ranks = MannWhitney.test(SortedSample.of(high), SortedSample.of(low));
        boolean[] positive = new boolean[low.length + high.length];
        Arrays.fill(positive, low.length, positive.length, true);
        double p = ranks.superiority() >= 0.5 ? ranks.p() / 2 : 1 - ranks.p() / 2;
        double[] importance = new double[space.schema().size()];
        for (int i = 0; i < width; i++) {
            importance[space.feature(i)] += learnt.importance()[i];
        }
        return new Result(Auc.of(positive, join(low, high)), p, importance);
    }

    private static double[] score(Learnt learnt, double[] rows, int n) {
        double[] scores = new double[n];
        learnt.scorer().score(rows, n, scores);
        return scores;
    }

    private static double[] join(double[] a, double[] b) {
        double[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
