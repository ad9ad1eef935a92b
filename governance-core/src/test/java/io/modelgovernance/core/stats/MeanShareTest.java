package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.MeanShare.Figure;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** References: SciPy 1.17.1; of several shares also in {@code CountedClassesTest}. */
class MeanShareTest {
    private static Estimate one(long hits, long trials, double level) {
        return MeanShare.of(Figure.SHARE, new long[] {hits}, new long[] {trials}, 1, level);
    }

    /** Chernoff's bound by {@code optimize.brentq} of the deviance of 90 of 110 less {@code -log(0.025)}. */
    @Test
    void ofOneShareItIsChernoffsBound() {
        Estimate got = one(90, 110, 0.95);
        assertEquals(0.7055282862542892, got.low(), 1e-12);
        assertEquals(0.9030034976913184, got.high(), 1e-12);
        // without hits (1 - p)^n is the tail
        assertEquals(1 - Math.pow(0.025, 1 / 20.0), one(0, 20, 0.95).high(), 1e-12);
        assertEquals(Math.pow(0.025, 1 / 20.0), one(20, 20, 0.95).low(), 1e-12);
        assertEquals(0, one(0, 20, 0.95).low());
        assertEquals(1, one(20, 20, 0.95).high());
    }

    /** It never covers less than it says, so the exact interval lies within it. */
    @Property(tries = 300)
    void ofOneShareTheExactIntervalLiesWithin(
            @ForAll @IntRange(min = 1, max = 5_000) int trials,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @IntRange(min = 1, max = 8) int nines) {
        double level = 1 - Math.pow(10, -nines);
        long hits = Math.round(share * trials);
        Estimate wide = one(hits, trials, level);
        Estimate exact = Proportions.of(hits, trials, level);
        assertTrue(wide.low() <= exact.low() + 1e-12, () -> wide + " and " + exact);
        assertTrue(wide.high() >= exact.high() - 1e-12, () -> wide + " and " + exact);
    }

    @Property(tries = 200)
    void itWidensWithLevelAndInflation(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 300) Integer> counts,
            @ForAll @DoubleRange(min = 1, max = 3) double inflation) {
        long[] hits = counts.stream().mapToLong(i -> i).toArray();
        long[] trials = counts.stream().mapToLong(i -> 300).toArray();
        long[] given = hits.clone();
        for (Figure figure : Figure.values()) {
            Estimate least = MeanShare.of(figure, hits, trials, 1, 0.9);
            Estimate more = MeanShare.of(figure, hits, trials, inflation, 0.9);
            Estimate surer = MeanShare.of(figure, hits, trials, inflation, 0.999);
            assertTrue(more.low() <= least.low() && more.high() >= least.high());
            assertTrue(surer.low() <= more.low() && surer.high() >= more.high());
            assertTrue(surer.low() >= 0 && surer.high() <= 1);
        }
        assertArrayEquals(given, hits);
    }

    /** Four shares that are alike are as sure as one of four times the trials. */
    @Test
    void sharesThatAreAlikeAreOne() {
        Estimate got = MeanShare.of(Figure.SHARE, new long[] {40, 40, 40, 40}, new long[] {50, 50, 50, 50}, 1, 0.999);
        Estimate wanted = one(160, 200, 0.999);
        assertEquals(wanted.low(), got.low(), 1e-12);
        assertEquals(wanted.high(), got.high(), 1e-12);
        Estimate twice = MeanShare.of(Figure.SHARE, new long[] {40, 40, 40, 40}, new long[] {50, 50, 50, 50}, 4, 0.999);
        assertEquals(one(40, 50, 0.999).low(), twice.low(), 1e-12);
    }

    @Test
    void greatCountsKeepTheirDigits() {
        Estimate got = one(900_000_000_000L, 1_000_000_000_000L, 0.95);
        double half = Math.sqrt(-2 * Math.log(0.025) * 0.09 / 1e12);
        assertEquals(0.9 - half, got.low(), 1e-3 * half);
        assertEquals(0.9 + half, got.high(), 1e-3 * half);
    }

    @Test
    void whatIsNoShareIsRefused() {
        long[] two = {2};
        assertThrows(InvalidInputException.class, () -> one(3, 2, 0.95));
        assertThrows(InvalidInputException.class, () -> one(-1, 2, 0.95));
        assertThrows(InvalidInputException.class, () -> one(0, 0, 0.95));
        assertThrows(InvalidInputException.class, () -> one(1, 2, 1));
        assertThrows(InvalidInputException.class, () -> MeanShare.of(Figure.SHARE, two, two, 0.9, 0.95));
        assertThrows(InvalidInputException.class, () -> MeanShare.of(Figure.SHARE, two, new long[2], 1, 0.95));
        assertFalse(
                MeanShare.of(Figure.SHARE, new long[0], new long[0], 1, 0.95).known());
    }
}
