package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * References with half-count smoothing, NumPy: {@code p = (r + .5) / (r + .5).sum()}, {@code q} likewise,
 * {@code ((q - p) * log(q / p)).sum()}. Without smoothing the first would be 0.1961658506; counts times 10^9 show it.
 */
class PopulationStabilityTest {
    @Test
    void agreesWithNumPy() {
        assertEquals(0.19567900313257167, psi(new long[] {200, 800}, new long[] {400, 600}), 1e-14);
        assertEquals(1.978530256981234, psi(new long[] {100, 100, 100}, new long[] {0, 150, 50}), 1e-13);
        assertEquals(0.03711559697901201, psi(new long[] {4, 3, 3}, new long[] {7, 5, 8}), 1e-14);
        long big = 1_000_000_000;
        assertEquals(0.1961658506, psi(new long[] {2 * big, 8 * big}, new long[] {4 * big, 6 * big}), 1e-9);
        assertEquals(
                0.0445608547,
                psi(new long[] {4 * big, 3 * big, 3 * big}, new long[] {7 * big, 5 * big, 8 * big}),
                1e-9);
    }

    @Property(tries = 300)
    void oneMoreValueMovesItByNoMoreThanStated(
            @ForAll @Size(10) List<@IntRange(max = 500) Integer> reference,
            @ForAll @Size(10) List<@IntRange(max = 500) Integer> current,
            @ForAll @IntRange(max = 9) int bin) {
        long[] r = Draws.counts(reference);
        long[] c = Draws.counts(current);
        long[] more = c.clone();
        more[bin]++;
        double n = sum(r) + 5;
        double m = sum(c) + 5;
        double bound = (Math.log(2 * n) + Math.log(2 * m + 2) + 1) / m
                + (r[bin] + 0.5) / n * Math.log((c[bin] + 1.5) / (c[bin] + 0.5));
        assertTrue(Math.abs(psi(r, more) - psi(r, c)) <= bound);
    }

    @Property(tries = 100)
    void symmetricUpToRoundingAndBlindToTheOrderOfBins(
            @ForAll @Size(5) List<@IntRange(max = 90) Integer> first,
            @ForAll @Size(5) List<@IntRange(max = 90) Integer> second) {
        long[] a = Draws.counts(first);
        long[] b = Draws.counts(second);
        long[] kept = a.clone();
        assertEquals(psi(a, b), psi(b, a), 1e-12);
        assertEquals(psi(a, b), psi(reversed(a), reversed(b)), 1e-12);
        assertArrayEquals(kept, a);
    }

    @Test
    void oneBinAndEqualCountsShowNothing() {
        assertEquals(0, psi(new long[] {5}, new long[] {900}));
        assertEquals(0, psi(new long[] {5, 6, 7}, new long[] {5, 6, 7}));
        assertThrows(InvalidInputException.class, () -> psi(new long[] {1}, new long[] {0}));
        assertThrows(InvalidInputException.class, () -> psi(new long[] {1, 2}, new long[] {1}));
        assertThrows(InvalidInputException.class, () -> psi(new long[] {1, 2}, new long[] {-1, 4}));
    }

    /** Of 1,000 draws at least 930 must cover: 950 expected, fewer would have a chance of 0.0023. */
    @Test
    void intervalCoversTheTruth() {
        double[][] shapes = {
            {.1, .1, .1, .1, .1, .1, .1, .1, .1, .1},
            {.05, .07, .08, .1, .1, .1, .1, .12, .13, .15},
            {.02, .03, .05, .05, .1, .1, .1, .15, .15, .25}
        };
        for (double[] shape : shapes) {
            double truth = 0;
            for (double q : shape) {
                truth += (q - 0.1) * Math.log(q / 0.1);
            }
            SplittableRandom random = new SplittableRandom(20);
            int covered = 0;
            for (int trial = 0; trial < 1_000; trial++) {
                Estimate index = PopulationStability.index(draw(random, shapes[0], 2_000), draw(random, shape, 500));
                covered += index.low() <= truth && truth <= index.high() ? 1 : 0;
            }
            assertTrue(covered >= 930, "covered " + covered + " of 1000 at " + truth);
        }
    }

    private static long[] draw(SplittableRandom random, double[] shape, int n) {
        long[] counts = new long[shape.length];
        for (int i = 0; i < n; i++) {
            double u = random.nextDouble();
            int bin = 0;
            while (bin < shape.length - 1 && u >= shape[bin]) {
                u -= shape[bin++];
            }
            counts[bin]++;
        }
        return counts;
    }

    private static double psi(long[] reference, long[] current) {
        return PopulationStability.index(reference, current).value();
    }

    private static long[] reversed(long[] counts) {
        long[] out = new long[counts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = counts[out.length - 1 - i];
        }
        return out;
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
