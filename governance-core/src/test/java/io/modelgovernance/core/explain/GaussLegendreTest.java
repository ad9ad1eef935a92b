package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The rule integrates powers exactly and has the published points. */
class GaussLegendreTest {
    @Test
    void threePointsAreThoseOfTheTables() {
        GaussLegendre rule = GaussLegendre.of(3);
        assertEquals((1 - Math.sqrt(0.6)) / 2, rule.point(0), 1e-16);
        assertEquals(0.5, rule.point(1), 1e-16);
        assertEquals(5.0 / 18, rule.weight(0), 1e-15);
        assertEquals(4.0 / 9, rule.weight(1), 1e-15);
    }

    @Test
    void powersUpToTwiceThePointsAreExact() {
        for (int n = 1; n <= 256; n++) {
            GaussLegendre rule = GaussLegendre.of(n);
            for (int power = 0; power < 2 * n; power += 1 + n / 8) {
                double sum = 0;
                for (int q = 0; q < n; q++) {
                    sum += rule.weight(q) * Math.pow(rule.point(q), power);
                }
                assertEquals(1.0 / (power + 1), sum, 4e-15, n + " points, power " + power);
            }
        }
    }
}
