package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.McNemar;
import io.modelgovernance.core.stats.PairedAuc;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.core.stats.Resampling;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** References: NumPy 1.24 for the variance by its definition; SciPy 1.10.1 {@code binomtest(3,15,.5)}. */
class ChampionComparisonTest {
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[] ONE = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};
    private static final double[] OTHER = {.3, .2, .5, .6, .5, .9, .1, .45, .7, .55};

    @Test
    void deLongByItsDefinition() {
        PairedAuc.Result result = PairedAuc.test(POSITIVE, ONE, OTHER);
        assertEquals(0.8, result.first().value(), 1e-15);
        assertEquals(0.86, result.second().value(), 1e-15);
        assertEquals(-0.06, result.difference().value(), 1e-15);
        double half = 1.959963984540054 * 0.12727922061357858;
        assertEquals(-0.06 - half, result.difference().low(), 1e-14);
        assertEquals(-0.06 + half, result.difference().high(), 1e-14);
        assertEquals(0.6373518882339373, result.p().value(), 1e-12);
        PairedAuc.Result turned = PairedAuc.test(POSITIVE, OTHER, ONE);
        assertEquals(0.06, turned.difference().value(), 1e-15);
        assertEquals(result.p().value(), turned.p().value(), 1e-14);
    }

    @Test
    void degenerate() {
        PairedAuc.Result same = PairedAuc.test(POSITIVE, ONE, ONE);
        assertEquals(0, same.difference().high());
        assertEquals(1, same.p().value());
        assertFalse(PairedAuc.test(new boolean[4], new double[4], new double[4])
                .difference()
                .known());
        boolean[] parted = {false, false, true, true};
        double[] right = {1, 2, 3, 4};
        double[] wrong = {4, 3, 2, 1};
        assertFalse(PairedAuc.test(parted, right, wrong).p().known());
        assertThrows(InvalidInputException.class, () -> PairedAuc.test(POSITIVE, ONE, new double[3]));
    }

    /** Under equality p below 0.05 in 5 % of 1,000: outside [30, 73] with a chance below 0.001. */
    @Test
    void deLongKeepsItsLevel() {
        SplittableRandom random = new SplittableRandom(21);
        int rejected = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            boolean[] positive = new boolean[120];
            double[] one = new double[120];
            double[] other = new double[120];
            for (int i = 0; i < 120; i++) {
                positive[i] = i < 50;
                double shared = random.nextGaussian() + (positive[i] ? 1 : 0);
                one[i] = shared + random.nextGaussian();
                other[i] = shared + random.nextGaussian();
            }
            rejected += PairedAuc.test(positive, one, other).p().value() < 0.05 ? 1 : 0;
        }
        assertTrue(rejected >= 30 && rejected <= 73, "rejected " + rejected);
        assertEquals(0.05, Proportions.of(rejected, 1_000, 0.999).value(), 0.023);
    }

    @Test
    void pairedBootstrapAgreesWithDeLongAndIsNarrowerThanTwo() {
        SplittableRandom random = new SplittableRandom(8);
        int n = 2_000;
        boolean[] positive = new boolean[n];
        double[] champion = new double[n];
        double[] challenger = new double[n];
        for (int i = 0; i < n; i++) {
            positive[i] = i % 4 == 0;
            double shared = random.nextGaussian() + (positive[i] ? 1 : 0);
            champion[i] = shared + 0.3 * random.nextGaussian();
            challenger[i] = shared + 0.2 * random.nextGaussian();
        }
        ChampionComparison comparison = ChampionComparison.of(positive, champion, challenger);
        Estimate analytic = comparison.auc().difference();
        Estimate gain = comparison.gain(BinaryMetrics.auc(), Resampling.of(n, 3));
        assertEquals(analytic.value(), gain.value(), 1e-12);
        double width = analytic.high() - analytic.low();
        assertEquals(width, gain.high() - gain.low(), 0.1 * width);
        assertTrue(width
                < comparison.auc().first().high() - comparison.auc().first().low());
        assertThrows(InvalidInputException.class, () -> comparison.gain(BinaryMetrics.auc(), Resampling.of(n - 1, 3)));
    }

    @Test
    void mcNemarIsExact() {
        McNemar.Result result = McNemar.test(12, 3);
        assertEquals(0.03515625, result.p(), 1e-15);
        assertEquals(5.4, result.statistic(), 1e-15);
        assertEquals(0.8, result.wins().value(), 1e-15);
        assertEquals(result.p(), McNemar.test(3, 12).p(), 0);
        assertEquals(1, McNemar.test(300, 150).p() / 1.3466300407987257e-12, 1e-10);
        assertEquals(1, McNemar.test(4, 4).p());
        assertEquals(1, McNemar.test(0, 0).p());
        assertFalse(McNemar.test(0, 0).wins().known());
        assertThrows(InvalidInputException.class, () -> McNemar.test(-1, 0));
        ChampionComparison comparison = ChampionComparison.of(POSITIVE, ONE, OTHER);
        // At 0.4 the challenger alone is right on cases 1, 2 and 6, the champion alone on 4.
        assertEquals(0.75, comparison.decisions(0.4, 0.4).wins().value());
        assertThrows(InvalidInputException.class, () -> comparison.decisions(0.4, Double.NaN));
    }
}
