package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.policy.UseCheck;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BoxTest {
    private static final double[] VALUES = {
        Double.NaN,
        Double.NEGATIVE_INFINITY,
        -Double.MAX_VALUE,
        -1,
        -0.0,
        0,
        0.5,
        1,
        Math.nextUp(1.0),
        2,
        3,
        1e10,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY
    };

    private static Feature feature(Random random, int i) {
        Feature plain = switch (random.nextInt(3)) {
            case 0 -> Feature.numeric("f" + i);
            case 1 -> Feature.numeric("f" + i, random.nextInt(3) - 1.0, random.nextInt(3) + 1.0);
            default -> Feature.categorical("f" + i, "a", "b", "c", "d");
        };
        return random.nextBoolean() ? plain : plain.orMissing();
    }

    private static Boundary boundary(Random random, Feature feature) {
        String name = feature.name();
        Boundary plain;
        if (feature.type() == Feature.Type.CATEGORICAL) {
            plain = random.nextBoolean() ? Boundary.oneOf(name, "a", "b", "d") : Boundary.noneOf(name, "a");
        } else {
            plain = switch (random.nextInt(4)) {
                case 0 -> Boundary.between(name, 0, 1);
                case 1 -> Boundary.atLeast(name, 0.5);
                case 2 -> Boundary.below(name, 1);
                default -> Boundary.atMost(name, 1);
            };
        }
        return random.nextBoolean() ? plain : plain.orMissing();
    }

    private static boolean passes(FeatureSchema schema, List<UseCheck> conditions, double[] row) {
        try {
            schema.check(row);
        } catch (InvalidInputException e) {
            return false;
        }
        return conditions.stream().allMatch(check -> check.breach(row) < 0);
    }

    /** What is inside passes every check; and but for categories behind a gap, what passes every check is inside. */
    @Property(tries = 1_000)
    void whatIsInsidePassesEveryCheck(@ForAll long seed) {
        Random random = new Random(seed);
        List<Feature> features = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            features.add(feature(random, i));
        }
        FeatureSchema schema = new FeatureSchema(features);
        List<UseCheck> conditions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Boundary one = boundary(random, features.get(random.nextInt(4)));
            conditions.add(UseCheck.of(ConditionsOfUse.within(one), schema));
        }
        Box box = Box.of(schema, conditions);
        double[] rows = new double[4 * 50];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = VALUES[random.nextInt(VALUES.length)];
        }
        for (int from = 0; from < rows.length; from += 4) {
            double[] row = Arrays.copyOfRange(rows, from, from + 4);
            boolean passes = passes(schema, conditions, row);
            if (box.holds(rows, from)) {
                assertTrue(passes, () -> Arrays.toString(row) + " of " + schema);
            } else if (passes) {
                boolean behindAGap = IntStream.range(0, 4)
                        .anyMatch(i -> features.get(i).type() == Feature.Type.CATEGORICAL && row[i] == 3);
                assertTrue(behindAGap, () -> Arrays.toString(row) + " of " + schema);
            }
        }
    }

    @Test
    void aCategoryBehindAGapIsLeftToTheCheck() {
        FeatureSchema schema = FeatureSchema.of(Feature.categorical("colour", "red", "blue", "green"));
        UseCheck check = UseCheck.of(ConditionsOfUse.within(Boundary.noneOf("colour", "blue")), schema);
        Box box = Box.of(schema, List.of(check));
        assertTrue(box.holds(new double[] {0}, 0));
        assertFalse(box.holds(new double[] {1}, 0));
        assertFalse(box.holds(new double[] {2}, 0));
        assertEquals(-1, check.breach(new double[] {2}));
        assertDoesNotThrow(() -> schema.check(new double[] {2}));
    }

    @Test
    void whatNobodyAllowsIsNeverInside() {
        FeatureSchema schema =
                FeatureSchema.of(Feature.categorical("colour", "red", "blue").orMissing());
        List<UseCheck> never = List.of(
                UseCheck.of(ConditionsOfUse.within(Boundary.oneOf("colour", "red")), schema),
                UseCheck.of(ConditionsOfUse.within(Boundary.noneOf("colour", "red")), schema));
        Box box = Box.of(schema, never);
        for (double value : VALUES) {
            assertFalse(box.holds(new double[] {value}, 0), () -> value + "");
        }
    }
}
