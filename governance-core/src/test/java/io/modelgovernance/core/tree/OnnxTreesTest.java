package io.modelgovernance.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.explain.TreeShap;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees of scikit-learn 1.2.1 that were written as ONNX answer as scikit-learn does. */
class OnnxTreesTest {
    /** The weights of the file are floats, scikit-learn's are doubles. */
    @ParameterizedTest
    @CsvSource({"onnx_forest, 1, 1e-7", "onnx_classes, 3, 1e-7", "onnx_targets, 2, 1e-3", "onnx_boosted, 1, 1e-6"})
    void answersAreThoseOfScikitLearn(String name, int outputs, double tolerance) {
        Reference reference = Reference.of(name);
        TreeModel model = OnnxTrees.read(Reference.bytes(name + ".onnx"));
        assertEquals(outputs, model.outputs().size());
        for (int k = 0; k < outputs; k++) {
            double[] margins = reference.margins(k);
            double[] out = new double[reference.count()];
            model.outputs().get(k).score(reference.rows(), out.length, out);
            for (int i = 0; i < out.length; i++) {
                assertEquals(margins[i], out[i], tolerance, "row " + i + ", output " + k);
            }
        }
    }

    @Test
    void theFileTellsTheLinkAndTheOperator() {
        TreeModel boosted = OnnxTrees.read(Reference.bytes("onnx_boosted.onnx"));
        assertEquals(Link.LOGISTIC, boosted.only().link());
        assertEquals("TreeEnsembleRegressor", boosted.objective());
        assertTrue(boosted.only().base() < 0, "the base is the log-odds of the rarer class");
        assertEquals(9, boosted.only().features());
        assertEquals(
                Link.IDENTITY,
                OnnxTrees.read(Reference.bytes("onnx_forest.onnx")).only().link());
    }

    /** A value between two floats goes where the float next to it goes, for ONNX compares floats. */
    @Test
    void valuesAreComparedAsFloats() {
        TreeEnsemble trees =
                OnnxTrees.read(Reference.bytes("onnx_boosted.onnx")).only();
        Reference reference = Reference.of("onnx_boosted");
        double[] rows = reference.rows();
        double[] near = new double[rows.length];
        Random random = new Random(1);
        for (int i = 0; i < rows.length; i++) {
            near[i] = rows[i] + (double) Math.ulp((float) rows[i]) * 0.49 * (random.nextDouble() - 0.5);
        }
        double[] out = new double[reference.count()];
        double[] outNear = new double[reference.count()];
        trees.score(rows, out.length, out);
        trees.score(near, out.length, outNear);
        assertEquals(Arrays.toString(out), Arrays.toString(outNear));
    }

    @Test
    void itIsExplainedOverABackgroundForItHasNoCover() {
        TreeEnsemble trees =
                OnnxTrees.read(Reference.bytes("onnx_boosted.onnx")).only();
        FeatureSchema schema = new FeatureSchema(IntStream.range(0, 9)
                .mapToObj(i -> Feature.numeric("f" + i).orMissing())
                .toList());
        double[] rows = Reference.of("onnx_boosted").rows();
        double[] one = Arrays.copyOf(rows, 9);
        double residual = TreeShap.of(trees)
                .over(Rows.of(schema, Arrays.copyOf(rows, 900)))
                .explain(trees, one)
                .residual();
        assertEquals(0, residual, 1e-12);
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> TreeShap.of(trees).byCover(schema));
        assertTrue(refused.getMessage().contains("cover"), refused.getMessage());
    }

    /** In the file a name stands as bytes, so that another of the same length makes another model. */
    @ParameterizedTest
    @CsvSource({
        "onnx_forest, BRANCH_LEQ, BRANCH_NEQ, BRANCH_NEQ",
        "onnx_forest, TreeEnsembleClassifier, TreeEnsembleClassifiex, TreeEnsembleClassifiex",
        "onnx_targets, AVERAGE, MAXIMUM, MAXIMUM",
        "onnx_boosted, nodes_modes, nodes_mores, nodes_modes",
        "onnx_boosted, target_weights, target_weighty, target_weights",
        "onnx_boosted, TreeEnsembleRegressor, TreeEnzembleRegressor, 0 tree ensembles"
    })
    void whatIsNotReadIsRefused(String name, String part, String instead, String said) {
        String file = new String(Reference.bytes(name + ".onnx"), StandardCharsets.ISO_8859_1);
        assertTrue(file.contains(part));
        byte[] changed = file.replace(part, instead).getBytes(StandardCharsets.ISO_8859_1);
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> OnnxTrees.read(changed));
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }

    @Test
    void aDamagedFileIsReadOrRefusedButNeverAnythingElse() {
        byte[] whole = Reference.bytes("onnx_boosted.onnx");
        for (int length = 0; length < whole.length - 100; length += 37) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(InvalidInputException.class, () -> OnnxTrees.read(part), "of " + length + " bytes");
        }
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                OnnxTrees.read(damaged);
            } catch (InvalidInputException e) {
                refused++;
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }
}
