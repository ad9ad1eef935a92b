package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.DifferentiableScorer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GradientsAndOcclusionTest {
    /** A logistic regression. */
    private record Logistic(double[] weights) implements DifferentiableScorer {
        @Override
        public void score(double[] rows, int n, double[] out) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int f = 0; f < weights.length; f++) {
                    sum += weights[f] * rows[i * weights.length + f];
                }
                out[i] = 1 / (1 + StrictMath.exp(-sum));
            }
        }

        @Override
        public void gradients(double[] rows, int n, double[] out) {
            double[] scores = new double[n];
            score(rows, n, scores);
            for (int i = 0; i < out.length; i++) {
                double p = scores[i / weights.length];
                out[i] = p * (1 - p) * weights[i % weights.length];
            }
        }
    }

    /** x y^2, whose integrals are known. */
    private static final class Product implements DifferentiableScorer {
        @Override
        public void score(double[] rows, int n, double[] out) {
            for (int i = 0; i < n; i++) {
                out[i] = rows[2 * i] * rows[2 * i + 1] * rows[2 * i + 1];
            }
        }

        @Override
        public void gradients(double[] rows, int n, double[] out) {
            for (int i = 0; i < n; i++) {
                out[2 * i] = rows[2 * i + 1] * rows[2 * i + 1];
                out[2 * i + 1] = 2 * rows[2 * i] * rows[2 * i + 1];
            }
        }
    }

    @Test
    void aPolynomialIsIntegratedExactly() {
        // From (0, 0) to (2, 3): x takes 2 * 9 * int t^2 = 6, y takes 2 * 2 * 9 * int t^2 = 12.
        Attribution found = IntegratedGradients.withDefaults()
                .withPoints(2)
                .over(Games.zeros(2))
                .explain(new Product(), new double[] {2, 3});
        assertEquals(6, found.value("f0"), 1e-12);
        assertEquals(12, found.value("f1"), 1e-12);
        assertEquals(0, found.residual(), 1e-12);
        assertEquals(4, found.modelRows());
    }

    @Property(tries = 200)
    void valuesOfALogisticRegressionAddUpAndFollowItsWeights(@ForAll long seed) {
        Random random = new Random(seed);
        double[] weights = Games.gaussian(random, 4);
        Rows background = Games.random(random, 4, 5);
        double[] row = Games.gaussian(random, 4);
        Attribution found = IntegratedGradients.withDefaults()
                .withPoints(200) // however steep
                .over(background)
                .explain(new Logistic(weights), row);
        assertEquals(0, found.residual(), 1e-7);
        Attribution single = IntegratedGradients.withDefaults()
                .over(Rows.of(background.schema(), background.row(0)))
                .explain(new Logistic(weights), row);
        double linear = 0;
        for (int f = 0; f < 4; f++) {
            linear += weights[f] * (row[f] - background.get(0, f));
        }
        for (int f = 0; f < 4; f++) {
            double share = weights[f] * (row[f] - background.get(0, f)) / linear;
            double explained = single.prediction() - single.baseline() - single.residual();
            assertEquals(share * explained, single.values().get(f), 1e-12 * (1 + Math.abs(share)));
        }
    }

    @Test
    void whatHasNoGradientIsRefused() {
        Explainer explainer = IntegratedGradients.withDefaults().over(Games.zeros(1));
        Scorer plain = Games.scorer(1, row -> row[0]);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> explainer.explain(plain, new double[1]));
        assertTrue(refused.getMessage().endsWith("must be a DifferentiableScorer; maybe use KernelShap."));
        double[] missing = {Double.NaN};
        assertThrows(InvalidInputException.class, () -> explainer.explain(new Logistic(new double[] {1}), missing));
        assertThrows(
                InvalidInputException.class,
                () -> IntegratedGradients.withDefaults().over(Rows.of(Games.schema(1), missing)));
        assertThrows(
                InvalidInputException.class,
                () -> IntegratedGradients.withDefaults().withPoints(0));
    }

    @Property(tries = 40)
    void occlusionIsWhatTheScoreLosesWithoutAFeature(@ForAll long seed) {
        Random random = new Random(seed);
        Rows background = Games.random(random, 3, 4);
        double[] row = Games.gaussian(random, 3);
        Scorer scorer = Games.scorer(3, each -> each[0] * each[1] + Math.cos(each[2]));
        Attribution found = Occlusion.over(background).explain(scorer, row);
        for (int f = 0; f < 3; f++) {
            double mean = 0;
            for (int b = 0; b < 4; b++) {
                double[] other = row.clone();
                other[f] = background.get(b, f);
                mean += scorer.score(other) / 4;
            }
            assertEquals(scorer.score(row) - mean, found.values().get(f), 1e-12);
        }
        assertEquals(17, found.modelRows());
        Scorer additive = Games.scorer(3, each -> Arrays.stream(each).sum());
        assertEquals(0, Occlusion.over(background).explain(additive, row).residual(), 1e-12);
        assertEquals(List.of("f0", "f1", "f2"), found.features());
    }
}
