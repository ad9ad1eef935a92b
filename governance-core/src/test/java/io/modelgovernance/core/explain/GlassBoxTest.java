package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Models that are their own explanation, and models of other shapes as scorers. */
class GlassBoxTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("age").orMissing(), Feature.categorical("home", "rent", "own"), Feature.numeric("free"));

    private static PointsScorecard card() {
        return PointsScorecard.builder(SCHEMA, 500)
                .number("age", new double[] {25, 40}, 10, 25, 40)
                .category("home", 5, 30)
                .missing("age", 12)
                .build();
    }

    @Test
    void aCardAddsPointsUp() {
        double[] rows = {24.9, 0, 7, 25, 1, 7, 40, 1, 7, Double.NaN, 0, 7};
        double[] out = new double[4];
        card().score(rows, 4, out);
        assertArrayEquals(new double[] {515, 555, 570, 517}, out);
        assertTrue(Double.isNaN(card().score(new double[] {30, 2, 7})), "an unknown category has no points");
    }

    @Property(tries = 60)
    void itsPointsOverTheAverageAreItsShapleyValues(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
        Random random = new Random(seed);
        Rows background = people(random, count);
        double[] row = people(random, 1).row(0);
        Attribution exact = ExactShapley.withDefaults().over(background).explain(card(), row);
        Attribution found = card().over(background).explain(card(), row);
        assertArrayEquals(ShapleyLawsTest.values(exact), ShapleyLawsTest.values(found), 1e-9);
        assertEquals(0, found.residual(), 1e-9);
        assertEquals(1, found.modelRows());
    }

    private static Rows people(Random random, int count) {
        double[] data = new double[3 * count];
        for (int i = 0; i < count; i++) {
            data[3 * i] = random.nextInt(5) == 0 ? Double.NaN : 18 + random.nextInt(50);
            data[3 * i + 1] = random.nextInt(2);
            data[3 * i + 2] = random.nextGaussian();
        }
        return Rows.of(SCHEMA, data);
    }

    @Test
    void aCardThatDoesNotFitItsSchemaIsRefused() {
        PointsScorecard.Builder builder = PointsScorecard.builder(SCHEMA, 0);
        assertThrows(InvalidInputException.class, () -> builder.number("age", new double[] {1}, 1));
        assertThrows(InvalidInputException.class, () -> builder.number("age", new double[] {2, 1}, 1, 2, 3));
        assertThrows(InvalidInputException.class, () -> builder.number("home", new double[] {1}, 1, 2));
        assertThrows(InvalidInputException.class, () -> builder.category("home", 1));
        assertThrows(InvalidInputException.class, () -> builder.category("age", 1));
        assertThrows(InvalidInputException.class, () -> builder.missing("age", Double.NaN));
        assertThrows(InvalidInputException.class, () -> builder.number("nobody", new double[0], 1));
        assertThrows(InvalidInputException.class, () -> PointsScorecard.builder(SCHEMA, Double.NaN));
        PointsScorecard strict = builder.number("age", new double[] {30}, 1, 2).build();
        Rows missing = Rows.of(SCHEMA, new double[] {Double.NaN, 0, 0});
        assertThrows(InvalidInputException.class, () -> strict.over(missing));
    }

    @Property(tries = 60)
    void aLinearModelIsExplainedByItsWeightsAndItsLogisticByGradients(@ForAll long seed) {
        Random random = new Random(seed);
        LinearModel model = LinearModel.of(random.nextGaussian(), Games.gaussian(random, 4));
        Rows background = Games.random(random, 4, 5);
        double[] row = Games.gaussian(random, 4);
        Attribution closed = LinearShapley.of(model).over(background).explain(model, row);
        assertEquals(0, closed.residual(), 1e-12);
        Attribution other =
                LinearShapley.of(LinearModel.of(0, 1, 1, 1, 1)).over(background).explain(model, row);
        assertNotEquals(closed.plan(), other.plan());
        Attribution curved = IntegratedGradients.withDefaults()
                .withPoints(64)
                .over(background)
                .explain(model.logistic(), row);
        assertEquals(0, curved.residual(), 1e-6);
        assertEquals(1 / (1 + Math.exp(-model.score(row))), curved.prediction(), 1e-15);
    }

    @Test
    void aLinearModelNeedsFiniteWeights() {
        assertThrows(InvalidInputException.class, () -> LinearModel.of(0));
        assertThrows(InvalidInputException.class, () -> LinearModel.of(0, Double.NaN));
    }

    @Test
    void floatsAndColumnsAreScorersToo() {
        Scorer plain = (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) rows[2 * i] - (float) rows[2 * i + 1];
            }
        };
        Scorer floats = Scorer.ofFloats(2, (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = rows[2 * i] - rows[2 * i + 1];
            }
        });
        Scorer columns = Scorer.ofColumns(2, (by, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (float) by[0][i] - (float) by[1][i];
            }
        });
        double[] rows = {1, 0.5, 3, -4, Double.NaN, 1, 9, 9};
        double[] expected = {0.5, 7, Double.NaN, -1};
        for (Scorer scorer : new Scorer[] {plain, floats, columns}) {
            double[] out = {-1, -1, -1, -1};
            scorer.score(rows, 3, out);
            assertArrayEquals(expected, out);
        }
        assertThrows(InvalidInputException.class, () -> Scorer.ofFloats(0, (a, n, b) -> {}));
        assertThrows(InvalidInputException.class, () -> Scorer.ofColumns(0, (a, n, b) -> {}));
    }
}
