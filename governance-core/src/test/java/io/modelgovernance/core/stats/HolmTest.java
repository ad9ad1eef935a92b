package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

/** The first case by hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 0.04 no less than the one before it. */
class HolmTest {
    @Test
    void stepsDown() {
        assertArrayEquals(
                new double[] {0.03, 0.06, 0.06, 0.02}, Holm.adjust(new double[] {0.01, 0.04, 0.03, 0.005}), 1e-15);
        assertArrayEquals(new double[] {1, 1}, Holm.adjust(new double[] {0.9, 0.8}));
        assertArrayEquals(new double[0], Holm.adjust(new double[0]));
        assertThrows(InvalidInputException.class, () -> Holm.adjust(new double[] {0.1, Double.NaN}));
        assertThrows(InvalidInputException.class, () -> Holm.adjust(new double[] {1.5}));
    }

    @Property(tries = 200)
    void betweenNoCorrectionAndBonferroni(@ForAll @NotEmpty List<@DoubleRange(min = 0, max = 1) Double> raw) {
        double[] p = Draws.numbers(raw);
        double[] kept = p.clone();
        double[] adjusted = Holm.adjust(p);
        assertArrayEquals(kept, p);
        for (int i = 0; i < p.length; i++) {
            assertTrue(adjusted[i] >= p[i] && adjusted[i] <= 1);
            for (int j = 0; j < p.length; j++) {
                assertTrue(p[i] > p[j] || adjusted[i] <= adjusted[j]);
            }
        }
        double[] sorted = p.clone();
        java.util.Arrays.sort(sorted);
        double least = Math.min(1, sorted[0] * p.length);
        assertTrue(java.util.Arrays.stream(adjusted).min().orElseThrow() == least);
    }
}
