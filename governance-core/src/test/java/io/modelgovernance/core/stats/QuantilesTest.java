package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References: {@code numpy.quantile([1, 2, 4, 8, 16], q)}, its default method linear. */
class QuantilesTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "0.1, 1.4", "0.25, 2", "0.5, 4", "0.9, 12.8", "1, 16"})
    void agreesWithNumPy(double probability, double expected) {
        assertEquals(expected, Quantiles.of(new double[] {1, 2, 4, 8, 16}, probability), 1e-14);
    }

    @Property(tries = 200)
    void growsAndStaysWithinTheSample(
            @ForAll @NotEmpty List<@DoubleRange(min = -1e300, max = 1e300) Double> values,
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double other) {
        double[] sorted = Draws.numbers(values);
        Arrays.sort(sorted);
        double low = Quantiles.of(sorted, Math.min(one, other));
        double high = Quantiles.of(sorted, Math.max(one, other));
        assertTrue(sorted[0] <= low && high <= sorted[sorted.length - 1]);
        assertTrue(low <= high + 1e-12 * Math.abs(high));
    }

    @Test
    void extremes() {
        double[] wide = {-Double.MAX_VALUE, Double.MAX_VALUE};
        assertEquals(0, Quantiles.of(wide, 0.5));
        assertEquals(7, Quantiles.of(new double[] {7}, 0.3));
        assertThrows(InvalidInputException.class, () -> Quantiles.of(new double[0], 0.5));
        assertThrows(InvalidInputException.class, () -> Quantiles.of(wide, 1.01));
        assertThrows(InvalidInputException.class, () -> Quantiles.of(wide, Double.NaN));
    }
}
