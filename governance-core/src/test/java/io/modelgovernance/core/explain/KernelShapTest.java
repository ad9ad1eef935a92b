package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KernelShapTest {
    /** Errors divided by their standard errors must spread like a standard normal, over many plans and games. */
    @Test
    void theStandardErrorIsHowFarTheValueIsOff() {
        int width = 11;
        double squares = 0;
        int beyondTwo = 0;
        int n = 0;
        for (int seed = 0; seed < 200; seed++) {
            double[] worth = Games.gaussian(new Random(seed), 1 << width);
            Scorer scorer = Games.table(width, worth);
            double[] exact = ShapleyLawsTest.values(
                    ExactShapley.withDefaults().over(Games.zeros(width)).explain(scorer, Games.ones(width)));
            Attribution found = KernelShap.withDefaults()
                    .withBudget(400)
                    .withSeed(seed)
                    .over(Games.zeros(width))
                    .explain(scorer, Games.ones(width));
            for (int i = 0; i < width; i++, n++) {
                double z = (found.values().get(i) - exact[i])
                        / found.standardErrors().get(i);
                squares += z * z;
                beyondTwo += Math.abs(z) > 2 ? 1 : 0;
            }
        }
        double spread = Math.sqrt(squares / n);
        assertTrue(spread > 0.8 && spread < 1.15, "spread of errors in standard errors: " + spread);
        assertTrue(beyondTwo < 0.08 * n, beyondTwo + " of " + n + " beyond two standard errors");
    }

    @Test
    void moreBudgetMeansLessErrorAndIsCounted() {
        int width = 14;
        Scorer scorer = Games.table(width, Games.gaussian(new Random(5), 1 << width));
        Rows background = Games.zeros(width);
        Attribution little =
                KernelShap.withDefaults().withBudget(200).over(background).explain(scorer, Games.ones(width));
        Attribution much =
                KernelShap.withDefaults().withBudget(8000).over(background).explain(scorer, Games.ones(width));
        assertEquals(202, little.modelRows());
        assertEquals(8002, much.modelRows());
        for (int i = 0; i < width; i++) {
            assertTrue(much.standardErrors().get(i) < little.standardErrors().get(i));
        }
    }

    @Test
    void anotherSeedDrawsOtherCoalitions() {
        int width = 14;
        Scorer scorer = Games.table(width, Games.gaussian(new Random(5), 1 << width));
        Rows background = Games.zeros(width);
        Attribution one = KernelShap.withDefaults().withSeed(1).over(background).explain(scorer, Games.ones(width));
        Attribution two = KernelShap.withDefaults().withSeed(2).over(background).explain(scorer, Games.ones(width));
        assertNotEquals(one.values(), two.values());
        assertEquals(1, one.seed());
        assertEquals("kernel SHAP, paired sampling, budget 2076", one.method());
    }

    @Test
    void tooSmallABudgetIsRefused() {
        Rows background = Games.zeros(10);
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> KernelShap.withDefaults().withBudget(39).over(background));
        assertEquals("The budget of coalitions is 39 but must be at least 40 for 10 features.", refused.getMessage());
        assertThrows(
                InvalidInputException.class, () -> KernelShap.withDefaults().withBudget(1));
    }

    @Test
    void hundredsOfFeaturesAreExplained() {
        int width = 300;
        double[] weights = Games.gaussian(new Random(3), width);
        Scorer scorer = Games.scorer(width, row -> {
            double sum = 0;
            for (int i = 0; i < row.length; i++) {
                sum += weights[i] * row[i];
            }
            return sum;
        });
        Attribution found = KernelShap.withDefaults().over(Games.zeros(width)).explain(scorer, Games.ones(width));
        assertArrayEquals(weights, ShapleyLawsTest.values(found), 1e-10);
    }
}
