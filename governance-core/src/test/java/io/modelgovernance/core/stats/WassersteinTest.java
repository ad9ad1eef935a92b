package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** References: SciPy 1.10.1, {@code scipy.stats.wasserstein_distance(x, y)}. */
class WassersteinTest {
    @Test
    void agreesWithSciPy() {
        assertEquals(1.5, Wasserstein.distance(new double[] {1, 2, 2, 5}, new double[] {2, 3, 7}), 1e-15);
        assertEquals(5, Wasserstein.distance(new double[] {0, 1, 3}, new double[] {5, 6, 8}), 1e-15);
    }

    @Property(tries = 200)
    void shiftScaleSymmetry(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -50, max = 50) Integer> first,
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = -50, max = 50) Integer> second,
            @ForAll @IntRange(min = 1, max = 9) int factor) {
        double[] x = Draws.ascending(first);
        double[] y = Draws.ascending(second);
        double distance = Wasserstein.distance(x, y);
        assertEquals(distance, Wasserstein.distance(y, x), 1e-10);
        assertEquals(factor * distance, Wasserstein.distance(times(x, factor), times(y, factor)), 1e-9);
        assertEquals(
                factor,
                Wasserstein.distance(x, Arrays.stream(x).map(v -> v + factor).toArray()),
                1e-10);
        double means = Arrays.stream(x).average().orElseThrow()
                - Arrays.stream(y).average().orElseThrow();
        assertEquals(true, distance >= Math.abs(means) - 1e-10);
    }

    @Test
    void extremes() {
        assertEquals(0, Wasserstein.distance(new double[] {3}, new double[] {3, 3}));
        double[] huge = {-Double.MAX_VALUE};
        assertEquals(Double.MAX_VALUE, Wasserstein.distance(huge, new double[] {Double.MAX_VALUE}));
        assertThrows(InvalidInputException.class, () -> Wasserstein.distance(new double[0], huge));
        assertThrows(InvalidInputException.class, () -> Wasserstein.distance(huge, new double[] {Double.NaN}));
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }
}
