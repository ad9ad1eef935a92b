package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialDependenceTest {
    @Test
    void theCurveAveragesTheOtherFeaturesOut() {
        Rows rows = Rows.of(Games.schema(2), new double[] {5, 1, 1, 2, 3, 6, 2, Double.NaN, 4, 3});
        Curve curve = PartialDependence.withDefaults()
                .withPlaces(3)
                .curve(Games.scorer(2, row -> row[0] * row[0] + (Double.isNaN(row[1]) ? 8 : row[1])), rows, "f0");
        assertEquals(List.of(1.0, 3.0, 5.0), curve.grid());
        assertEquals(List.of(5.0, 13.0, 29.0), curve.values());
        assertEquals(15, curve.modelRows());
    }

    @Test
    void equalQuantilesCountOnceAndMissingOnesNot() {
        Rows rows = Rows.of(Games.schema(1), new double[] {2, 2, Double.NaN, 2});
        Curve curve = PartialDependence.withDefaults().curve(Games.scorer(1, row -> row[0]), rows, "f0");
        assertEquals(List.of(2.0), curve.grid());
        Rows missing = Rows.of(Games.schema(1), new double[] {Double.NaN});
        assertThrows(
                InvalidInputException.class,
                () -> PartialDependence.withDefaults().curve(Games.scorer(1, row -> 0), missing, "f0"));
        assertThrows(
                InvalidInputException.class,
                () -> PartialDependence.withDefaults().withPlaces(1));
    }

    @Test
    void aCategoryHasAPlaceEach() {
        FeatureSchema schema = FeatureSchema.of(Feature.categorical("housing", "rent", "own", "free"));
        Curve curve = PartialDependence.withDefaults()
                .withPlaces(2)
                .curve(Games.scorer(1, row -> row[0]), Rows.of(schema, new double[] {1, 1}), "housing");
        assertEquals(List.of(0.0, 1.0, 2.0), curve.grid());
    }
}
