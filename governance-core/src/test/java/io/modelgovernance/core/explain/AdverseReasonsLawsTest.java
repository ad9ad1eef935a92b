package io.modelgovernance.core.explain;

import static io.modelgovernance.core.explain.AdverseReasonsTest.attribution;
import static io.modelgovernance.core.explain.AdverseReasonsTest.everyFeature;
import static io.modelgovernance.core.explain.AdverseReasonsTest.features;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What must not change the reasons does not, and what must does. */
class AdverseReasonsLawsTest {
    private static FeatureSchema schema(int width) {
        return Games.schema(width);
    }

    private static List<ReasonCode> reasons(FeatureSchema schema, boolean high, double... values) {
        return AdverseReasons.of(everyFeature(schema)).reasons(schema, attribution(schema, values), high);
    }

    @Property(tries = 200)
    void noReasonContradictsItsSign(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -5, max = 5) Integer> given, @ForAll boolean high) {
        double[] values = given.stream().mapToDouble(value -> value).toArray();
        FeatureSchema schema = schema(values.length);
        List<ReasonCode> reasons = reasons(schema, high, values);
        for (int i = 0; i < reasons.size(); i++) {
            double value = values[schema.indexOf(reasons.get(i).feature())];
            assertTrue(high ? value > 0 : value < 0);
            assertEquals(Math.abs(value), reasons.get(i).contribution());
            assertEquals(i + 1, reasons.get(i).rank());
            assertTrue(i == 0
                    || reasons.get(i - 1).contribution() >= reasons.get(i).contribution());
        }
        long adverse = Arrays.stream(values)
                .filter(value -> high ? value > 0 : value < 0)
                .count();
        assertEquals(Math.min(4, adverse), reasons.size(), "no principal reason is left out");
    }

    @Property(tries = 100)
    void theOtherSideOfTheScoreGivesTheMirroredReasons(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -5, max = 5) Integer> given) {
        double[] values = given.stream().mapToDouble(value -> value).toArray();
        double[] negated = Arrays.stream(values).map(value -> -value).toArray();
        FeatureSchema schema = schema(values.length);
        assertEquals(reasons(schema, true, values), reasons(schema, false, negated));
    }

    @Property(tries = 100)
    void theOrderOfFeaturesDecidesTiesOnly(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int width) {
        Random random = new Random(seed);
        FeatureSchema schema = schema(width);
        double[] values = Games.gaussian(random, width);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        FeatureSchema shuffled =
                new FeatureSchema(order.stream().map(schema.features()::get).toList());
        double[] moved = order.stream().mapToDouble(i -> values[i]).toArray();
        assertEquals(reasons(schema, true, values), reasons(shuffled, true, moved));
        double[] equal = Games.ones(width);
        List<String> firstFour = shuffled.names().subList(0, Math.min(4, width));
        assertEquals(firstFour, features(reasons(shuffled, true, equal)));
    }

    @Property(tries = 100)
    void anIrrelevantFeatureChangesNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int width) {
        double[] values = Games.gaussian(new Random(seed), width);
        assertEquals(
                reasons(schema(width), true, values),
                reasons(schema(width + 1), true, Arrays.copyOf(values, width + 1)));
    }

    @Property(tries = 100)
    void aProtectedAttributeIsNeverCited(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int width, @ForAll @IntRange(max = 6) int which) {
        int hidden = which % width;
        List<Feature> list = new ArrayList<>(schema(width).features());
        list.set(hidden, list.get(hidden).markProtected());
        double[] values = Games.gaussian(new Random(seed), width);
        values[hidden] = 100;
        List<String> cited = features(reasons(new FeatureSchema(list), true, values));
        assertFalse(cited.contains("f" + hidden));
    }

    /** A feature that the model does not use is not cited, however far from the background it is. */
    @Property(tries = 40)
    void aFeatureTheModelIgnoresIsNotCited(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int width) {
        Random random = new Random(seed);
        Rows background = Games.random(random, width, 9);
        double[] row = Games.gaussian(random, width);
        row[0] = 1000;
        Scorer scorer = Games.scorer(
                width,
                each -> 1 / (1 + StrictMath.exp(-Arrays.stream(each).skip(1).sum())));
        for (Attribution attribution : List.of(
                ExactShapley.withDefaults().over(background).explain(scorer, row),
                KernelShap.withDefaults().over(background).explain(scorer, row))) {
            for (boolean high : new boolean[] {true, false}) {
                List<ReasonCode> reasons = AdverseReasons.of(everyFeature(background.schema()))
                        .reasons(background.schema(), attribution, high);
                assertFalse(features(reasons).contains("f0"));
            }
        }
    }

    /** Moving one feature further to the adverse side of an additive model never lowers its rank. */
    @Property(tries = 60)
    void whatGetsWorseIsCitedNoLater(@ForAll long seed, @ForAll @IntRange(min = 2, max = 7) int width) {
        double[] values = Games.gaussian(new Random(seed), width);
        int before = features(reasons(schema(width), true, values)).indexOf("f0");
        values[0] += 1;
        int after = features(reasons(schema(width), true, values)).indexOf("f0");
        assertTrue(before < 0 || (after >= 0 && after <= before));
    }
}
