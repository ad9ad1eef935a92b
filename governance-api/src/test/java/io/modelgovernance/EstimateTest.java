package io.modelgovernance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void anUnknownOneHasNoNumbers() {
        Estimate unknown = new Estimate(false, 1, Double.NaN, 3, 0.95, 8, "no labels");
        assertEquals(Estimate.notEnoughData(8, "no labels"), unknown);
        assertThrows(IllegalStateException.class, unknown::value);
    }

    @Test
    void theIntervalHoldsTheValue() {
        assertThrows(InvalidInputException.class, () -> Estimate.of(2, 0, 1, 0.95, 8, "mean"));
        assertThrows(InvalidInputException.class, () -> Estimate.of(Double.NaN, 0, 1, 0.95, 8, "mean"));
        assertThrows(InvalidInputException.class, () -> Estimate.exact(1, -1, "count"));
    }
}
