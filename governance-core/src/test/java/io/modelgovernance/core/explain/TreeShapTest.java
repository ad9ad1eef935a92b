package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.tree.Reference;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeModel;
import io.modelgovernance.explain.Attribution;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contributions by cover are those of XGBoost and LightGBM, within the rounding of the library. */
class TreeShapTest {
    @ParameterizedTest
    @CsvSource({
        "xgb_credit, 1e-6",
        "xgb_price, 1e-6",
        "xgb_multi, 1e-6",
        "german_xgb, 1e-6",
        "lgb_credit, 1e-12",
        "lgb_zero, 1e-12"
    })
    void contributionsAreThoseOfTheLibrary(String name, double tolerance) {
        Reference reference = Reference.of(name);
        TreeModel model = reference.model();
        for (int k = 0; k < model.outputs().size(); k++) {
            assertContributions(reference, model.outputs().get(k), k, 1, tolerance);
        }
    }

    /** LightGBM's contributions to a forest add up to the sum of its four trees, ours to their mean. */
    @ParameterizedTest
    @CsvSource("lgb_forest, 1e-12")
    void contributionsToAForestAreThoseOfTheLibrary(String name, double tolerance) {
        Reference reference = Reference.of(name);
        TreeModel model = reference.model();
        for (int k = 0; k < model.outputs().size(); k++) {
            assertContributions(reference, model.outputs().get(k), k, 4, tolerance);
        }
    }

    private static void assertContributions(
            Reference reference, TreeEnsemble ensemble, int output, int trees, double tolerance) {
        int width = ensemble.features();
        CoverTreeShap shap = TreeShap.of(ensemble).byCover(Games.schema(width));
        double[] rows = reference.rows();
        double[] values = new double[rows.length];
        shap.values(rows, reference.count(), values);
        for (int i = 0; i < reference.count(); i++) {
            double[] expected = reference.contributions(output, i);
            for (int f = 0; f < width; f++) {
                assertEquals(expected[f] / trees, values[i * width + f], tolerance, "row " + i + ", feature " + f);
            }
            assertEquals(expected[width] / trees, shap.baseline(), tolerance, "base");
        }
    }

    @ParameterizedTest
    @CsvSource({"xgb_credit, 2e-6", "lgb_credit, 1e-13"})
    void anAttributionAddsUpToTheScoreOfTheModel(String name, double tolerance) {
        Reference reference = Reference.of(name);
        TreeEnsemble ensemble = reference.model().only();
        CoverTreeShap shap = TreeShap.of(ensemble).byCover(Games.schema(13));
        for (int i = 0; i < reference.count(); i++) {
            Attribution found = shap.explain(ensemble, Arrays.copyOfRange(reference.rows(), i * 13, i * 13 + 13));
            assertEquals(reference.margins(0)[i], found.prediction());
            assertEquals(0, found.residual(), tolerance);
            assertEquals(ensemble.digest(), found.background());
        }
    }

    @ParameterizedTest
    @CsvSource("xgb_credit")
    void theResidualTellsThatAnotherModelWasScored(String name) {
        Reference reference = Reference.of(name);
        TreeEnsemble ensemble = reference.model().only();
        CoverTreeShap shap = TreeShap.of(ensemble).byCover(Games.schema(13));
        Attribution found = shap.explain(ensemble.response(), Arrays.copyOf(reference.rows(), 13));
        assertTrue(Math.abs(found.residual()) > 1);
    }

    /** XGBoost's matrices have a last line and column for the base, which takes part in no interaction. */
    @ParameterizedTest
    @CsvSource({"xgb_credit, 2e-6", "xgb_price, 2e-6"})
    void interactionsAreThoseOfTheLibrary(String name, double tolerance) {
        Reference reference = Reference.of(name);
        TreeEnsemble ensemble = reference.model().only();
        int width = ensemble.features();
        double[][] expected = Reference.table(name + "_interactions.csv");
        double[] found = new double[expected.length * width * width];
        TreeShap.of(ensemble).byCover(Games.schema(width)).interactions(reference.rows(), expected.length, found);
        for (int row = 0; row < expected.length; row++) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    assertEquals(
                            expected[row][i * (width + 1) + j],
                            found[(row * width + i) * width + j],
                            tolerance,
                            "row " + row + ", " + i + " with " + j);
                }
            }
        }
    }
}
