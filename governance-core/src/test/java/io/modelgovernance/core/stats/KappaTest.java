package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KappaTest {
    /**
     * NumPy and SciPy 1.17.1, by another way: the delta method with the gradient of kappa taken numerically, {@code v =
     * ((p * g * g).sum() - (p * g).sum() ** 2) / n}, interval {@code kappa -+ norm.ppf(0.975) * sqrt(v)}.
     */
    @Test
    void agreesWithTheDeltaMethod() {
        near(0.4, 0.1510922904751236, 0.6489077095248762, new long[][] {{20, 5}, {10, 15}});
        near(0.49152542372881347, 0.39156370204868163, 0.5914871454089453, new long[][] {
            {88, 10, 2}, {14, 40, 6}, {18, 10, 12}
        });
        near(-0.5306122448979596, -0.6858188079077604, -0.3754056818881587, new long[][] {{5, 40}, {35, 20}});
    }

    private static void near(double kappa, double low, double high, long[][] table) {
        Estimate estimate = Kappa.of(table, 0.95);
        assertEquals(kappa, estimate.value(), 1e-12);
        assertEquals(low, estimate.low(), 1e-7);
        assertEquals(high, estimate.high(), 1e-7);
    }

    @Property
    void swappingRatersOrNamesChangesNothing(
            @ForAll @IntRange(max = 50) int a,
            @ForAll @IntRange(max = 50) int b,
            @ForAll @IntRange(max = 50) int c,
            @ForAll @IntRange(max = 50) int d) {
        Estimate one = Kappa.of(new long[][] {{a, b}, {c, d}}, 0.9);
        Estimate swapped = Kappa.of(new long[][] {{a, c}, {b, d}}, 0.9);
        Estimate renamed = Kappa.of(new long[][] {{d, c}, {b, a}}, 0.9);
        assertEquals(one.known(), swapped.known());
        if (one.known()) {
            assertEquals(one.value(), swapped.value(), 1e-12);
            assertEquals(one.low(), renamed.low(), 1e-12);
            assertTrue(one.low() >= -1 && one.high() <= 1);
        }
    }

    @Test
    void degenerateAndBadInput() {
        assertFalse(Kappa.of(new long[2][2], 0.95).known());
        assertFalse(Kappa.of(new long[][] {{9, 0}, {0, 0}}, 0.95).known(), "chance explains all of it");
        assertEquals(1, Kappa.of(new long[][] {{5, 0}, {0, 5}}, 0.95).value(), 1e-15);
        assertEquals(-1, Kappa.of(new long[][] {{0, 5}, {5, 0}}, 0.95).value(), 1e-15);
        assertEquals(0, Kappa.of(new long[][] {{25, 25}, {25, 25}}, 0.95).value(), 1e-15);
        assertThrows(InvalidInputException.class, () -> Kappa.of(new long[][] {{1}}, 0.95));
        assertThrows(InvalidInputException.class, () -> Kappa.of(new long[][] {{1, 2}, {3}}, 0.95));
        assertThrows(InvalidInputException.class, () -> Kappa.of(new long[][] {{1, -2}, {3, 4}}, 0.95));
        assertThrows(InvalidInputException.class, () -> Kappa.of(new long[2][2], 1));
    }
}
