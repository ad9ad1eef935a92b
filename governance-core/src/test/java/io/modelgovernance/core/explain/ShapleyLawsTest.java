package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The axioms that make a Shapley value, held by every explainer that claims one. */
class ShapleyLawsTest {
    private static final double TINY = 1e-10;

    private static List<Explainer> exact(Rows background) {
        return List.of(
                ExactShapley.withDefaults().over(background),
                KernelShap.withDefaults().withBudget(64).over(background));
    }

    /** The same and one that samples once there are more than five features. */
    private static List<Explainer> all(Rows background, long seed) {
        return Stream.concat(
                        exact(background).stream(),
                        Stream.of(KernelShap.withDefaults()
                                .withBudget(48)
                                .withSeed(seed)
                                .over(background)))
                .toList();
    }

    private static double[] worth(long seed, int width) {
        return Games.gaussian(new Random(seed), 1 << width);
    }

    @Property(tries = 60)
    void theExactValueIsTheMeanOverAllOrders(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int width) {
        double[] worth = worth(seed, width);
        Attribution found = ExactShapley.withDefaults()
                .over(Games.zeros(width))
                .explain(Games.table(width, worth), Games.ones(width));
        assertArrayEquals(Games.byOrders(width, worth), values(found), 1e-12);
        assertEquals((1 << width) + 1, found.modelRows());
    }

    @Property(tries = 60)
    void valuesAddUpToThePrediction(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 5) int count) {
        Random random = new Random(seed);
        Rows background = Games.random(random, width, count);
        Scorer scorer =
                Games.scorer(width, row -> Math.sin(7 * Arrays.stream(row).sum()) + row[0] * row[width - 1]);
        double[] row = Games.gaussian(random, width);
        for (Explainer explainer : all(background, seed)) {
            Attribution found = explainer.explain(scorer, row);
            assertEquals(0, found.residual(), TINY, explainer.method());
            assertEquals(scorer.score(row), found.prediction(), explainer.method());
            assertEquals(Arrays.stream(background.score(scorer)).sum() / count, found.baseline(), TINY);
        }
    }

    @Property(tries = 40)
    void featuresThatDoTheSameGetTheSame(@ForAll long seed, @ForAll @IntRange(min = 2, max = 6) int width) {
        double[] any = worth(seed, width);
        double[] symmetric = new double[any.length];
        Arrays.setAll(symmetric, mask -> any[mask] + any[swapFirstTwo(mask)]);
        for (Explainer explainer : exact(Games.zeros(width))) {
            Attribution found = explainer.explain(Games.table(width, symmetric), Games.ones(width));
            assertEquals(found.value("f0"), found.value("f1"), TINY, explainer.method());
        }
    }

    @Property(tries = 40)
    void aFeatureThatDoesNothingGetsNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int width) {
        double[] any = worth(seed, width);
        double[] withNull = new double[any.length];
        Arrays.setAll(withNull, mask -> any[mask & ~1]);
        for (Explainer explainer : exact(Games.zeros(width))) {
            Attribution found = explainer.explain(Games.table(width, withNull), Games.ones(width));
            assertEquals(0, found.value("f0"), TINY, explainer.method());
        }
    }

    @Property(tries = 40)
    void theValuesOfASumAreTheSumsOfTheValues(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int width) {
        double[] one = worth(seed, width);
        double[] two = worth(~seed, width);
        double[] both = new double[one.length];
        Arrays.setAll(both, mask -> one[mask] - 3 * two[mask]);
        for (Explainer explainer : all(Games.zeros(width), seed)) {
            double[] first = values(explainer.explain(Games.table(width, one), Games.ones(width)));
            double[] second = values(explainer.explain(Games.table(width, two), Games.ones(width)));
            double[] expected = new double[width];
            Arrays.setAll(expected, i -> first[i] - 3 * second[i]);
            assertArrayEquals(
                    expected,
                    values(explainer.explain(Games.table(width, both), Games.ones(width))),
                    TINY,
                    explainer.method());
        }
    }

    @Property(tries = 20)
    void theSameInputsGiveTheSameBitsAndStayAsTheyAre(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int width) {
        Random random = new Random(seed);
        double[] data = Games.gaussian(random, width * 7);
        double[] row = Games.gaussian(random, width);
        double[] dataBefore = data.clone();
        double[] rowBefore = row.clone();
        Scorer scorer = Games.scorer(width, each -> Math.cos(Arrays.stream(each).sum()));
        Rows background = Rows.of(Games.schema(width), data);
        for (int i = 0; i < 3; i++) {
            Explainer once = all(background, seed).get(i);
            Explainer again = all(background, seed).get(i);
            assertEquals(once.explain(scorer, row), again.explain(scorer, row));
            assertEquals(once.explain(scorer, row), once.explain(scorer, row));
        }
        assertArrayEquals(dataBefore, data);
        assertArrayEquals(rowBefore, row);
    }

    private static int swapFirstTwo(int mask) {
        return mask & ~3 | (mask & 1) << 1 | (mask & 2) >> 1;
    }

    static double[] values(Attribution attribution) {
        return attribution.values().stream().mapToDouble(value -> value).toArray();
    }
}
