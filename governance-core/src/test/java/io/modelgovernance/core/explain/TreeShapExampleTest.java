package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.core.tree.Reference;
import io.modelgovernance.core.tree.TreeEnsemble;
import io.modelgovernance.core.tree.TreeModel;
import io.modelgovernance.core.tree.XgboostJson;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The example of docs/trees.md. */
class TreeShapExampleTest {
    @Test
    void anXgboostModelIsReadAndExplained() {
        byte[] file = Reference.bytes("german_xgb.json");
        double[] data = Reference.of("german_xgb").rows();

        // begin: read
        TreeModel model = XgboostJson.read(file);
        TreeEnsemble trees = model.only();
        FeatureSchema schema = new FeatureSchema(model.featureNames().stream()
                .map(name -> Feature.numeric(name).orMissing())
                .toList());
        double margin = trees.score(Arrays.copyOf(data, schema.size()));
        double probability = trees.response().score(Arrays.copyOf(data, schema.size()));
        // end: read

        // begin: explain
        double[] applicant = Arrays.copyOf(data, schema.size());
        CoverTreeShap shap = TreeShap.of(trees).byCover(schema);
        Attribution why = shap.explain(trees, applicant);
        double byDuration = why.value("duration_in_month");
        double unexplained = why.residual();
        // end: explain

        // begin: batch
        int n = data.length / schema.size();
        double[] contributions = new double[n * schema.size()];
        shap.values(data, n, contributions);
        double[] interactions = new double[n * schema.size() * schema.size()];
        shap.interactions(data, n, interactions);
        BackgroundTreeShap against = TreeShap.of(trees).over(Rows.of(schema, data));
        Attribution whyAgainst = against.explain(trees, applicant);
        // end: batch

        assertEquals(-2.45508265, margin, 1e-8);
        assertEquals(0.0790676624, probability, 1e-8);
        assertEquals(-1.33352137, byDuration, 1e-6);
        assertEquals(0, unexplained, 1e-6);
        assertEquals(byDuration, contributions[0]);
        assertEquals(byDuration, Arrays.stream(interactions, 0, 7).sum(), 1e-12);
        assertEquals(margin, whyAgainst.prediction());
        assertEquals(0, whyAgainst.residual(), 1e-6);
    }
}
