package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final double[] VALUES =
            IntStream.range(0, 60).mapToDouble(i -> i * i % 37).toArray();
    private static final ToDoubleFunction<int[]> MEAN =
            index -> Arrays.stream(index).mapToDouble(i -> VALUES[i]).average().orElse(Double.NaN);

    @Test
    void equalSeedsGiveEqualBitsAndTheMethodNamesThem() {
        Estimate one = Bootstrap.percentile(60, 500, 7, MEAN);
        assertEquals(one, Bootstrap.percentile(60, 500, 7, MEAN));
        assertNotEquals(one.low(), Bootstrap.percentile(60, 500, 8, MEAN).low());
        assertNotEquals(one.low(), Bootstrap.percentile(60, 400, 7, MEAN).low());
        assertEquals("bootstrap percentile B=500 seed=7", one.method());
        assertEquals(Arrays.stream(VALUES).average().orElseThrow(), one.value(), 1e-12);
    }

    @Test
    void isAsWideAsTheNormalInterval() {
        Estimate mean = Bootstrap.percentile(60, 4_000, 1, MEAN);
        Moments moments = Moments.of(VALUES);
        double half = 1.96 * moments.standardDeviation() / Math.sqrt(60);
        assertEquals(half, (mean.high() - mean.low()) / 2, 0.08 * half);
    }

    /** Of 500 samples at least 450 must cover: percentile intervals of 40 values cover some 94 %. */
    @Test
    void covers() {
        SplittableRandom random = new SplittableRandom(3);
        int covered = 0;
        for (int trial = 0; trial < 500; trial++) {
            double[] sample = random.doubles(40).toArray();
            Estimate mean = Bootstrap.percentile(
                    40,
                    200,
                    trial,
                    index -> Arrays.stream(index)
                            .mapToDouble(i -> sample[i])
                            .average()
                            .orElseThrow());
            covered += mean.low() <= 0.5 && 0.5 <= mean.high() ? 1 : 0;
        }
        assertTrue(covered >= 450 && covered < 500, "covered " + covered);
    }

    @Test
    void strataKeepTheirNumbers() {
        int[] strata = IntStream.range(0, 60).map(i -> i % 10 == 0 ? 1 : 0).toArray();
        int[] kept = strata.clone();
        Estimate share = Bootstrap.stratified(
                strata,
                200,
                5,
                index -> Arrays.stream(index).filter(i -> strata[i] == 1).count());
        assertEquals(6, share.low());
        assertEquals(6, share.high());
        Estimate free = Bootstrap.percentile(
                60,
                200,
                5,
                index -> Arrays.stream(index).filter(i -> strata[i] == 1).count());
        assertTrue(free.low() < 6 && free.high() > 6);
        assertTrue(Arrays.equals(kept, strata));
        Estimate mean = Bootstrap.stratified(strata, 200, 5, MEAN);
        assertTrue(mean.low() < mean.value() && mean.value() < mean.high());
    }

    @Test
    void saysWhenTheStatisticIsNotDefined() {
        assertFalse(Bootstrap.percentile(0, 100, 1, index -> 1).known());
        assertFalse(Bootstrap.percentile(5, 100, 1, index -> Double.NaN).known());
        // Defined only where case 0 was drawn: in about 1 - 1/e of resamples.
        assertFalse(Bootstrap.percentile(
                        30, 500, 1, index -> Arrays.stream(index).anyMatch(i -> i == 0) ? 1 : Double.NaN)
                .known());
        assertThrows(InvalidInputException.class, () -> Bootstrap.percentile(5, 99, 1, index -> 1));
        assertThrows(InvalidInputException.class, () -> Bootstrap.stratified(new int[] {-1}, 100, 1, index -> 1));
    }
}
