package io.modelgovernance.core.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.performance.CalibrationTests;
import io.modelgovernance.core.performance.IsotonicCalibration;
import io.modelgovernance.core.performance.LabelledScores;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * References: mpmath 1.2.1 {@code findroot} on the two score equations with Platt's targets (scikit-learn 1.2.1 {@code
 * _SigmoidCalibration} agrees to five digits); scikit-learn {@code IsotonicRegression().fit(x, y, w)}.
 */
class RecalibrationTest {
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[] SCORE = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};

    @Test
    void plattAgreesWithMpmath() {
        PlattCalibration curve = PlattCalibration.fit(POSITIVE, SCORE);
        assertEquals(3.95227716553293273, curve.slope(), 1e-10);
        assertEquals(-1.9023939733437599, curve.intercept(), 1e-10);
        assertEquals(
                1 / (1 + Math.exp(1.9023939733437599 - 0.5 * 3.952277165532933)),
                curve.apply(new double[] {.5})[0],
                1e-12);
    }

    @Test
    void plattInExtremes() {
        boolean[] parted = {false, false, false, true, true, true};
        double[] score = {1, 2, 3, 4, 5, 6};
        double[] sure = PlattCalibration.fit(parted, score).apply(score);
        assertTrue(sure[0] > 0.02 && sure[5] < 0.98, "no certainty from six cases: " + Arrays.toString(sure));
        // Smoothed targets of three negatives: a fifth.
        assertEquals(
                0.2,
                PlattCalibration.fit(new boolean[3], new double[] {1, 2, 3}).apply(new double[] {2})[0],
                1e-6);
        assertEquals(0.5, PlattCalibration.fit(parted, new double[6]).apply(new double[] {9})[0], 1e-9);
        double[] far = PlattCalibration.fit(parted, new double[] {1e300, 1e300, 1.1e300, 1.2e300, 1.3e300, 1.4e300})
                .apply(new double[] {1e300, 1.4e300, -1.7e308, 1.7e308});
        assertTrue(far[0] < 0.3 && far[1] > 0.7);
        assertEquals(0, far[2]);
        assertEquals(1, far[3]);
        assertThrows(InvalidInputException.class, () -> PlattCalibration.fit(new boolean[0], new double[0]));
        assertThrows(InvalidInputException.class, () -> PlattCalibration.fit(new boolean[1], new double[2]));
        assertThrows(
                InvalidInputException.class, () -> PlattCalibration.fit(new boolean[1], new double[] {Double.NaN}));
        assertThrows(InvalidInputException.class, () -> new PlattCalibration(Double.NaN, 0));
        assertThrows(InvalidInputException.class, () -> new PlattCalibration(1, 0).apply(new double[] {Double.NaN}));
    }

    @Test
    void isotonicWithWeightsAgreesWithScikitLearn() {
        double[] weight = {2, .5, 1, 3, 1, .25, 1, 2, 1, 1};
        double[] fitted =
                IsotonicCalibration.fit(POSITIVE, SCORE, weight).apply(new double[] {.1, .35, .4, .6, .7, .9});
        double middle = 0.54545454545454545;
        assertArrayEquals(new double[] {0, middle, middle, middle, 1, 1}, fitted, 1e-15);
        assertThrows(InvalidInputException.class, () -> IsotonicCalibration.fit(POSITIVE, SCORE, new double[10]));
    }

    /** The definition: isotonic regression with the case itself added, once with each label. */
    @Property(tries = 500)
    void vennAbersIsExact(
            @ForAll @Size(max = 14) List<@IntRange(max = 9) Integer> raw,
            @ForAll @IntRange(max = 16_383) int labels,
            @ForAll @IntRange(min = -1, max = 20) int asked) {
        int n = raw.size();
        boolean[] positive = new boolean[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            positive[i] = (labels >> i & 1) == 1;
            score[i] = raw.get(i);
        }
        double s = asked / 2.0;
        VennAbers.Pair pair = VennAbers.calibrate(positive, score).pair(s);
        boolean[] more = Arrays.copyOf(positive, n + 1);
        double[] scores = Arrays.copyOf(score, n + 1);
        scores[n] = s;
        assertEquals(IsotonicCalibration.fit(more, scores).apply(new double[] {s})[0], pair.low(), 1e-15);
        more[n] = true;
        assertEquals(IsotonicCalibration.fit(more, scores).apply(new double[] {s})[0], pair.high(), 1e-15);
        assertTrue(pair.low() < pair.high());
        assertTrue(pair.low() <= pair.merged() && pair.merged() <= pair.high());
    }

    @Test
    void vennAbersOnManyCasesAndNone() {
        SplittableRandom random = new SplittableRandom(2);
        int n = 3_000;
        boolean[] positive = new boolean[n];
        double[] score = new double[n];
        for (int i = 0; i < n; i++) {
            score[i] = random.nextDouble();
            positive[i] = random.nextDouble() < score[i] * score[i];
        }
        VennAbers predictor = VennAbers.calibrate(positive, score);
        boolean[] more = Arrays.copyOf(positive, n + 1);
        double[] scores = Arrays.copyOf(score, n + 1);
        for (double s = 0; s <= 1; s += 0.01) {
            scores[n] = s;
            more[n] = true;
            assertEquals(
                    IsotonicCalibration.fit(more, scores).apply(new double[] {s})[0],
                    predictor.pair(s).high(),
                    1e-14);
        }
        assertEquals(
                new VennAbers.Pair(0, 1),
                VennAbers.calibrate(new boolean[0], new double[0]).pair(3));
        assertEquals(0.5, new VennAbers.Pair(0, 1).merged());
        assertThrows(InvalidInputException.class, () -> predictor.pair(Double.NaN));
        assertThrows(InvalidInputException.class, () -> VennAbers.calibrate(new boolean[1], new double[2]));
    }

    /** The wrong scores are seen by Spiegelhalter's test, the recalibrated ones pass it, on cases not fitted on. */
    @Test
    void recalibratedScoresAreCalibrated() {
        SplittableRandom random = new SplittableRandom(6);
        int n = 4_000;
        boolean[][] positive = new boolean[2][n];
        double[][] score = new double[2][n];
        for (int half = 0; half < 2; half++) {
            for (int i = 0; i < n; i++) {
                double z = 3 * random.nextGaussian();
                score[half][i] = 1 / (1 + Math.exp(-z));
                positive[half][i] = random.nextDouble() < 1 / (1 + Math.exp(-z / 3));
            }
        }
        assertTrue(spiegelhalter(positive[1], score[1]) < 1e-10);
        double[] logit = Arrays.stream(score[0]).map(p -> Math.log(p / (1 - p))).toArray();
        double[] later = Arrays.stream(score[1]).map(p -> Math.log(p / (1 - p))).toArray();
        assertTrue(spiegelhalter(
                        positive[1], PlattCalibration.fit(positive[0], logit).apply(later))
                > 0.001);
        assertTrue(spiegelhalter(
                        positive[1],
                        IsotonicCalibration.fit(positive[0], score[0]).apply(score[1]))
                > 0.001);
        assertTrue(spiegelhalter(
                        positive[1], VennAbers.calibrate(positive[0], score[0]).apply(score[1]))
                > 0.001);
    }

    private static double spiegelhalter(boolean[] positive, double[] p) {
        return CalibrationTests.spiegelhalter(LabelledScores.of(positive, p))
                .p()
                .value();
    }
}
