package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for kernel SHAP on any game. */
class KernelShapLawsTest {
    @Property(tries = 60)
    void allCoalitionsGiveTheExactValue(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int width) {
        double[] worth = Games.gaussian(new Random(seed), 1 << width);
        Scorer scorer = Games.table(width, worth);
        Rows background = Games.zeros(width);
        Attribution kernel = KernelShap.withDefaults().over(background).explain(scorer, Games.ones(width));
        Attribution exact = ExactShapley.withDefaults().over(background).explain(scorer, Games.ones(width));
        assertArrayEquals(ShapleyLawsTest.values(exact), ShapleyLawsTest.values(kernel), 1e-11);
        assertTrue(kernel.standardErrors().stream().allMatch(error -> error == 0));
        assertEquals((1 << width), kernel.modelRows(), "all but the full coalition, and the row itself");
        assertEquals(0, kernel.seed());
    }

    /** A pair's interaction is shared by its two features: phi_i = w_i + half of the sum of its interactions. */
    @Property(tries = 60)
    void aModelOfPairsIsExactWhateverTheBudget(@ForAll long seed, @ForAll @IntRange(min = 5, max = 40) int width) {
        Random random = new Random(seed);
        double[] alone = Games.gaussian(random, width);
        double[] pairs = Games.gaussian(random, width * width);
        Scorer scorer = Games.scorer(width, row -> {
            double score = 3;
            for (int i = 0; i < width; i++) {
                score += alone[i] * row[i];
                for (int j = 0; j < i; j++) {
                    score += pairs[i * width + j] * row[i] * row[j];
                }
            }
            return score;
        });
        double[] expected = alone.clone();
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < i; j++) {
                expected[i] += pairs[i * width + j] / 2;
                expected[j] += pairs[i * width + j] / 2;
            }
        }
        Explainer explainer =
                KernelShap.withDefaults().withBudget(4 * width).withSeed(seed).over(Games.zeros(width));
        Attribution found = explainer.explain(scorer, Games.ones(width));
        assertArrayEquals(expected, ShapleyLawsTest.values(found), 1e-10);
        assertTrue(found.standardErrors().stream().allMatch(error -> error < 1e-10));
    }

    /** Every pair once, whatever the budget: no coalition is drawn twice, and each has its complement. */
    @Property(tries = 60)
    void aPlanHoldsEveryPairOnce(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 12) int width,
            @ForAll @IntRange(max = 5000) int extra) {
        KernelPlan plan = KernelPlan.of(width, Math.min(4 * width + extra, 1 << width), seed);
        long[] masks = new long[plan.size()];
        for (int c = 0; c < masks.length; c++) {
            for (int i = 0; i < width; i++) {
                masks[c] |= plan.contains(c, i) ? 1L << i : 0;
            }
        }
        assertEquals(0, masks[0]);
        assertEquals(masks.length, Arrays.stream(masks).distinct().count());
        for (int c = 1; c < masks.length; c += 2) {
            assertEquals((1L << width) - 1, masks[c] + masks[c + 1]);
        }
    }
}
