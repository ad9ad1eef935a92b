package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The closed form w_i (x_i - mean_i), on a real model: the log odds of a logistic regression of 30 features. */
class ShapleyOfLinearModelsTest {
    private static final int WIDTH = 30;

    @Test
    void kernelShapFindsTheClosedFormOfARealModel() throws IOException {
        LogisticModel model = LogisticModel.read();
        double[] background = model.patients(new Random(11), 40);
        double[] row = model.patients(new Random(12), 1);
        Rows rows = Rows.of(Games.schema(WIDTH), background);
        double[] expected = new double[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            expected[i] = model.weights[i] * (row[i] - mean(rows.column(i)));
        }
        Attribution kernel = KernelShap.withDefaults().over(rows).explain(model.margin(), row);
        assertArrayEquals(expected, ShapleyLawsTest.values(kernel), 1e-10);
        assertEquals(2108 * 40 + 40 + 1, kernel.modelRows());
        assertTrue(kernel.standardErrors().stream().allMatch(error -> error < 1e-10));
        Attribution linear =
                LinearShapley.of(model.intercept, model.weights).over(rows).explain(model.margin(), row);
        assertArrayEquals(expected, ShapleyLawsTest.values(linear), 1e-10);
        assertEquals(kernel.baseline(), linear.baseline(), 1e-9);
        assertEquals(0, linear.residual(), 1e-9);
        assertEquals(1, linear.modelRows());
    }

    @Test
    void theResidualShowsThatTheModelIsAnother() {
        Rows rows = Rows.of(Games.schema(2), new double[] {0, 0, 2, 2});
        Attribution found = LinearShapley.of(1, new double[] {1, 1})
                .over(rows)
                .explain(Games.scorer(2, row -> row[0] * row[1]), new double[] {3, 3});
        assertEquals(9 - 7, found.residual(), 1e-12);
    }

    @Test
    void aLinearModelTakesNoMissingValues() {
        LinearShapley linear = LinearShapley.of(0, new double[] {1, 2});
        Scorer sum = Games.scorer(2, row -> row[0] + 2 * row[1]);
        Rows missing = Rows.of(Games.schema(2), new double[] {0, Double.NaN});
        assertEquals(
                "feature f1",
                assertThrows(InvalidInputException.class, () -> linear.over(missing))
                        .field());
        double[] row = {Double.NaN, 0};
        assertThrows(
                InvalidInputException.class, () -> linear.over(Games.zeros(2)).explain(sum, row));
        assertThrows(InvalidInputException.class, () -> linear.over(Games.zeros(3)));
        assertThrows(InvalidInputException.class, () -> LinearShapley.of(0, new double[] {Double.NaN}));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** The fitted model as its file states it; see SOURCES.md beside the file. */
    private static final class LogisticModel {
        private final double[] means;
        private final double[] deviations;
        private final double[] weights = new double[WIDTH];
        private final double intercept;

        private LogisticModel(JsonNode json) {
            means = numbers(json.get("mean"));
            deviations = numbers(json.get("std"));
            double[] standardised = numbers(json.get("coef"));
            double constant = json.get("intercept").asDouble();
            for (int i = 0; i < WIDTH; i++) {
                weights[i] = standardised[i] / deviations[i];
                constant -= weights[i] * means[i];
            }
            intercept = constant;
        }

        static LogisticModel read() throws IOException {
            try (var in = ShapleyOfLinearModelsTest.class.getResourceAsStream("breast_cancer_logreg.json")) {
                return new LogisticModel(new ObjectMapper().readTree(in));
            }
        }

        Scorer margin() {
            return Games.scorer(WIDTH, row -> {
                double score = intercept;
                for (int i = 0; i < WIDTH; i++) {
                    score += weights[i] * row[i];
                }
                return score;
            });
        }

        double[] patients(Random random, int count) {
            double[] data = Games.gaussian(random, count * WIDTH);
            Arrays.setAll(data, i -> means[i % WIDTH] + data[i] * deviations[i % WIDTH]);
            return data;
        }

        private static double[] numbers(JsonNode array) {
            double[] values = new double[array.size()];
            Arrays.setAll(values, i -> array.get(i).asDouble());
            return values;
        }
    }
}
