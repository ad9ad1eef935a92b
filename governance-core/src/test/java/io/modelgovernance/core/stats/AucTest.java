package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** References: scikit-learn 1.2.1 {@code roc_auc_score}; NumPy for DeLong's variance from its definition. */
class AucTest {
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[] SCORE = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};

    @Test
    void agreesWithScikitLearnAndTheDefinition() {
        Estimate auc = Auc.of(POSITIVE, SCORE);
        assertEquals(0.8, auc.value(), 1e-15);
        double half = 1.959963984540054 * 0.15165750888103102;
        assertEquals(0.8 - half, auc.low(), 1e-14);
        assertEquals(1, auc.high());
    }

    @Property(tries = 200)
    void countsPairsAndIgnoresOrderAndMonotoneMaps(
            @ForAll @Size(12) List<@IntRange(max = 6) Integer> raw,
            @ForAll @IntRange(min = 2, max = 10) int positives) {
        boolean[] positive = new boolean[12];
        double[] score = new double[12];
        double[] mapped = new double[12];
        boolean[] turned = new boolean[12];
        for (int i = 0; i < 12; i++) {
            positive[i] = i < positives;
            score[i] = raw.get(i);
            turned[11 - i] = positive[i];
            mapped[11 - i] = Math.exp(raw.get(i));
        }
        double pairs = 0;
        for (int i = 0; i < positives; i++) {
            for (int j = positives; j < 12; j++) {
                pairs += score[i] > score[j] ? 1 : score[i] == score[j] ? 0.5 : 0;
            }
        }
        double[] kept = score.clone();
        Estimate auc = Auc.of(positive, score);
        assertEquals(pairs / (positives * (12 - positives)), auc.value(), 1e-12);
        assertEquals(auc, Auc.of(turned, mapped));
        assertArrayEquals(kept, score);
    }

    @Test
    void perfectPartingClaimsNoCertainty() {
        boolean[] positive = {true, true, false, false, false};
        Estimate best = Auc.of(positive, new double[] {5, 4, 3, 2, 1});
        assertEquals(1, best.value());
        assertEquals(Math.sqrt(0.025), best.low(), 1e-15);
        Estimate worst = Auc.of(positive, new double[] {1, 2, 3, 4, 5});
        assertEquals(0, worst.value());
        assertEquals(1 - Math.sqrt(0.025), worst.high(), 1e-15);
    }

    @Test
    void oneClassIsNotEnough() {
        assertFalse(
                Auc.of(new boolean[] {true, true, true, false}, new double[4]).known());
        assertFalse(Auc.of(new boolean[0], new double[0]).known());
        assertEquals(
                0.5,
                Auc.of(new boolean[] {true, true, false, false}, new double[4]).value());
        assertThrows(InvalidInputException.class, () -> Auc.of(POSITIVE, new double[3]));
        assertThrows(
                InvalidInputException.class, () -> Auc.of(new boolean[] {true, false}, new double[] {1, Double.NaN}));
    }

    /** Of 1,000 samples at least 925 must cover; of a true 95 % fewer than 925 has a chance below 0.001. */
    @Test
    void intervalCoversTheTruth() {
        double truth = new NormalDistribution(null, 0, 1).cumulativeProbability(1 / Math.sqrt(2));
        SplittableRandom random = new SplittableRandom(5);
        int covered = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            boolean[] positive = new boolean[150];
            double[] score = new double[150];
            for (int i = 0; i < 150; i++) {
                positive[i] = i < 50;
                score[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
            }
            Estimate auc = Auc.of(positive, score);
            covered += auc.low() <= truth && truth <= auc.high() ? 1 : 0;
        }
        assertTrue(covered >= 925 && covered <= 975, "covered " + covered);
    }
}
