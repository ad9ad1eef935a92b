package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ExpectedPerformanceTest {
    /** The linear metrics equal the mean over all ways the labels may come out. */
    @Test
    void expectationsEqualEnumeration() {
        double[] p = {0.05, 0.3, 0.5, 0.5, 0.8, 0.95};
        double[] kept = p.clone();
        double accuracy = 0;
        double precision = 0;
        double good = 0;
        double pairs = 0;
        for (int bits = 0; bits < 64; bits++) {
            double chance = 1;
            boolean[] label = new boolean[6];
            for (int i = 0; i < 6; i++) {
                label[i] = (bits >> i & 1) == 1;
                chance *= label[i] ? p[i] : 1 - p[i];
            }
            int right = 0;
            int hits = 0;
            for (int i = 0; i < 6; i++) {
                right += (p[i] >= 0.5) == label[i] ? 1 : 0;
                hits += p[i] >= 0.5 && label[i] ? 1 : 0;
                for (int j = 0; j < 6; j++) {
                    if (label[i] && !label[j]) {
                        pairs += chance;
                        good += chance * (p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0);
                    }
                }
            }
            accuracy += chance * right / 6;
            precision += chance * hits / 4;
        }
        ExpectedPerformance expected = ExpectedPerformance.of(p, 0.5);
        assertEquals(accuracy, expected.accuracy().value(), 1e-12);
        assertEquals(precision, expected.precision().value(), 1e-12);
        assertEquals(good / pairs, expected.auc().value(), 1e-12);
        assertEquals(2.75 / 3.1, expected.recall().value(), 1e-12);
        assertEquals(5.5 / 7.1, expected.f1().value(), 1e-12);
        assertArrayEquals(kept, p);
    }

    /** The realised metrics of 1,000 windows of 400 cases lie in the intervals in 95 % within five standard errors. */
    @Test
    void realisedMetricsLieInTheIntervals() {
        SplittableRandom random = new SplittableRandom(12);
        int[] inside = new int[5];
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            double[] p = random.doubles(400).map(v -> v * v).toArray();
            boolean[] label = new boolean[400];
            double right = 0;
            double hits = 0;
            double selected = 0;
            double positives = 0;
            for (int i = 0; i < 400; i++) {
                label[i] = random.nextDouble() < p[i];
                right += (p[i] >= 0.4) == label[i] ? 1 : 0;
                hits += p[i] >= 0.4 && label[i] ? 1 : 0;
                selected += p[i] >= 0.4 ? 1 : 0;
                positives += label[i] ? 1 : 0;
            }
            ExpectedPerformance expected = ExpectedPerformance.of(p, 0.4);
            inside[0] += in(expected.accuracy(), right / 400);
            inside[1] += in(expected.precision(), hits / selected);
            inside[2] += in(expected.recall(), hits / positives);
            inside[3] += in(expected.f1(), 2 * hits / (selected + positives));
            inside[4] += in(
                    expected.auc(),
                    io.modelgovernance.core.stats.Auc.of(label, p).value());
        }
        for (int metric = 0; metric < 5; metric++) {
            assertEquals(0.95 * runs, inside[metric], 5 * Math.sqrt(0.05 * 0.95 * runs), "metric " + metric);
        }
    }

    private static int in(Estimate estimate, double value) {
        return estimate.low() <= value && value <= estimate.high() ? 1 : 0;
    }

    @Test
    void withoutCasesThereIsNoNumber() {
        assertFalse(ExpectedPerformance.of(new double[0], 0.5).accuracy().known());
        ExpectedPerformance none = ExpectedPerformance.of(new double[] {0, 0}, 0.5);
        assertFalse(none.precision().known()
                || none.recall().known()
                || none.f1().known()
                || none.auc().known());
        assertEquals(1, none.accuracy().value());
        assertThrows(InvalidInputException.class, () -> ExpectedPerformance.of(new double[] {1.1}, 0.5));
        assertThrows(InvalidInputException.class, () -> ExpectedPerformance.of(new double[] {Double.NaN}, 0.5));
        assertThrows(InvalidInputException.class, () -> ExpectedPerformance.of(new double[] {0.5}, 2));
    }

    @Test
    void isotonicCalibrationPoolsViolators() {
        double[] score = {5, 1, 2, 3, 4, 4, 6};
        boolean[] positive = {true, false, true, false, true, false, true};
        IsotonicCalibration calibration = IsotonicCalibration.fit(positive, score);
        assertArrayEquals(
                new double[] {0, 0, 0.5, 0.5, 0.5, 1, 1, 1},
                calibration.apply(new double[] {-9, 1, 2, 3.9, 4, 5, 6, 99}),
                1e-15);
        assertEquals(5, score[0]);
        assertThrows(InvalidInputException.class, () -> calibration.apply(new double[] {Double.NaN}));
        assertThrows(InvalidInputException.class, () -> IsotonicCalibration.fit(new boolean[0], new double[0]));
        assertThrows(InvalidInputException.class, () -> IsotonicCalibration.fit(positive, new double[] {1}));
    }

    /** Its value at each score is the max-min of means over all runs that hold it (Ayer and others 1955). */
    @Test
    void isotonicCalibrationIsTheMaxMinFormula() {
        SplittableRandom random = new SplittableRandom(8);
        for (int run = 0; run < 50; run++) {
            int n = 12;
            double[] score = new double[n];
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                score[i] = i;
                positive[i] = random.nextBoolean();
            }
            double[] fitted = IsotonicCalibration.fit(positive, score).apply(score);
            for (int i = 0; i < n; i++) {
                double most = 0;
                for (int from = 0; from <= i; from++) {
                    double least = 1;
                    for (int to = i; to < n; to++) {
                        int hits = 0;
                        for (int k = from; k <= to; k++) {
                            hits += positive[k] ? 1 : 0;
                        }
                        least = Math.min(least, (double) hits / (to - from + 1));
                    }
                    most = Math.max(most, least);
                }
                assertEquals(most, fitted[i], 1e-12);
            }
        }
    }

    @Test
    void lateLabelsBoundTheShare() {
        LabelDelay delay = LabelDelay.of(80, 90, 100);
        assertEquals(0.1, delay.missing(), 1e-15);
        assertEquals(80 / 90.0, delay.ofLabelled().value(), 1e-15);
        assertEquals(0.8, delay.atWorst().low(), 1e-15);
        assertEquals(0.9, delay.atWorst().high(), 1e-15);
        assertTrue(delay.whatever().low() < 0.8 && delay.whatever().high() > 0.9);
        LabelDelay complete = LabelDelay.of(80, 100, 100);
        assertEquals(complete.atWorst().low(), complete.atWorst().high());
        assertEquals(complete.ofLabelled().low(), complete.whatever().low());
        LabelDelay nothing = LabelDelay.of(0, 0, 50);
        assertFalse(nothing.ofLabelled().known());
        assertEquals(0, nothing.atWorst().low());
        assertEquals(1, nothing.atWorst().high());
        assertFalse(LabelDelay.of(0, 0, 0).atWorst().known());
        assertThrows(InvalidInputException.class, () -> LabelDelay.of(5, 4, 10));
        assertThrows(InvalidInputException.class, () -> LabelDelay.of(1, 11, 10));
    }
}
