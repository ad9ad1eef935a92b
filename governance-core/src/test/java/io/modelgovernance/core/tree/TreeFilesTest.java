package io.modelgovernance.core.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models read from files of XGBoost 3.0.4 and LightGBM 4.3.0 answer with the bits of the library that wrote them. */
class TreeFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"xgb_credit", "xgb_price", "xgb_multi", "lgb_credit", "lgb_zero"})
    void marginsHaveTheBitsOfTheLibrary(String name) {
        Reference reference = Reference.of(name);
        TreeModel model = reference.model();
        for (int k = 0; k < model.outputs().size(); k++) {
            double[] out = new double[reference.count()];
            model.outputs().get(k).score(reference.rows(), out.length, out);
            assertArrayEquals(reference.margins(k), out, "output " + k);
        }
    }

    /** LightGBM's raw score of a forest is the sum of its trees; what it makes a response of is their mean. */
    @Test
    void aForestIsTheMeanOfItsTrees() {
        Reference reference = Reference.of("lgb_forest");
        TreeModel model = reference.model();
        assertEquals(3, model.outputs().size());
        for (int k = 0; k < 3; k++) {
            double[] out = new double[reference.count()];
            model.outputs().get(k).score(reference.rows(), out.length, out);
            double[] sums = reference.margins(k);
            for (int i = 0; i < out.length; i++) {
                assertEquals(sums[i] / 4, out[i], 1e-14, "output " + k);
            }
        }
    }

    @Test
    void theFileTellsObjectiveNamesAndShape() {
        TreeModel credit = Reference.of("xgb_credit").model();
        assertEquals("binary:logistic", credit.objective());
        assertEquals("Seniority", credit.featureNames().get(0));
        assertEquals(13, credit.only().features());
        assertEquals(12, credit.only().trees().count());
        assertEquals(Link.LOGISTIC, credit.only().link());
        assertEquals(
                Link.OTHER, Reference.of("xgb_multi").model().outputs().get(2).link());
        TreeModel light = Reference.of("lgb_credit").model();
        assertEquals(credit.featureNames(), light.featureNames());
        assertEquals(Link.LOGISTIC, light.only().link());
    }

    @Test
    void aResponseIsTheLinkOfTheMargin() {
        Reference reference = Reference.of("xgb_credit");
        TreeEnsemble model = reference.model().only();
        double[] out = new double[reference.count()];
        model.response().score(reference.rows(), out.length, out);
        double[] margins = reference.margins(0);
        for (int i = 0; i < out.length; i++) {
            assertEquals(1 / (1 + StrictMath.exp(-margins[i])), out[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"german_xgb", "xgb_multi"})
    void bothFormatsOfXgboostHoldTheSameModel(String name) {
        TreeModel text = XgboostJson.read(Reference.bytes(name + ".json"));
        TreeModel binary = XgboostUbjson.read(Reference.bytes(name + ".ubj"));
        assertEquals(text.objective(), binary.objective());
        assertEquals(text.featureNames(), binary.featureNames());
        assertEquals(text.outputs().size(), binary.outputs().size());
        for (int k = 0; k < text.outputs().size(); k++) {
            assertEquals(text.outputs().get(k).digest(), binary.outputs().get(k).digest());
        }
    }
}
