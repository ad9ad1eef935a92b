package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Resampling;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** References: scikit-learn 1.2.1, without and with {@code sample_weight}; SciPy 1.10.1 {@code ks_2samp}. */
class BinaryMetricsTest {
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[] SCORE = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};
    private static final int[] ONCE = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    private static final int[] TIMES = {2, 0, 1, 3, 1, 0, 1, 2, 0, 1};
    private static final LabelledScores CASES = LabelledScores.of(POSITIVE, SCORE);

    private static void check(double once, double weighted, BinaryMetric metric) {
        assertEquals(once, metric.of(CASES, ONCE), 1e-14);
        assertEquals(weighted, metric.of(CASES, TIMES), 1e-14);
    }

    @Test
    void agreesWithScikitLearn() {
        check(0.8, 0.8333333333333334, BinaryMetrics.auc());
        check(0.6, 0.6666666666666668, BinaryMetrics.gini());
        check(0.6, 0.6, BinaryMetrics.ks());
        check(0.16525, 0.1675, BinaryMetrics.brier());
        check(0.4917737913661774, 0.4920741073145114, BinaryMetrics.logLoss());
        check(0.6666666666666666, 0.7692307692307692, BinaryMetrics.f1(0.4));
        check(0.2182178902359924, 0.4485426135725303, BinaryMetrics.matthews(0.4));
        check(0.135, 0.2772727272727273, BinaryMetrics.calibrationError(CalibrationBins.equalWidth(4)));
        assertEquals(0.6, BinaryMetrics.accuracy(0.4).of(CASES, ONCE), 1e-15);
        assertEquals(4.0 / 7, BinaryMetrics.precision(0.4).of(CASES, ONCE), 1e-15);
        assertEquals(0.8, BinaryMetrics.recall(0.4).of(CASES, ONCE), 1e-15);
        assertEquals(0.4, BinaryMetrics.specificity(0.4).of(CASES, ONCE), 1e-15);
    }

    /** Case i counted k times is the same as k copies of it. */
    @Property(tries = 100)
    void countingIsCopying(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 40;
        boolean[] positive = new boolean[n];
        double[] score = new double[n];
        int[] times = new int[n];
        int total = 0;
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextBoolean();
            score[i] = (1 + random.nextInt(14)) / 16.0;
            times[i] = random.nextInt(4);
            total += times[i];
        }
        boolean[] copiedLabels = new boolean[total];
        double[] copiedScores = new double[total];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < times[i]; k++) {
                copiedLabels[at] = positive[i];
                copiedScores[at++] = score[i];
            }
        }
        int[] once = new int[total];
        Arrays.fill(once, 1);
        LabelledScores cases = LabelledScores.of(positive, score);
        LabelledScores copies = LabelledScores.of(copiedLabels, copiedScores);
        for (BinaryMetric metric : new BinaryMetric[] {
            BinaryMetrics.auc(),
            BinaryMetrics.ks(),
            BinaryMetrics.brier(),
            BinaryMetrics.logLoss(),
            BinaryMetrics.precision(0.5),
            BinaryMetrics.recall(0.5),
            BinaryMetrics.f1(0.5),
            BinaryMetrics.matthews(0.5),
            BinaryMetrics.calibrationError(CalibrationBins.equalMass(5)),
            BinaryMetrics.calibrationError(CalibrationBins.equalWidth(5))
        }) {
            assertEquals(metric.of(copies, once), metric.of(cases, times), 1e-12);
        }
        assertEquals(
                Auc.of(copiedLabels, copiedScores).value(), BinaryMetrics.auc().of(cases, times), 1e-12);
    }

    @Test
    void intervalsAgreeWithDeLongOnManyCases() {
        SplittableRandom random = new SplittableRandom(4);
        int n = 3_000;
        boolean[] positive = new boolean[n];
        double[] score = new double[n];
        int[] strata = new int[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 3 == 0;
            strata[i] = positive[i] ? 1 : 0;
            score[i] = random.nextGaussian() + strata[i];
        }
        Estimate analytic = Auc.of(positive, score);
        LabelledScores cases = LabelledScores.of(positive, score);
        double width = analytic.high() - analytic.low();
        for (Estimate one : new Estimate[] {
            cases.percentile(BinaryMetrics.auc(), Resampling.stratified(strata, 5)),
            cases.bca(BinaryMetrics.auc(), Resampling.stratified(strata, 5)),
            cases.bca(BinaryMetrics.auc(), Resampling.of(n, 5))
        }) {
            assertEquals(analytic.value(), one.value(), 1e-12);
            assertEquals(width, one.high() - one.low(), 0.08 * width);
        }
    }

    @Test
    void oneClassOnlyIsNotDefined() {
        boolean[] none = new boolean[10];
        LabelledScores cases = LabelledScores.of(none, SCORE);
        Resampling plan = Resampling.of(10, 1);
        assertFalse(cases.percentile(BinaryMetrics.auc(), plan).known());
        assertFalse(cases.percentile(BinaryMetrics.gini(), plan).known());
        assertFalse(cases.percentile(BinaryMetrics.ks(), plan).known());
        assertFalse(cases.percentile(BinaryMetrics.recall(0.5), plan).known());
        assertFalse(cases.percentile(BinaryMetrics.f1(2), plan).known());
        assertFalse(cases.percentile(BinaryMetrics.matthews(0.5), plan).known());
        assertEquals(1, cases.percentile(BinaryMetrics.specificity(0.95), plan).low());
        assertTrue(cases.percentile(BinaryMetrics.brier(), plan).known());
        // All scores equal.
        LabelledScores flat = LabelledScores.of(POSITIVE, new double[10]);
        assertEquals(
                0.5, flat.percentile(BinaryMetrics.auc(), Resampling.of(10, 1)).high());
        assertEquals(
                0, flat.percentile(BinaryMetrics.ks(), Resampling.of(10, 1)).high());
        // The impossible happened.
        assertFalse(flat.percentile(BinaryMetrics.logLoss(), plan).known());
        assertFalse(LabelledScores.of(new boolean[0], new double[0])
                .percentile(BinaryMetrics.auc(), Resampling.of(0, 1))
                .known());
    }

    @Test
    void refusesWhatDoesNotFit() {
        double[] kept = SCORE.clone();
        LabelledScores.of(POSITIVE, SCORE);
        assertArrayEquals(kept, SCORE);
        assertThrows(InvalidInputException.class, () -> LabelledScores.of(POSITIVE, new double[3]));
        assertThrows(InvalidInputException.class, () -> LabelledScores.of(new boolean[1], new double[] {Double.NaN}));
        assertThrows(InvalidInputException.class, () -> CASES.bca(BinaryMetrics.auc(), Resampling.of(9, 1)));
        assertThrows(InvalidInputException.class, () -> BinaryMetrics.accuracy(Double.NaN));
        assertThrows(InvalidInputException.class, () -> CalibrationBins.equalMass(1));
        LabelledScores raw = LabelledScores.of(new boolean[2], new double[] {-1, 3});
        assertThrows(InvalidInputException.class, () -> raw.percentile(BinaryMetrics.brier(), Resampling.of(2, 1)));
        assertThrows(InvalidInputException.class, () -> raw.percentile(BinaryMetrics.logLoss(), Resampling.of(2, 1)));
    }
}
