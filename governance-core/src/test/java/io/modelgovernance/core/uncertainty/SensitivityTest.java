package io.modelgovernance.core.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** References: the indices of Ishigami's function (a = 7, b = 0.1) in closed form; linear models in closed form. */
class SensitivityTest {
    private static final Scorer ISHIGAMI = (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            double x = rows[4 * i + 1];
            double y = rows[4 * i + 2];
            double z = rows[4 * i + 3];
            out[i] = Math.sin(x) + 7 * Math.sin(y) * Math.sin(y) + 0.1 * z * z * z * z * Math.sin(x);
        }
    };
    private static final double[] BASE = new double[4];
    private static final List<InputRange> RANGES = IntStream.rangeClosed(1, 3)
            .mapToObj(i -> new InputRange("x" + i, i, -Math.PI, Math.PI))
            .toList();
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income", 0, 100),
            Feature.numeric("debt").orMissing(),
            Feature.categorical("kind", "a", "b", "c"));

    @Test
    void ishigamisIndices() {
        List<SobolIndices.Index> found = SobolIndices.run(ISHIGAMI, BASE, RANGES, 60_000, 5);
        double[] first = {0.3139, 0.4424, 0};
        double[] total = {0.5576, 0.4424, 0.2437};
        for (int j = 0; j < 3; j++) {
            SobolIndices.Index index = found.get(j);
            assertEquals(first[j], index.first().value(), 0.025);
            assertEquals(total[j], index.total().value(), 0.015);
            assertTrue(index.first().low() < index.first().high());
        }
        assertEquals(found, SobolIndices.run(ISHIGAMI, BASE, RANGES, 60_000, 5));
        // Of a constant there is no variance to share.
        assertFalse(SobolIndices.run((rows, n, out) -> java.util.Arrays.fill(out, 0, n, 3), BASE, RANGES, 100, 1)
                .get(0)
                .total()
                .known());
    }

    /** Of 200 runs the 95 % interval of each of two total indices covers the closed form: at least 178, at most 199. */
    @Test
    void intervalsOfTheIndicesCover() {
        Scorer linear = (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 3 * rows[2 * i] + 4 * rows[2 * i + 1];
            }
        };
        List<InputRange> unit = List.of(new InputRange("a", 0, 0, 1), new InputRange("b", 1, 0, 1));
        int covered = 0;
        for (int seed = 0; seed < 200; seed++) {
            Estimate total = SobolIndices.run(linear, new double[2], unit, 400, seed)
                    .get(0)
                    .total();
            covered += total.low() <= 0.36 && 0.36 <= total.high() ? 1 : 0;
        }
        assertTrue(covered >= 178 && covered <= 199, "covered " + covered);
    }

    @Test
    void morrisOfALinearModelIsExact() {
        Scorer linear = (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 3 * rows[4 * i + 1] - 2 * rows[4 * i + 2];
            }
        };
        List<MorrisScreening.Effect> found = MorrisScreening.run(linear, BASE, RANGES, 20, 4, 1);
        double width = 2 * Math.PI;
        assertEquals(3 * width, found.get(0).mean().value(), 1e-12);
        assertEquals(-2 * width, found.get(1).mean().value(), 1e-12);
        assertEquals(2 * width, found.get(1).meanSize().value(), 1e-12);
        assertEquals(0, found.get(0).spread(), 1e-12);
        assertEquals(0, found.get(2).meanSize().high());
        MorrisScreening.Effect bent =
                MorrisScreening.run(ISHIGAMI, BASE, RANGES, 50, 4, 1).get(0);
        assertTrue(bent.spread() > 1);
    }

    @Test
    void oneAtATime() {
        double[] base = {0, Math.PI / 2, 0, 0};
        List<OneAtATime.Course> courses = OneAtATime.run(ISHIGAMI, base, RANGES, 5);
        assertEquals(
                List.of(-Math.PI, Math.PI),
                List.of(courses.get(0).range().low(), courses.get(0).range().high()));
        assertEquals(2, courses.get(0).swing(), 1e-12);
        assertEquals(7, courses.get(1).swing(), 1e-12);
        assertFalse(courses.get(2).monotone());
        assertEquals(0.1 * Math.pow(Math.PI, 4), courses.get(2).swing(), 1e-12);
    }

    @Test
    void theRangeOfTheTrainingData() {
        double[] data = new double[300];
        for (int i = 0; i < 100; i++) {
            data[3 * i] = i;
            data[3 * i + 1] = i == 7 ? Double.NaN : 5;
            data[3 * i + 2] = i % 2;
        }
        Rows training = Rows.of(SCHEMA, data);
        ValidityRange all = ValidityRange.of(training, 1);
        assertEquals(0, all.outside(training).value());
        ValidityRange trimmed = ValidityRange.of(training, 0.9);
        assertEquals(0.1, trimmed.outside(training).value(), 1e-15);
        assertEquals(5, trimmed.boundaries().get(0).least());
        assertEquals(94, trimmed.boundaries().get(0).most());
        Rows later = Rows.of(SCHEMA, new double[] {50, 5, 2, 50, Double.NaN, 1, Double.NaN, 5, 1, 50, 6, 1, 50, 5, 0});
        assertEquals(0.6, all.outside(later).value(), 1e-15);
        assertEquals(1, all.ranges().size());
        assertEquals(99, all.ranges().get(0).high());
        assertEquals("range of 100 training rows", all.conditions().reason());
        assertThrows(InvalidInputException.class, () -> ValidityRange.of(Rows.of(SCHEMA, new double[0]), 1));
        assertThrows(InvalidInputException.class, () -> ValidityRange.of(training, 0));
        Rows other = Rows.of(FeatureSchema.of(Feature.numeric("x")), new double[1]);
        assertThrows(InvalidInputException.class, () -> all.outside(other));
    }

    @Test
    void flipsNearTheCutOff() {
        FeatureSchema schema =
                FeatureSchema.of(Feature.numeric("income", 0, 99), Feature.categorical("kind", "a", "b"));
        double[] data = new double[200];
        for (int i = 0; i < 100; i++) {
            data[2 * i] = i;
            data[2 * i + 1] = i % 2;
        }
        Scorer scorer = (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = rows[2 * i];
            }
        };
        // The standard deviation is 29.01: a tenth moves the cases 48, 49 and 50, 51, 52 over 50.5 or back.
        Estimate flips = DecisionFlips.of(scorer, DecisionRule.declineFrom(50.5), Rows.of(schema, data), 0.1);
        assertEquals(0.05, flips.value(), 0.011);
        assertEquals(
                0,
                DecisionFlips.of(scorer, DecisionRule.declineFrom(99.5), Rows.of(schema, data), 1)
                        .value());
        assertFalse(DecisionFlips.of(scorer, DecisionRule.declineFrom(1), Rows.of(schema, new double[0]), 1)
                .known());
        assertThrows(
                InvalidInputException.class,
                () -> DecisionFlips.of(scorer, DecisionRule.declineFrom(1), Rows.of(schema, data), 0));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(InvalidInputException.class, () -> new InputRange("x", 0, 1, 1));
        assertThrows(InvalidInputException.class, () -> new InputRange("x", 0, 0, Double.POSITIVE_INFINITY));
        assertThrows(InvalidInputException.class, () -> new InputRange("x", -1, 0, 1));
        assertThrows(InvalidInputException.class, () -> InputRange.of(SCHEMA, "kind", 0, 1));
        InputRange beyond = new InputRange("x", 4, 0, 1);
        assertThrows(InvalidInputException.class, () -> SobolIndices.run(ISHIGAMI, BASE, List.of(beyond), 100, 1));
        assertThrows(InvalidInputException.class, () -> SobolIndices.run(ISHIGAMI, BASE, List.of(), 100, 1));
        assertThrows(
                InvalidInputException.class,
                () -> SobolIndices.run(ISHIGAMI, BASE, List.of(RANGES.get(0), RANGES.get(0)), 100, 1));
        assertThrows(InvalidInputException.class, () -> SobolIndices.run(ISHIGAMI, BASE, RANGES, 99, 1));
        assertThrows(InvalidInputException.class, () -> MorrisScreening.run(ISHIGAMI, BASE, RANGES, 1, 4, 1));
        assertThrows(InvalidInputException.class, () -> MorrisScreening.run(ISHIGAMI, BASE, RANGES, 2, 3, 1));
        assertThrows(InvalidInputException.class, () -> OneAtATime.run(ISHIGAMI, BASE, RANGES, 1));
        Scorer broken = (rows, n, out) -> out[0] = Double.NaN;
        assertThrows(InvalidInputException.class, () -> OneAtATime.run(broken, BASE, RANGES, 2));
    }
}
