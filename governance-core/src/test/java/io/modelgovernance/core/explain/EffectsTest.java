package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.IndividualCurves;
import io.modelgovernance.explain.Interaction;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EffectsTest {
    @Property(tries = 30)
    void thePartialDependenceIsTheMeanOfTheIndividualCurves(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
        Rows rows = Games.random(new Random(seed), 3, count);
        Scorer scorer = Games.scorer(3, row -> Math.sin(row[0]) * row[1] + row[2]);
        IndividualCurves single =
                ConditionalExpectation.withDefaults().withSize(7, 40).curves(scorer, rows, "f0");
        Curve mean = PartialDependence.withDefaults().withPlaces(7).curve(scorer, rows, "f0");
        assertEquals(mean.grid(), single.grid());
        for (int place = 0; place < mean.grid().size(); place++) {
            int at = place;
            double average = single.curves().stream()
                    .mapToDouble(curve -> curve.get(at))
                    .average()
                    .orElse(0);
            assertEquals(mean.values().get(place), average, 1e-12);
        }
    }

    @Test
    void fewerRowsAreEvenlySpaced() {
        Rows rows = Rows.of(Games.schema(1), new double[] {0, 1, 2, 3, 4, 5});
        Scorer scorer = Games.scorer(1, row -> row[0]);
        IndividualCurves curves =
                ConditionalExpectation.withDefaults().withSize(2, 3).curves(scorer, rows, "f0");
        assertEquals(List.of(List.of(0.0, 5.0), List.of(0.0, 5.0), List.of(0.0, 5.0)), curves.curves());
        assertEquals(6, curves.modelRows());
        assertThrows(
                InvalidInputException.class,
                () -> ConditionalExpectation.withDefaults().withSize(1, 3));
    }

    /** For a sum of functions of one feature each the effect is that function, up to a constant, at every edge. */
    @Property(tries = 30)
    void theEffectInAnAdditiveModelIsItsOwnTermHoweverCorrelated(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 200) int count) {
        Random random = new Random(seed);
        double[] data = new double[2 * count];
        double mean = 0;
        for (int i = 0; i < count; i++) {
            data[2 * i] = random.nextGaussian();
            data[2 * i + 1] = data[2 * i] + 0.01 * random.nextGaussian();
        }
        Rows rows = Rows.of(Games.schema(2), data);
        Scorer scorer = Games.scorer(2, row -> row[0] * row[0] * row[0] - 5 * Math.cos(row[1]));
        Curve effect = AccumulatedEffect.withDefaults().curve(scorer, rows, "f0");
        double constant = effect.values().get(0) - cube(effect.grid().get(0));
        for (int k = 0; k < effect.grid().size(); k++) {
            assertEquals(cube(effect.grid().get(k)) + constant, effect.values().get(k), 1e-9);
            assertTrue(effect.standardErrors().get(k) < 1e-7);
        }
        // Mean 0 over the rows, each half-way between the edges of its bin.
        for (int i = 0; i < count; i++) {
            int k = 1;
            while (k < effect.grid().size() - 1 && effect.grid().get(k) < data[2 * i]) {
                k++;
            }
            mean += (effect.values().get(k - 1) + effect.values().get(k)) / 2 / count;
        }
        assertEquals(0, mean, 1e-9);
    }

    private static double cube(double x) {
        return x * x * x;
    }

    @Test
    void theStandardErrorOfAnEffectIsHowFarItIsOff() {
        int samples = 200;
        int n = 400;
        double[] squares = new double[5];
        double[] sum = new double[5];
        double[] said = new double[5];
        for (int seed = 0; seed < samples; seed++) {
            Random random = new Random(seed);
            double[] data = new double[2 * n];
            for (int i = 0; i < n; i++) {
                data[2 * i] = i / (n - 1.0);
                data[2 * i + 1] = random.nextGaussian();
            }
            Curve effect = AccumulatedEffect.withDefaults()
                    .withBins(4)
                    .curve(Games.scorer(2, row -> row[0] * row[1]), Rows.of(Games.schema(2), data), "f0");
            for (int k = 0; k < 5; k++) {
                sum[k] += effect.values().get(k);
                squares[k] += effect.values().get(k) * effect.values().get(k);
                said[k] += effect.standardErrors().get(k) / samples;
            }
        }
        for (int k = 0; k < 5; k++) {
            double mean = sum[k] / samples;
            double spread = Math.sqrt(squares[k] / samples - mean * mean);
            assertEquals(1, said[k] / spread, 0.15, "edge " + k);
        }
    }

    @Test
    void anEffectNeedsANumberWithTwoValues() {
        FeatureSchema schema = FeatureSchema.of(Feature.categorical("home", "rent", "own"), Feature.numeric("one"));
        Rows rows = Rows.of(schema, new double[] {0, 1, 1, 1});
        Scorer scorer = Games.scorer(2, row -> 0);
        AccumulatedEffect effect = AccumulatedEffect.withDefaults();
        assertThrows(InvalidInputException.class, () -> effect.curve(scorer, rows, "home"));
        assertThrows(InvalidInputException.class, () -> effect.curve(scorer, rows, "one"));
        assertThrows(InvalidInputException.class, () -> effect.withBins(0));
    }

    @Property(tries = 20)
    void whatIsAddedDoesNotInteractAndAPureProductIsNothingElse(@ForAll long seed) {
        Rows rows = Games.random(new Random(seed), 3, 30);
        Scorer sum = Games.scorer(3, row -> Math.exp(row[0] / 4) + row[1] * row[1] - row[2]);
        assertEquals(0, InteractionStrength.pair(sum, rows, "f0", "f1").strength(), 1e-20);
        assertEquals(0, InteractionStrength.overall(sum, rows, "f2").strength(), 1e-20);
        // On all four corners of a square the product has no main effects: H squared is 1.
        Rows corners = Rows.of(Games.schema(2), new double[] {-1, -1, -1, 1, 1, -1, 1, 1});
        Scorer product = Games.scorer(2, row -> row[0] * row[1]);
        Interaction all = InteractionStrength.pair(product, corners, "f0", "f1");
        assertEquals(1, all.strength(), 1e-12);
        assertEquals(1, InteractionStrength.overall(product, corners, "f0").strength(), 1e-12);
        assertEquals(48, all.modelRows());
        Scorer constant = Games.scorer(2, row -> 7);
        assertEquals(0, InteractionStrength.pair(constant, corners, "f0", "f1").strength());
    }

    /** With x and y on the corners and the score x + a x y: joint variance 1 + a^2, interaction a^2. */
    @Test
    void aMixedModelHasItsShare() {
        Rows corners = Rows.of(Games.schema(2), new double[] {-1, -1, -1, 1, 1, -1, 1, 1});
        Interaction found =
                InteractionStrength.pair(Games.scorer(2, row -> row[0] + 0.5 * row[0] * row[1]), corners, "f0", "f1");
        assertEquals(0.25 / 1.25, found.strength(), 1e-12);
        assertThrows(
                InvalidInputException.class,
                () -> InteractionStrength.pair(Games.scorer(2, row -> 0), corners, "f0", "f0"));
        assertThrows(
                InvalidInputException.class,
                () -> InteractionStrength.overall(Games.scorer(2, row -> 0), Games.zeros(2), "f0"));
    }
}
