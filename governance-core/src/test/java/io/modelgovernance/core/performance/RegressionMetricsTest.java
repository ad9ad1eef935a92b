package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.performance.ExpectedLoss.Loss;
import io.modelgovernance.core.stats.Resampling;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** References: {@code sklearn.metrics} on truth 3, -0.5, 2, 7, 4 and predictions 2.5, 0, 2, 8, 1 (scikit-learn 1.2.1), by hand too. */
class RegressionMetricsTest {
    private static final double[] TRUTH = {3, -0.5, 2, 7, 4};
    private static final double[] PREDICTED = {2.5, 0, 2, 8, 1};
    private static final PredictedValues CASES = PredictedValues.of(TRUTH, PREDICTED);
    private static final int[] ONCE = {1, 1, 1, 1, 1};

    private static double of(RegressionMetric metric) {
        return metric.of(CASES, ONCE);
    }

    @Test
    void agreesWithScikitLearn() {
        assertEquals(1.0, of(RegressionMetrics.meanAbsoluteError()), 1e-12);
        assertEquals(1.449137674618944, of(RegressionMetrics.rootMeanSquaredError()), 1e-12);
        assertEquals(0.6523178807947019, of(RegressionMetrics.explainedVariance()), 1e-12);
        assertEquals(0.5, of(RegressionMetrics.medianAbsoluteError()), 1e-12);
        assertEquals(0.4119047619047619, of(RegressionMetrics.meanAbsolutePercentageError()), 1e-12);
        assertEquals(-0.4, of(RegressionMetrics.bias()), 1e-12);
        // mean_pinball_loss(truth, predicted, alpha=0.9)
        assertEquals((0.9 * 3.5 + 0.1 * 1.5) / 5, of(RegressionMetrics.pinball(0.9)), 1e-12);
    }

    /** Counting a case twice is having it twice. */
    @Test
    void countsAreCases() {
        int[] times = {2, 0, 1, 3, 0};
        double[] truth = {3, 3, 2, 7, 7, 7};
        double[] predicted = {2.5, 2.5, 2, 8, 8, 8};
        PredictedValues written = PredictedValues.of(truth, predicted);
        for (RegressionMetric metric : new RegressionMetric[] {
            RegressionMetrics.meanAbsoluteError(),
            RegressionMetrics.rootMeanSquaredError(),
            RegressionMetrics.explainedVariance(),
            RegressionMetrics.medianAbsoluteError(),
            RegressionMetrics.meanAbsolutePercentageError(),
            RegressionMetrics.bias(),
            RegressionMetrics.pinball(0.3)
        }) {
            assertEquals(metric.of(written, new int[] {1, 1, 1, 1, 1, 1}), metric.of(CASES, times), 1e-12);
        }
    }

    @Test
    void hasAnIntervalOrSaysWhyNot() {
        Estimate error = CASES.percentile(RegressionMetrics.meanAbsoluteError(), Resampling.of(5, 1));
        assertTrue(error.low() < 1 && error.high() > 1 && error.n() == 5, error.toString());
        assertTrue(CASES.bca(RegressionMetrics.bias(), Resampling.of(5, 1)).known());
        PredictedValues constant = PredictedValues.of(new double[3], new double[3]);
        assertFalse(constant.percentile(RegressionMetrics.explainedVariance(), Resampling.of(3, 1))
                .known());
        assertFalse(constant.percentile(RegressionMetrics.meanAbsolutePercentageError(), Resampling.of(3, 1))
                .known());
        PredictedValues none = PredictedValues.of(new double[0], new double[0]);
        assertFalse(none.percentile(RegressionMetrics.meanAbsoluteError(), Resampling.of(0, 1))
                .known());
        assertThrows(
                InvalidInputException.class, () -> CASES.percentile(RegressionMetrics.bias(), Resampling.of(4, 1)));
        assertThrows(InvalidInputException.class, () -> PredictedValues.of(new double[1], new double[2]));
        assertThrows(InvalidInputException.class, () -> PredictedValues.of(new double[] {1 / 0.0}, new double[1]));
        assertThrows(InvalidInputException.class, () -> RegressionMetrics.pinball(1));
    }

    /** A model that is worse the further from 0: inputs move to where it is worse, and the expectation follows without any label. */
    @Test
    void theExpectedLossFollowsTheInputsAndCoversTheRealised() {
        int runs = 120;
        int held = 0;
        int moved = 0;
        SplittableRandom random = new SplittableRandom(5);
        Sample learn = Sample.of(random, 1_500, x -> x);
        double[] kept = learn.inputs.clone();
        ExpectedLoss expected = ExpectedLoss.learn(Loss.ABSOLUTE, learn.inputs, 1, learn.predicted, learn.truth, 3);
        assertArrayEquals(kept, learn.inputs);
        for (int run = 0; run < runs; run++) {
            boolean far = run % 2 == 1;
            Sample window = Sample.of(random, 300, x -> far ? 0.75 + 0.25 * x : x);
            Estimate loss = expected.of(window.inputs, window.predicted);
            double realised = RegressionMetrics.meanAbsoluteError()
                    .of(PredictedValues.of(window.truth, window.predicted), ones(300));
            held += realised >= loss.low() && realised <= loss.high() ? 1 : 0;
            moved += far && loss.value() > 1.4 ? 1 : 0;
        }
        int least = new BinomialDistribution(null, runs, 0.93).inverseCumulativeProbability(1e-5);
        assertTrue(held >= least, held + " of " + runs);
        assertEquals(runs / 2, moved);
        assertTrue(ExpectedLoss.learn(Loss.SQUARED, learn.inputs, 1, learn.predicted, learn.truth, 3)
                        .of(new double[] {0.1}, new double[] {1})
                        .low()
                >= 0);
        assertFalse(expected.of(new double[0], new double[0]).known());
        assertThrows(InvalidInputException.class, () -> expected.of(new double[2], new double[1]));
        assertThrows(
                InvalidInputException.class,
                () -> ExpectedLoss.learn(Loss.SQUARED, new double[99], 1, new double[99], new double[99], 1));
    }

    private static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Inputs on [-1, 1], moved; the truth is off by more the further from 0. */
    private record Sample(double[] inputs, double[] predicted, double[] truth) {
        static Sample of(SplittableRandom random, int n, DoubleUnaryOperator moved) {
            Sample sample = new Sample(new double[n], new double[n], new double[n]);
            for (int i = 0; i < n; i++) {
                double x = moved.applyAsDouble(2 * random.nextDouble() - 1);
                sample.inputs[i] = x;
                sample.predicted[i] = 3 * x;
                sample.truth[i] = 3 * x + 2 * (2 * random.nextDouble() - 1) * (0.5 + 1.5 * Math.abs(x));
            }
            return sample;
        }
    }
}
