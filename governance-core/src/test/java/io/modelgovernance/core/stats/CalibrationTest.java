package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reference: scikit-learn 1.2.1 {@code brier_score_loss}; calibration errors in closed form. */
class CalibrationTest {
    @Test
    void brierAgreesWithScikitLearn() {
        boolean[] positive = {false, false, true, true, false, true, false, true, true, false};
        double[] probability = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};
        Estimate brier = Calibration.brier(positive, probability, 1);
        assertEquals(0.16525, brier.value(), 1e-15);
        assertTrue(brier.low() < brier.value() && brier.value() < brier.high());
    }

    @Test
    void errorInClosedForm() {
        boolean[] positive = new boolean[40];
        double[] probability = new double[40];
        for (int i = 0; i < 40; i++) {
            probability[i] = i < 20 ? 0.2 : 0.7;
            positive[i] = i < 20 ? i < 6 : i < 30;
        }
        // Bins: 0.2 against 6/20, 0.7 against 10/20.
        assertEquals(
                0.5 * 0.1 + 0.5 * 0.2,
                Calibration.expectedError(positive, probability, 2, 1).value(),
                1e-14);
        // One bin more changes nothing: equal probabilities stay together.
        assertEquals(
                0.15, Calibration.expectedError(positive, probability, 3, 1).value(), 1e-14);
    }

    @Test
    void theNumberOfBinsCounts() {
        boolean[] positive = new boolean[40];
        double[] probability = new double[40];
        for (int i = 0; i < 40; i++) {
            probability[i] = (i / 10 + 0.5) / 4;
            positive[i] = i / 10 == 0 || i / 10 == 3;
        }
        // Two bins: 0.25 and 0.75 against a half; four: each against 0 or 1.
        assertEquals(
                0.25, Calibration.expectedError(positive, probability, 2, 1).value(), 1e-14);
        assertEquals(
                (0.875 + 0.375 + 0.625 + 0.125) / 4,
                Calibration.expectedError(positive, probability, 4, 1).value(),
                1e-14);
    }

    @Test
    void orderOfCasesDoesNotMatterEvenWithTies() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 200;
        boolean[] positive = new boolean[n];
        double[] probability = new double[n];
        boolean[] turned = new boolean[n];
        double[] turnedProbability = new double[n];
        for (int i = 0; i < n; i++) {
            probability[i] = random.nextInt(7) / 6.0;
            positive[i] = random.nextDouble() < probability[i] * probability[i];
            turned[n - 1 - i] = positive[i];
            turnedProbability[n - 1 - i] = probability[i];
        }
        assertEquals(
                Calibration.expectedError(positive, probability, 10, 4),
                Calibration.expectedError(turned, turnedProbability, 10, 4));
    }

    @Test
    void saysWhatItCannotJudge() {
        assertFalse(
                Calibration.expectedError(new boolean[19], new double[19], 2, 1).known());
        assertFalse(Calibration.brier(new boolean[0], new double[0], 1).known());
        assertThrows(InvalidInputException.class, () -> Calibration.brier(new boolean[2], new double[1], 1));
        for (double bad : new double[] {Double.NaN, -0.1, 1.1}) {
            assertThrows(InvalidInputException.class, () -> Calibration.brier(new boolean[1], new double[] {bad}, 1));
        }
        assertThrows(
                InvalidInputException.class, () -> Calibration.expectedError(new boolean[50], new double[50], 1, 1));
    }
}
