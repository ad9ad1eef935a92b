package io.modelgovernance.core.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Multinomial;
import io.modelgovernance.core.stats.PopulationStability;
import io.modelgovernance.core.stats.SortedSample;
import io.modelgovernance.core.stats.Wasserstein;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class NullThresholdTest {
    private static double distance(SortedSample rest, SortedSample window) {
        return Wasserstein.distance(rest.toArray(), window.toArray());
    }

    /** Clean windows exceed it as often as it says, drifted ones nearly always. */
    @Test
    void cleanWindowsExceedItNoMoreOftenThanItSays() {
        int runs = 300;
        int over = 0;
        int seen = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double[] reference = random.doubles(300).map(v -> v * v).toArray();
            double[] kept = reference.clone();
            NullThreshold limit = NullThreshold.of(reference, 60, NullThresholdTest::distance, 0.1, 39, run);
            assertArrayEquals(kept, reference);
            double[] window = random.doubles(60).map(v -> v * v).toArray();
            double[] moved = Arrays.stream(window).map(v -> v + 0.2).toArray();
            SortedSample before = SortedSample.of(reference);
            over += distance(before, SortedSample.of(window)) > limit.threshold() ? 1 : 0;
            seen += distance(before, SortedSample.of(moved)) > limit.threshold() ? 1 : 0;
        }
        int most = new BinomialDistribution(null, runs, 0.1).inverseCumulativeProbability(1 - 1e-5);
        assertTrue(over <= most && over > 5, over + " of " + runs);
        assertTrue(seen > 0.95 * runs, "seen " + seen);
    }

    /** A reference that holds the window would make its distance smaller by the share that it is. */
    @Test
    void theWindowIsNotComparedWithItself() {
        double[] reference = {0, 0, 0, 0, 0, 0, 0, 0, 0, 10};
        NullThreshold limit = NullThreshold.of(reference, 1, NullThresholdTest::distance, 0.5, 200, 1);
        assertTrue(limit.mean() > 1.5 && limit.mean() < 2.5, limit.toString());
        NullThreshold few = NullThreshold.of(reference, 1, NullThresholdTest::distance, 0.01, 50, 1);
        assertEquals(Double.POSITIVE_INFINITY, few.threshold());
        assertEquals(few, NullThreshold.of(reference, 1, NullThresholdTest::distance, 0.01, 50, 1));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        double[] two = {1, 2};
        assertThrows(
                InvalidInputException.class, () -> NullThreshold.of(two, 2, NullThresholdTest::distance, 0.1, 9, 1));
        assertThrows(
                InvalidInputException.class, () -> NullThreshold.of(two, 1, NullThresholdTest::distance, 0.1, 0, 1));
        assertThrows(InvalidInputException.class, () -> NullThreshold.of(two, 1, NullThresholdTest::distance, 1, 9, 1));
    }

    /** With a window greater than the reference, which no window drawn from it could be. */
    @Test
    void cleanCountsExceedItNoMoreOftenThanItSays() {
        long[] weights = {1, 5, 3, 1};
        int over = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            long[] reference = Multinomial.draw(2_000, weights, random);
            NullThreshold limit = NullThreshold.ofCounts(
                            reference, 3_000, NullThresholdTest::index, List.of(0.1), 39, run)
                    .get(0);
            over += index(reference, Multinomial.draw(3_000, weights, random)) > limit.threshold() ? 1 : 0;
            assertTrue(index(reference, Multinomial.draw(3_000, new long[] {2, 5, 2, 1}, random)) > limit.threshold());
        }
        int most = new BinomialDistribution(null, runs, 0.1).inverseCumulativeProbability(1 - 1e-5);
        assertTrue(over <= most && over > 5, over + " of " + runs);
        assertThrows(
                InvalidInputException.class,
                () -> NullThreshold.ofCounts(weights, 0, NullThresholdTest::index, List.of(0.1), 9, 1));
    }

    private static double index(long[] before, long[] now) {
        return PopulationStability.index(before, now).value();
    }
}
