package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Univariate sets of the NIST Statistical Reference Datasets (public domain): means and standard deviations as certified
 * there. Where the numbers themselves are rounded to doubles, the digits that this takes are not asked for.
 */
class CertifiedMomentsTest {
    /** Speed of light, 299 thousand km/s and so many km/s (Michelson 1879, as Dorsey 1944 gives it). */
    private static final int[] MICHELSO = {
        850, 740, 900, 1070, 930, 850, 950, 980, 980, 880, 1000, 980, 930, 650, 760, 810, 1000, 1000, 960, 960, 960, 940,
        960, 940, 880, 800, 850, 880, 900, 840, 830, 790, 810, 880, 880, 830, 800, 790, 760, 800, 880, 880, 880, 860, 720,
        720, 620, 860, 970, 950, 880, 910, 850, 870, 840, 840, 850, 840, 840, 840, 890, 810, 810, 820, 800, 770, 760, 740,
        750, 760, 910, 920, 890, 860, 880, 720, 840, 850, 850, 780, 890, 840, 780, 810, 760, 810, 790, 810, 820, 850, 870,
        870, 810, 740, 810, 940, 950, 800, 810, 870
    };

    private static void certified(double[] values, double mean, double deviation, double digits) {
        Moments moments = Moments.of(values);
        assertEquals(mean, moments.mean(), Math.abs(mean) * 1e-14);
        assertEquals(deviation, moments.standardDeviation(), deviation * digits);
        Moments parts = Moments.of(Arrays.copyOf(values, 1))
                .and(Moments.of(Arrays.copyOfRange(values, 1, values.length)));
        assertEquals(deviation, parts.standardDeviation(), deviation * digits);
    }

    @Test
    void michelso() {
        double[] values = IntStream.of(MICHELSO).mapToDouble(v -> v / 1_000.0 + 299).toArray();
        certified(values, 299.852400000000, 0.0790105478190518, 1e-12);
        certified(IntStream.of(MICHELSO).asDoubleStream().toArray(), 852.4, 79.0105478190518, 1e-14);
    }

    @Test
    void numAcc() {
        certified(new double[] {10_000_001, 10_000_003, 10_000_002}, 10_000_002, 1, 1e-15);
        certified(alternating(1), 1.2, 0.1, 1e-13);
        // A double near 10^6 is off by up to 6e-11, one near 10^7 by up to 1e-9.
        certified(alternating(1_000_000), 1_000_000.2, 0.1, 1e-9);
        certified(alternating(10_000_000), 10_000_000.2, 0.1, 1e-8);
    }

    /** 1001 values: .2 once, then .1 and .3 in turn. */
    private static double[] alternating(int whole) {
        return IntStream.range(0, 1_001)
                .mapToDouble(i -> Double.parseDouble(whole + (i == 0 ? ".2" : i % 2 == 1 ? ".1" : ".3")))
                .toArray();
    }
}
