package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainerEdgesTest {
    /** Makes an explainer of a background. */
    interface Over {
        Explainer over(Rows background);
    }

    static Stream<Over> explainers() {
        return Stream.of(ExactShapley.withDefaults()::over, KernelShap.withDefaults()::over);
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void aConstantModelHasNoReasons(Over make) {
        Attribution found = make.over(Games.random(new Random(1), 4, 3))
                .explain(Games.scorer(4, row -> 0.25), new double[] {1, 2, 3, 4});
        assertEquals(List.of(0.0, 0.0, 0.0, 0.0), found.values());
        assertEquals(0.25, found.baseline());
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void oneFeatureGetsAllOfIt(Over make) {
        Rows background = Rows.of(Games.schema(1), new double[] {1, 3});
        Attribution found = make.over(background).explain(Games.scorer(1, row -> row[0] * row[0]), new double[] {4});
        assertEquals(5, found.baseline());
        assertEquals(List.of(11.0), found.values());
        assertEquals(0, found.residual());
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void missingValuesReachTheModel(Over make) {
        Rows background = Rows.of(Games.schema(2), new double[] {1, 1, Double.NaN, 1});
        Scorer scorer = Games.scorer(2, row -> (Double.isNaN(row[0]) ? 10 : row[0]) + row[1]);
        Attribution found = make.over(background).explain(scorer, new double[] {Double.NaN, 3});
        assertEquals(10 - 5.5, found.value("f0"), 1e-12);
        assertEquals(2, found.value("f1"), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void aRowOfTheBackgroundAloneExplainsItselfByNothing(Over make) {
        double[] row = {0.5, -1, 2};
        Attribution found = make.over(Rows.of(Games.schema(3), row))
                .explain(Games.scorer(3, each -> each[0] * each[1] * each[2]), row);
        assertEquals(List.of(0.0, 0.0, 0.0), found.values());
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void whatCannotBeExplainedIsRefused(Over make) {
        assertThrows(InvalidInputException.class, () -> make.over(Rows.of(Games.schema(2), new double[0])));
        Explainer explainer = make.over(Games.zeros(2));
        Scorer fine = Games.scorer(2, row -> row[0]);
        assertThrows(InvalidInputException.class, () -> explainer.explain(fine, new double[3]));
        Scorer broken = Games.scorer(2, row -> row[0] > 0 ? Double.NaN : 0);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> explainer.explain(broken, new double[] {1, 1}));
        assertEquals("score of the model", refused.field());
    }

    @ParameterizedTest
    @MethodSource("explainers")
    void theBackgroundIsFixedWhenBoundAndHasAFingerprint(Over make) {
        double[] data = {1, 2, 3, 4};
        Explainer explainer = make.over(Rows.of(Games.schema(2), data));
        Scorer sum = Games.scorer(2, row -> row[0] + row[1]);
        Attribution before = explainer.explain(sum, new double[] {0, 0});
        data[0] = 99;
        assertEquals(before, explainer.explain(sum, new double[] {0, 0}));
        Attribution other = make.over(Rows.of(Games.schema(2), data)).explain(sum, new double[] {0, 0});
        assertNotEquals(before.background(), other.background());
    }

    /** The model is called with thousands of rows at a time, however many coalitions there are. */
    @ParameterizedTest
    @MethodSource("explainers")
    void theModelIsCalledInBoundedBlocks(Over make) {
        int width = 10;
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Scorer counting = (rows, n, out) -> {
            calls.incrementAndGet();
            most.accumulateAndGet(n, Math::max);
            Arrays.fill(out, 0, n, 1);
        };
        Attribution found = make.over(Games.random(new Random(2), width, 100)).explain(counting, new double[width]);
        assertTrue(found.modelRows() > 100_000);
        assertTrue(most.get() * width <= 1 << 15, "rows a call: " + most);
        assertTrue(calls.get() < 40, "calls: " + calls);
    }

    @Test
    void exactValuesOfManyFeaturesAreRefusedWithAWayOut() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class, () -> ExactShapley.withDefaults().over(Games.zeros(16)));
        assertTrue(refused.getMessage().contains("Maybe use KernelShap"));
        ExactShapley.withDefaults().withMaxFeatures(16).over(Games.zeros(16));
        assertThrows(
                InvalidInputException.class, () -> ExactShapley.withDefaults().withMaxFeatures(21));
        assertThrows(
                InvalidInputException.class, () -> ExactShapley.withDefaults().withMaxFeatures(0));
    }
}
