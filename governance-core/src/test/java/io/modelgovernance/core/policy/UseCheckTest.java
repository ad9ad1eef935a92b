package io.modelgovernance.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import java.time.Instant;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** An approval that says "age 21 to 75, amount below 50,000, not for product X", call by call. */
class UseCheckTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("age").orMissing(),
            Feature.numeric("amount"),
            Feature.categorical("product", "car", "X", "home").orMissing());
    private static final ConditionsOfUse CONDITIONS = ConditionsOfUse.within(
            Boundary.between("age", 21, 75), Boundary.below("amount", 50_000), Boundary.noneOf("product", "X"));
    private static final UseCheck CHECK = UseCheck.of(CONDITIONS, SCHEMA);

    @Test
    void insideTheApprovalNothingIsBroken() {
        assertEquals(-1, CHECK.breach(new double[] {21, 49_999.99, 0}));
        assertEquals(-1, CHECK.breach(new double[] {75, -1, 2}));
    }

    @Test
    void theFirstBrokenBoundaryIsNamed() {
        assertEquals(0, CHECK.breach(new double[] {20.9, 1, 1}));
        assertEquals(0, CHECK.breach(new double[] {Math.nextUp(75.0), 1, 0}));
        assertEquals(1, CHECK.breach(new double[] {40, 50_000, 1}));
        assertEquals(2, CHECK.breach(new double[] {40, 1, 1}));
        assertEquals("age in [21, 75]", CHECK.boundary(0).toString());
        assertEquals("amount < 50000", CHECK.boundary(1).toString());
        assertEquals("product not in [X]", CHECK.boundary(2).toString());
    }

    @Test
    void theMissingAndTheUnknownAreOutside() {
        double nan = Double.NaN;
        assertEquals(0, CHECK.breach(new double[] {nan, 1, 0}));
        assertEquals(2, CHECK.breach(new double[] {30, 1, nan}));
        assertEquals(2, CHECK.breach(new double[] {30, 1, 3}));
        assertEquals(2, CHECK.breach(new double[] {30, 1, -1}));
        assertEquals(2, CHECK.breach(new double[] {30, 1, 0.5}));
        UseCheck lenient = UseCheck.of(
                ConditionsOfUse.within(
                        Boundary.atLeast("age", 18).orMissing(),
                        Boundary.oneOf("product", "car").orMissing()),
                SCHEMA);
        assertEquals(-1, lenient.breach(new double[] {nan, 1, nan}));
        assertEquals(0, lenient.breach(new double[] {17, 1, nan}));
        assertEquals(1, lenient.breach(new double[] {nan, 1, 2}));
        assertEquals("age >= 18 or missing", lenient.boundary(0).toString());
    }

    @Test
    void theEndIsTheFirstMomentOfNoUse() {
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        UseCheck limited = UseCheck.of(CONDITIONS.until(end), SCHEMA);
        assertTrue(limited.inForce(end.minusNanos(1)));
        assertFalse(limited.inForce(end));
        assertTrue(CHECK.inForce(end));
    }

    @Test
    void whatDoesNotFitTheSchemaIsRefused() {
        assertRefused("feature income is unknown", Boundary.atMost("income", 1));
        assertRefused("bounds categories", Boundary.oneOf("age", "old"));
        assertRefused("bounds numbers", Boundary.atMost("product", 1));
        assertRefused("unknown category Y", Boundary.noneOf("product", "Y"));
    }

    private static void assertRefused(String problem, Boundary boundary) {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> UseCheck.of(ConditionsOfUse.within(boundary), SCHEMA));
        assertTrue(refused.getMessage().contains(problem), refused::getMessage);
    }

    @Test
    void aBoundaryThatHoldsNothingOrBoundsNothingIsRefused() {
        assertThrows(InvalidInputException.class, () -> Boundary.between("age", 2, 1));
        assertThrows(InvalidInputException.class, () -> Boundary.atLeast("age", Double.NaN));
        assertThrows(InvalidInputException.class, () -> Boundary.below("age", Double.NEGATIVE_INFINITY));
        assertThrows(InvalidInputException.class, () -> Boundary.oneOf("product"));
        assertThrows(
                InvalidInputException.class, () -> new Boundary("age", 1, true, 1, false, Set.of(), Set.of(), false));
        assertThrows(
                InvalidInputException.class, () -> new Boundary("age", 1, true, 2, true, Set.of("a"), Set.of(), false));
    }

    /** The same answer as the boundaries themselves give, one by one. */
    @Property
    void nothingOutsideTheEnvelopePasses(@ForAll double age, @ForAll double amount, @ForAll int product) {
        double[] row = {age, amount, Math.floorMod(product, 5) - 1};
        boolean inside = age >= 21 && age <= 75 && amount < 50_000 && (row[2] == 0 || row[2] == 2);
        assertEquals(inside, CHECK.breach(row) == -1);
    }
}
