package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Tree SHAP by cover against the definition, on random trees. */
class TreeShapLawsTest {
    private static CoverTreeShap shap(TreeEnsemble ensemble) {
        return TreeShap.of(ensemble).byCover(Games.schema(ensemble.features()));
    }

    @Property(tries = 300)
    void valuesAreTheMeanOverAllOrders(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int width, @ForAll @IntRange(max = 9) int depth) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 3, depth);
        double[] row = TreeGames.rows(random, width);
        double[] values = new double[width];
        shap(ensemble).values(row, 1, values);
        assertArrayEquals(Games.byOrders(width, TreeGames.conditional(ensemble, row)), values, 1e-10);
    }

    @Property(tries = 100)
    void aRowHasTheSameBitsAloneAndInAnyBatch(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int width, @ForAll @IntRange(max = 10) int depth) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 4, depth);
        CoverTreeShap shap = shap(ensemble);
        int count = 1 + random.nextInt(1200);
        double[] rows = TreeGames.rows(random, count * width);
        double[] before = rows.clone();
        double[] values = new double[rows.length];
        shap.values(rows, count, values);
        double[] scores = new double[count];
        ensemble.score(rows, count, scores);
        for (int i = 0; i < count; i++) {
            double[] row = Arrays.copyOfRange(rows, i * width, (i + 1) * width);
            double[] alone = new double[width];
            shap.values(row, 1, alone);
            double[] together = Arrays.copyOfRange(values, i * width, (i + 1) * width);
            assertArrayEquals(alone, together);
            assertEquals(scores[i], shap.baseline() + Arrays.stream(alone).sum(), 1e-10);
        }
        assertArrayEquals(before, rows);
    }

    @Property(tries = 200)
    void valuesOverABackgroundAreThoseOfEnumeration(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int width,
            @ForAll @IntRange(max = 9) int depth,
            @ForAll @IntRange(min = 1, max = 40) int background) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 3, depth);
        Rows rows = Rows.of(Games.schema(width), TreeGames.rows(random, background * width));
        double[] row = TreeGames.rows(random, width);
        Attribution expected = ExactShapley.withDefaults().over(rows).explain(ensemble, row);
        Attribution found = TreeShap.of(ensemble).over(rows).explain(ensemble, row);
        assertArrayEquals(ShapleyLawsTest.values(expected), ShapleyLawsTest.values(found), 1e-10);
        assertEquals(expected.baseline(), found.baseline(), 1e-10);
        assertEquals(expected.background(), found.background());
        assertEquals(0, found.residual(), 1e-10);
    }

    @Property(tries = 60)
    void aRowHasTheSameBitsAloneAndInAnyBatchOverABackground(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 14) int width, @ForAll @IntRange(max = 14) int depth) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 2, depth);
        Rows background = Rows.of(Games.schema(width), TreeGames.rows(random, 20 * width));
        BackgroundTreeShap shap = TreeShap.of(ensemble).over(background);
        int count = 1 + random.nextInt(3000);
        double[] rows = TreeGames.rows(random, count * width);
        double[] values = new double[rows.length];
        shap.values(rows, count, values);
        for (int i = 0; i < count; i += 1 + random.nextInt(50)) {
            double[] alone = new double[width];
            shap.values(Arrays.copyOfRange(rows, i * width, (i + 1) * width), 1, alone);
            assertArrayEquals(alone, Arrays.copyOfRange(values, i * width, (i + 1) * width));
        }
    }

    @Property(tries = 200)
    void interactionsAreThoseOfTheDefinition(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int width, @ForAll @IntRange(max = 8) int depth) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 3, depth);
        double[] row = TreeGames.rows(random, width);
        double[] matrix = new double[width * width];
        shap(ensemble).interactions(row, 1, matrix);
        double[] worth = TreeGames.conditional(ensemble, row);
        double[] values = Games.byOrders(width, worth);
        for (int i = 0; i < width; i++) {
            double line = 0;
            for (int j = 0; j < width; j++) {
                line += matrix[i * width + j];
                if (i != j) {
                    assertEquals(TreeGames.interaction(width, worth, i, j), matrix[i * width + j], 1e-10);
                }
            }
            assertEquals(values[i], line, 1e-10);
        }
    }

    @Property(tries = 40)
    void aMatrixHasTheSameBitsAloneAndInAnyBatch(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int width) {
        Random random = new Random(seed);
        TreeEnsemble ensemble = TreeGames.ensemble(random, width, 3, 7);
        CoverTreeShap shap = shap(ensemble);
        int count = 1 + random.nextInt(600);
        int cells = width * width;
        double[] rows = TreeGames.rows(random, count * width);
        double[] together = new double[count * cells];
        shap.interactions(rows, count, together);
        for (int i = 0; i < count; i += 1 + random.nextInt(20)) {
            double[] alone = new double[cells];
            shap.interactions(Arrays.copyOfRange(rows, i * width, (i + 1) * width), 1, alone);
            assertArrayEquals(alone, Arrays.copyOfRange(together, i * cells, (i + 1) * cells));
        }
    }
}
