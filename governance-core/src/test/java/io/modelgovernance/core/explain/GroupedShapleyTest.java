package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GroupedShapleyTest {
    @Property(tries = 40)
    void withoutGroupsAndWithOneOfAllTheyAreShapleyValues(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int width) {
        Random random = new Random(seed);
        Rows background = Games.random(random, width, 3);
        double[] row = Games.gaussian(random, width);
        Scorer scorer = Games.scorer(width, each -> Math.sin(each[0] * 3 + each[width - 1]) * each[width / 2]);
        double[] exact = ShapleyLawsTest.values(
                ExactShapley.withDefaults().over(background).explain(scorer, row));
        FeatureSchema schema = background.schema();
        for (List<List<String>> groups : List.of(List.<List<String>>of(), List.of(schema.names()))) {
            Attribution found =
                    GroupedShapley.of(schema, groups).over(background).explain(scorer, row);
            assertArrayEquals(exact, ShapleyLawsTest.values(found), 1e-10);
            assertEquals(0, found.residual(), 1e-10);
        }
    }

    /** The definition: mean marginal contribution over the orders in which each group stays together. */
    @Property(tries = 40)
    void theyAreTheMeanOverOrdersThatKeepGroupsTogether(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 5) int cut) {
        int border = Math.min(cut, width - 1);
        double[] worth = Games.gaussian(new Random(seed), 1 << width);
        FeatureSchema schema = Games.schema(width);
        Attribution found = GroupedShapley.of(schema, List.of(schema.names().subList(0, border)))
                .over(Games.zeros(width))
                .explain(Games.table(width, worth), Games.ones(width));
        double[] sums = new double[width];
        int[] orders = new int[1];
        arrive(new ArrayList<>(), width, border, worth, sums, orders);
        for (int f = 0; f < width; f++) {
            assertEquals(sums[f] / orders[0], found.values().get(f), 1e-10);
        }
    }

    private static void arrive(
            List<Integer> before, int width, int border, double[] worth, double[] sums, int[] orders) {
        if (before.size() == width) {
            orders[0]++;
            int mask = 0;
            for (int f : before) {
                sums[f] += worth[mask | 1 << f] - worth[mask];
                mask |= 1 << f;
            }
            return;
        }
        long inside = before.stream().filter(f -> f < border).count();
        boolean open = inside > 0 && inside < border;
        for (int f = 0; f < width; f++) {
            if (!before.contains(f) && (!open || f < border)) {
                List<Integer> next = new ArrayList<>(before);
                next.add(f);
                arrive(next, width, border, worth, sums, orders);
            }
        }
    }

    @Test
    void aGroupGetsWhatItWouldGetAsOneFeature() {
        double[] worth = Games.gaussian(new Random(4), 1 << 4);
        FeatureSchema schema = Games.schema(4);
        Attribution found = GroupedShapley.of(schema, List.of(List.of("f1", "f3")))
                .over(Games.zeros(4))
                .explain(Games.table(4, worth), Games.ones(4));
        double[] merged = new double[8];
        for (int mask = 0; mask < 8; mask++) {
            merged[mask] = worth[(mask & 1) | (mask & 2) << 1 | ((mask & 4) != 0 ? 0b1010 : 0)];
        }
        double[] players = Games.byOrders(3, merged);
        assertEquals(players[2], found.value("f1") + found.value("f3"), 1e-12);
        assertEquals(players[0], found.value("f0"), 1e-12);
        assertEquals("exact Owen values, 3 groups", found.method());
    }

    @Test
    void badGroupsAreRefused() {
        FeatureSchema schema = Games.schema(3);
        assertThrows(InvalidInputException.class, () -> GroupedShapley.of(schema, List.of(List.of())));
        assertThrows(
                InvalidInputException.class,
                () -> GroupedShapley.of(schema, List.of(List.of("f0"), List.of("f1", "f0"))));
        assertThrows(InvalidInputException.class, () -> GroupedShapley.of(schema, List.of(List.of("no"))));
        assertThrows(InvalidInputException.class, () -> GroupedShapley.of(Games.schema(40), List.of()));
        assertThrows(
                InvalidInputException.class,
                () -> GroupedShapley.of(schema, List.of()).over(Games.zeros(2)));
    }
}
