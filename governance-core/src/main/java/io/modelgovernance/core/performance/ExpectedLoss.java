package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.learn.BoostedTrees;
import io.modelgovernance.core.stats.Moments;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What a regression model's loss is expected to be before any true value has come: a second model learns on labelled
 * cases how wrong the first one is where (direct loss estimation, DLE).
 *
 * <p><strong>It holds only as far as the model is as wrong for like inputs as it was:</strong> it follows inputs to where the
 * model is worse, and does not see that their meaning has changed. The interval says where the realised mean loss of the
 * window will lie if so: it takes in the spread of losses about their expectation, and that of what was learnt. Where
 * earlier windows have true values, {@link TrackRecord} takes in the rest. Immutable and thread-safe.
 */
public final class ExpectedLoss {
    private static final double Z95 = 1.959963984540054;
    private static final int LEAST = 100;

    private final Loss loss;
    private final int width;
    private final BoostedTrees[] halves;
    private final double bias;
    private final double deviation;
    private final int learnt;

    /** How wrong a prediction is. */
    public enum Loss {
        /** The absolute error; its mean is the MAE. */
        ABSOLUTE,
        /** The squared error; its mean is the MSE. */
        SQUARED;

        double of(double truth, double predicted) {
            double away = Math.abs(truth - predicted);
            return this == ABSOLUTE ? away : away * away;
        }
    }

    private ExpectedLoss(Loss loss, int width, BoostedTrees[] halves, double bias, double deviation, int learnt) {
        this.loss = loss;
        this.width = width;
        this.halves = halves;
        this.bias = bias;
        this.deviation = deviation;
        this.learnt = learnt;
    }

    /**
     * Learns from labelled cases that the model was not trained on. Each half of them is learnt from and asked of the
     * other, which says how far off the expectation is.
     *
     * @param loss which loss
     * @param inputs row-major inputs of the model, NaN where missing; not modified
     * @param width inputs of a case, at least 1
     * @param predicted what it predicted, one a case; not modified
     * @param truth what was true; at least 100 cases; not modified
     * @param seed says how the cases are halved
     * @return what was learnt
     * @throws InvalidInputException if lengths do not fit, there are too few cases, or a number is not finite
     */
    public static ExpectedLoss learn(
            Loss loss, double[] inputs, int width, double[] predicted, double[] truth, long seed) {
        PredictedValues cases = PredictedValues.of(truth, predicted);
        int n = cases.size();
        if (n < LEAST || width < 1 || inputs.length != (long) n * width) {
            throw InvalidInputException.of(
                    "cases", "are " + n + " with " + inputs.length + " inputs", "at least " + LEAST + " of " + width);
        }
        double[] rows = joined(inputs, width, predicted);
        int[] order = new int[n];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        double[] losses = new double[n];
        Arrays.setAll(losses, i -> loss.of(truth[i], predicted[i]));
        double[] rest = new double[n];
        BoostedTrees[] halves = new BoostedTrees[2];
        for (int half = 0; half < 2; half++) {
            int[] mine = Arrays.copyOfRange(order, half == 0 ? 0 : n / 2, half == 0 ? n / 2 : n);
            int[] others = Arrays.copyOfRange(order, half == 0 ? n / 2 : 0, half == 0 ? n : n / 2);
            double[] target = Arrays.stream(mine).mapToDouble(i -> losses[i]).toArray();
            halves[half] =
                    BoostedTrees.fit(pick(rows, width + 1, mine), width + 1, target, BoostedTrees.Settings.defaults());
            double[] expected = new double[others.length];
            halves[half].score(pick(rows, width + 1, others), others.length, expected);
            for (int i = 0; i < others.length; i++) {
                rest[others[i]] = losses[others[i]] - expected[i];
            }
        }
        Moments moments = Moments.of(rest);
        return new ExpectedLoss(loss, width, halves, moments.mean(), moments.standardDeviation(), n);
    }

    /**
     * The mean loss to expect of a window.
     *
     * @param inputs row-major inputs as when learning; not modified
     * @param predicted what the model predicted; not modified
     * @return the mean absolute or mean squared error with its 95 % interval; unknown without cases
     * @throws InvalidInputException if the lengths do not fit
     */
    public Estimate of(double[] inputs, double[] predicted) {
        int n = predicted.length;
        if (inputs.length != (long) n * width) {
            throw InvalidInputException.of("inputs", "have " + inputs.length + " values", n + " times " + width);
        }
        if (n == 0) {
            return Estimate.notEnoughData(0, "needs a case");
        }
        double[] rows = joined(inputs, width, predicted);
        double[] expected = new double[n];
        double sum = 0;
        for (BoostedTrees half : halves) {
            half.score(rows, n, expected);
            for (double one : expected) {
                sum += one / 2;
            }
        }
        double value = Math.max(0, sum / n + bias);
        double half = Z95 * deviation * Math.sqrt(1.0 / n + 1.0 / learnt);
        String what = loss == Loss.ABSOLUTE ? "mean absolute error" : "mean squared error";
        return Estimate.of(
                value,
                Math.max(0, value - half),
                value + half,
                0.95,
                n,
                what + " expected (DLE), learnt from " + learnt
                        + " cases, as right as like inputs are as hard as they were");
    }

    private static double[] joined(double[] inputs, int width, double[] predicted) {
        double[] rows = new double[predicted.length * (width + 1)];
        for (int i = 0; i < predicted.length; i++) {
            System.arraycopy(inputs, i * width, rows, i * (width + 1), width);
            rows[i * (width + 1) + width] = predicted[i];
        }
        return rows;
    }

    private static double[] pick(double[] rows, int width, int[] places) {
        double[] picked = new double[places.length * width];
        for (int i = 0; i < places.length; i++) {
            System.arraycopy(rows, places[i] * width, picked, i * width, width);
        }
        return picked;
    }
}
