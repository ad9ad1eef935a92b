package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.tree.Reference;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeNode;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Rows;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tree SHAP where trees are deep, empty, narrow or shared by threads. */
class TreeShapEdgesTest {
    /** A path that asks about every feature in turn, as grown leaf by leaf. */
    private static TreeEnsemble chain(Random random, int features, int depth) {
        TreeNode node = TreeNode.leaf(random.nextGaussian(), 1);
        for (int i = 0; i < depth; i++) {
            TreeNode leaf = TreeNode.leaf(random.nextGaussian(), 1 + random.nextInt(9));
            node = random.nextBoolean()
                    ? TreeNode.split(i % features, random.nextInt(5) - 1, node, leaf)
                    : TreeNode.split(i % features, random.nextInt(5) - 1, leaf, node);
        }
        return TreeEnsemble.builder(features).tree(node).build();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 16})
    void longPathsGiveTheValuesOfTheDefinition(int features) {
        Random random = new Random(features);
        TreeEnsemble ensemble = chain(random, features, features + 5);
        double[] row = TreeGames.rows(random, features);
        double[] expected = byFormula(features, TreeGames.conditional(ensemble, row));
        double[] found = new double[features];
        TreeShap.of(ensemble).byCover(Games.schema(features)).values(row, 1, found);
        assertArrayEquals(expected, found, 1e-10);
        Rows background = Rows.of(Games.schema(features), TreeGames.rows(random, 7 * features));
        Attribution enumerated =
                ExactShapley.withDefaults().withMaxFeatures(16).over(background).explain(ensemble, row);
        Attribution counted = TreeShap.of(ensemble).over(background).explain(ensemble, row);
        assertArrayEquals(ShapleyLawsTest.values(enumerated), ShapleyLawsTest.values(counted), 1e-10);
    }

    private static double[] byFormula(int width, double[] worth) {
        double[] values = new double[width];
        for (int i = 0; i < width; i++) {
            for (int mask = 0; mask < worth.length; mask++) {
                if ((mask >> i & 1) == 0) {
                    int size = Integer.bitCount(mask);
                    double orders = width;
                    for (int k = 1; k <= size; k++) {
                        orders = orders * (width - k) / k;
                    }
                    values[i] += (worth[mask | 1 << i] - worth[mask]) / orders;
                }
            }
        }
        return values;
    }

    @Test
    void theDeepestTreeAddsUp() {
        Random random = new Random(3);
        TreeEnsemble ensemble = chain(random, 600, TreeEnsemble.MAX_DEPTH);
        CoverTreeShap shap = TreeShap.of(ensemble).byCover(Games.schema(600));
        Attribution found = shap.explain(ensemble, TreeGames.rows(random, 600));
        assertEquals(0, found.residual(), 1e-10);
        double[] rows = TreeGames.rows(random, 9 * 600);
        double[] values = new double[rows.length];
        shap.values(rows, 9, values);
        double[] last = new double[600];
        shap.values(Arrays.copyOfRange(rows, 8 * 600, 9 * 600), 1, last);
        assertArrayEquals(last, Arrays.copyOfRange(values, 8 * 600, 9 * 600));
        Rows background = Rows.of(Games.schema(600), rows);
        assertThrows(InvalidInputException.class, () -> TreeShap.of(ensemble).over(background));
        assertThrows(InvalidInputException.class, () -> shap.interactions(last, 1, new double[600 * 600]));
    }

    @Test
    void sixtyTwoFeaturesOnAPathAddUpOverABackground() {
        Random random = new Random(4);
        TreeEnsemble ensemble = chain(random, 62, 62);
        Rows background = Rows.of(Games.schema(62), TreeGames.rows(random, 30 * 62));
        double[] row = TreeGames.rows(random, 62);
        assertEquals(
                0, TreeShap.of(ensemble).over(background).explain(ensemble, row).residual(), 1e-10);
    }

    @Test
    void withoutASplitNothingIsContributed() {
        for (TreeEnsemble ensemble : List.of(
                TreeEnsemble.builder(3).base(2).build(),
                TreeEnsemble.builder(3).base(1).tree(TreeNode.leaf(1, 5)).build())) {
            double[] row = {1, Double.NaN, 3};
            CoverTreeShap shap = TreeShap.of(ensemble).byCover(Games.schema(3));
            double[] values = {9, 9, 9};
            shap.values(row, 1, values);
            assertArrayEquals(new double[3], values);
            assertEquals(2, shap.baseline());
            double[] many = new double[30];
            Arrays.fill(many, 9);
            shap.values(new double[30], 10, many);
            assertArrayEquals(new double[30], many);
            double[] matrix = new double[9];
            Arrays.fill(matrix, 9);
            shap.interactions(row, 1, matrix);
            assertArrayEquals(new double[9], matrix);
            Attribution over = TreeShap.of(ensemble).over(Games.zeros(3)).explain(ensemble, row);
            assertEquals(List.of(0.0, 0.0, 0.0), over.values());
            shap.values(row, 0, new double[0]);
        }
    }

    @Test
    void featuresThatDoTheSameGetTheSameAndOneNeverAskedAboutNothing() {
        TreeNode inner = TreeNode.split(1, 0, TreeNode.leaf(0, 5), TreeNode.leaf(1, 5));
        TreeNode both = TreeNode.split(0, 0, TreeNode.leaf(0, 10), inner);
        TreeEnsemble ensemble = TreeEnsemble.builder(3).tree(both).build();
        double[] values = new double[3];
        TreeShap.of(ensemble).byCover(Games.schema(3)).values(new double[] {1, 1, 1}, 1, values);
        assertArrayEquals(new double[] {0.375, 0.375, 0}, values, 1e-15);
        double[] matrix = new double[9];
        TreeShap.of(ensemble).byCover(Games.schema(3)).interactions(new double[] {1, 1, 1}, 1, matrix);
        assertArrayEquals(new double[] {0.25, 0.125, 0, 0.125, 0.25, 0, 0, 0, 0}, matrix, 1e-15);
        Rows background = Rows.of(Games.schema(3), new double[] {-1, -1, -1, 1, 1, 1, 1, -1, 2, -1, 1, 3});
        Attribution over = TreeShap.of(ensemble).over(background).explain(ensemble, new double[] {1, 1, 1});
        assertEquals(List.of(0.375, 0.375, 0.0), over.values());
    }

    @Test
    void threadsGetTheSameBits() throws Exception {
        Random random = new Random(5);
        TreeEnsemble ensemble = TreeGames.ensemble(random, 6, 20, 7);
        CoverTreeShap byCover = TreeShap.of(ensemble).byCover(Games.schema(6));
        BackgroundTreeShap over = TreeShap.of(ensemble).over(Rows.of(Games.schema(6), TreeGames.rows(random, 50 * 6)));
        double[] rows = TreeGames.rows(random, 700 * 6);
        List<double[]> expected = everything(byCover, over, rows);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<List<double[]>>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(() -> everything(byCover, over, rows));
            }
            for (Future<List<double[]>> call : threads.invokeAll(calls)) {
                for (int i = 0; i < expected.size(); i++) {
                    assertArrayEquals(expected.get(i), call.get().get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<double[]> everything(CoverTreeShap byCover, BackgroundTreeShap over, double[] rows) {
        int n = rows.length / 6;
        List<double[]> all =
                List.of(new double[rows.length], new double[6 * rows.length], new double[rows.length], new double[18]);
        byCover.values(rows, n, all.get(0));
        byCover.interactions(rows, n, all.get(1));
        over.values(rows, n, all.get(2));
        byCover.values(rows, 3, all.get(3));
        return all;
    }

    /** Scratch space is made once; afterwards a call leaves next to nothing behind, one row or many. */
    @Test
    void aCallMakesNoGarbage() {
        Reference reference = Reference.of("xgb_credit");
        TreeEnsemble ensemble = reference.model().only();
        double[] rows = reference.rows();
        CoverTreeShap byCover = TreeShap.of(ensemble).byCover(Games.schema(13));
        BackgroundTreeShap over = TreeShap.of(ensemble).over(Rows.of(Games.schema(13), rows));
        double[] out = new double[rows.length];
        assertTrue(garbage(() -> byCover.values(rows, 1, out)) < 500);
        assertTrue(garbage(() -> byCover.values(rows, 40, out)) < 500);
        assertTrue(garbage(() -> over.values(rows, 1, out)) < 500);
        assertTrue(garbage(() -> over.values(rows, 40, out)) < 500);
    }

    /** Bytes a call. */
    private static long garbage(Runnable call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        call.run();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 50; i++) {
            call.run();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / 50;
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TreeEnsemble ensemble =
                TreeEnsemble.builder(2).tree(TreeNode.leaf(1, 1)).build();
        TreeShap shap = TreeShap.of(ensemble);
        assertThrows(InvalidInputException.class, () -> shap.byCover(Games.schema(3)));
        assertThrows(InvalidInputException.class, () -> shap.over(Games.zeros(3)));
        assertThrows(InvalidInputException.class, () -> shap.over(Rows.of(Games.schema(2), new double[0])));
        CoverTreeShap byCover = shap.byCover(Games.schema(2));
        assertThrows(InvalidInputException.class, () -> byCover.explain(ensemble, new double[3]));
        assertThrows(InvalidInputException.class, () -> byCover.values(new double[3], 2, new double[4]));
        assertThrows(InvalidInputException.class, () -> byCover.values(new double[4], 2, new double[3]));
        assertThrows(InvalidInputException.class, () -> byCover.values(new double[4], -1, new double[4]));
        assertThrows(InvalidInputException.class, () -> byCover.interactions(new double[2], 1, new double[3]));
        BackgroundTreeShap over = shap.over(Games.zeros(2));
        assertThrows(InvalidInputException.class, () -> over.explain(ensemble, new double[1]));
        assertThrows(InvalidInputException.class, () -> over.values(new double[3], 2, new double[4]));
    }
}
