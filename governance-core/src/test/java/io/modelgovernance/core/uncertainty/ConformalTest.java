package io.modelgovernance.core.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalTest {
    @Test
    void intervalInClosedForm() {
        double[] predicted = new double[9];
        double[] actual = {1, -2, 3, -4, 5, -6, 7, -8, 9};
        ConformalRegressor regressor = ConformalRegressor.calibrate(predicted, actual, 0.2);
        assertEquals(8, regressor.radius().value());
        Estimate interval = regressor.interval(100);
        assertEquals(92, interval.low());
        assertEquals(108, interval.high());
        assertEquals(0.8, interval.level());
        assertEquals(8.0 / 9, regressor.coverage(predicted, actual).value(), 1e-15);
    }

    @Test
    void tooFewCasesPromiseNothing() {
        ConformalRegressor regressor = ConformalRegressor.calibrate(new double[9], new double[9], 0.05);
        assertFalse(regressor.radius().known());
        assertFalse(regressor.interval(1).known());
        assertFalse(regressor.coverage(new double[1], new double[1]).known());
        ConformalClassifier classifier = ConformalClassifier.calibrate(new double[][] {{0.9, 0.1}}, new int[] {0}, 0.1);
        assertEquals(List.of(0, 1), classifier.labels(new double[] {1, 0}));
    }

    @Test
    void setsInClosedForm() {
        double[][] probabilities = {{.9, .1}, {.2, .8}, {.7, .3}, {.6, .4}};
        ConformalClassifier classifier = ConformalClassifier.calibrate(probabilities, new int[] {0, 1, 0, 0}, 0.4);
        assertEquals(0.3, classifier.threshold(0).value(), 1e-15);
        assertEquals(List.of(0), classifier.labels(new double[] {.75, .25}));
        assertEquals(List.of(), classifier.labels(new double[] {.5, .5}));
        assertEquals(
                0.75, classifier.coverage(probabilities, new int[] {0, 1, 0, 0}).value());
    }

    /**
     * Over 2,000 calibrations of 99 cases the next one is covered with probability 0.9 exactly: fewer than 1,750 or more
     * than 1,850 of 2,000 have a chance below 0.0002.
     */
    @Test
    void coversAsPromisedWhateverTheModel() {
        SplittableRandom random = new SplittableRandom(17);
        int covered = 0;
        int held = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            double[] predicted = new double[100];
            double[] actual = new double[100];
            double[][] probabilities = new double[100][];
            int[] truth = new int[100];
            for (int i = 0; i < 100; i++) {
                double x = random.nextDouble();
                predicted[i] = 3 * x;
                actual[i] = x * x + random.nextGaussian() * x;
                probabilities[i] = new double[] {x, 1 - x};
                truth[i] = random.nextDouble() < x * x ? 0 : 1;
            }
            Estimate interval = ConformalRegressor.calibrate(first(predicted), first(actual), 0.1)
                    .interval(predicted[99]);
            covered += interval.low() <= actual[99] && actual[99] <= interval.high() ? 1 : 0;
            ConformalClassifier classifier = ConformalClassifier.calibrate(
                    java.util.Arrays.copyOf(probabilities, 99), java.util.Arrays.copyOf(truth, 99), 0.1);
            held += classifier.labels(probabilities[99]).contains(truth[99]) ? 1 : 0;
        }
        assertTrue(covered >= 1_750 && covered <= 1_850, "intervals covered " + covered);
        assertTrue(held >= 1_750 && held <= 1_850, "sets held " + held);
    }

    @Test
    void refusesWhatDoesNotFit() {
        double[][] one = {{.5, .5}};
        assertThrows(InvalidInputException.class, () -> ConformalRegressor.calibrate(new double[2], new double[3], .1));
        assertThrows(
                InvalidInputException.class,
                () -> ConformalRegressor.calibrate(new double[] {Double.NaN}, new double[1], .1));
        assertThrows(InvalidInputException.class, () -> ConformalClassifier.calibrate(new double[0][], new int[0], .1));
        assertThrows(InvalidInputException.class, () -> ConformalClassifier.calibrate(one, new int[] {2}, .1));
        assertThrows(InvalidInputException.class, () -> ConformalClassifier.calibrate(one, new int[0], .1));
        assertThrows(
                InvalidInputException.class,
                () -> ConformalClassifier.calibrate(new double[][] {{.5, Double.NaN}}, new int[] {0}, .1));
        ConformalRegressor regressor = ConformalRegressor.calibrate(
                new double[9], IntStream.range(0, 9).asDoubleStream().toArray(), .5);
        assertThrows(InvalidInputException.class, () -> regressor.interval(Double.NaN));
    }

    private static double[] first(double[] values) {
        return java.util.Arrays.copyOf(values, 99);
    }
}
