package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

class PermutationShapleyTest {
    @Property(tries = 40)
    void pairwiseModelsAreExactWhateverTheOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 4) int count) {
        Random random = new Random(seed);
        double[][] pairs = new double[width][];
        Arrays.setAll(pairs, i -> Games.gaussian(random, width));
        Scorer scorer = Games.scorer(width, row -> {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    sum += pairs[i][j] * row[i] * row[j];
                }
            }
            return sum;
        });
        Rows background = Games.random(random, width, count);
        double[] row = Games.gaussian(random, width);
        Attribution exact = ExactShapley.withDefaults().over(background).explain(scorer, row);
        Attribution found = PermutationShapley.withDefaults()
                .withRounds(16)
                .withSeed(seed)
                .over(background)
                .explain(scorer, row);
        assertArrayEquals(ShapleyLawsTest.values(exact), ShapleyLawsTest.values(found), 1e-10);
        assertEquals(0, found.residual(), 1e-10);
        assertTrue(found.standardErrors().stream().allMatch(error -> error < 1e-10));
    }

    /** Of t intervals at 95 % so many must hold the exact value that exactly 95 % or more is not refuted at 1 in 10,000. */
    @Test
    void theErrorBoundHoldsAtItsLevel() {
        int width = 8;
        int rounds = 32;
        double t = new TDistribution(rounds - 1).inverseCumulativeProbability(0.975);
        long held = 0;
        long n = 0;
        for (int seed = 0; seed < 150; seed++) {
            Scorer scorer = Games.table(width, Games.gaussian(new Random(seed), 1 << width));
            double[] exact = ShapleyLawsTest.values(
                    ExactShapley.withDefaults().over(Games.zeros(width)).explain(scorer, Games.ones(width)));
            Attribution found = PermutationShapley.withDefaults()
                    .withRounds(rounds)
                    .withSeed(seed)
                    .over(Games.zeros(width))
                    .explain(scorer, Games.ones(width));
            for (int f = 0; f < width; f++, n++) {
                double off = Math.abs(found.values().get(f) - exact[f]);
                held += off <= t * found.standardErrors().get(f) ? 1 : 0;
            }
        }
        assertTrue(Proportions.of(held, n, 0.9998).high() >= 0.95, held + " of " + n);
        assertTrue(Proportions.of(held, n, 0.9998).low() <= 0.97, held + " of " + n + ": intervals too wide");
    }

    @Test
    void itStopsWhenSharpEnoughOrOutOfTime() {
        int width = 6;
        Scorer scorer = Games.table(width, Games.gaussian(new Random(1), 1 << width));
        Rows background = Games.zeros(width);
        Attribution sharp = PermutationShapley.withDefaults()
                .withRounds(100_000)
                .withPrecision(0.05)
                .over(background)
                .explain(scorer, Games.ones(width));
        assertTrue(sharp.standardErrors().stream().allMatch(error -> error <= 0.05));
        AtomicLong clock = new AtomicLong();
        Attribution late = PermutationShapley.withDefaults()
                .withRounds(100_000)
                .withLatencyBudget(50, clock::incrementAndGet)
                .over(background)
                .explain(scorer, Games.ones(width));
        assertEquals("permutation Shapley, antithetic, 65 rounds", late.method());
        Attribution again = PermutationShapley.withDefaults()
                .withRounds(65)
                .over(background)
                .explain(scorer, Games.ones(width));
        assertEquals(again, late);
    }

    @Test
    void badSettingsAreRefused() {
        PermutationShapley settings = PermutationShapley.withDefaults();
        assertThrows(InvalidInputException.class, () -> settings.withRounds(15));
        assertThrows(InvalidInputException.class, () -> settings.withPrecision(-1));
        assertThrows(InvalidInputException.class, () -> settings.withLatencyBudget(0, () -> 0));
        assertThrows(InvalidInputException.class, () -> settings.over(Games.random(new Random(1), 2, 0)));
    }
}
