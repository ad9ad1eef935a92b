package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * References: SciPy 1.10.1, {@code scipy.stats.chi2.sf(x, df)} and
 * {@code scipy.stats.chi2_contingency(table, correction=False)}.
 */
class ChiSquareTest {
    @ParameterizedTest
    @CsvSource({
        "640, 1, 3.3414880386413873e-141", "3.84, 1, 0.05004352124870519", "100, 1, 1.5239706048320995e-23",
        "1300, 1, 1.1303728441493301e-284", "50, 9, 1.0772382022574693e-07", "5.5, 99, 1",
        "1000, 500, 1.2085183611328796e-35"
    })
    void tailsKeepTheirDigits(double statistic, int degrees, double expected) {
        assertEquals(1, ChiSquare.survival(statistic, degrees) / expected, 1e-11);
    }

    @Test
    void extremesOfTheTail() {
        assertEquals(1, ChiSquare.survival(0, 3));
        assertEquals(0, ChiSquare.survival(Double.MAX_VALUE, 3));
        assertEquals(0, ChiSquare.survival(Double.POSITIVE_INFINITY, 1));
        assertEquals(0.5, ChiSquare.survival(100_000, 100_000), 0.001);
        assertThrows(InvalidInputException.class, () -> ChiSquare.survival(Double.NaN, 1));
        assertThrows(InvalidInputException.class, () -> ChiSquare.survival(-1, 1));
        assertThrows(InvalidInputException.class, () -> ChiSquare.survival(1, 0));
    }

    @Test
    void agreesWithSciPy() {
        var result = ChiSquare.homogeneity(new long[] {20, 30, 50}, new long[] {35, 25, 40});
        assertEquals(5.656565656565657, result.statistic(), 1e-13);
        assertEquals(0.05911427592751333, result.p(), 1e-13);
        assertEquals(2, result.degrees());
        assertEquals(27.5, result.leastExpected(), 1e-12);
    }

    @Test
    void effectOfAStrongChange() {
        var far = ChiSquare.homogeneity(new long[] {900, 100}, new long[] {100, 900});
        assertEquals(1280, far.statistic(), 1e-9);
        assertEquals(0.8, far.cramersV(), 1e-12);
    }

    @Test
    void emptyCategoriesAndOneCategory() {
        assertEquals(
                ChiSquare.homogeneity(new long[] {3, 9}, new long[] {5, 5}),
                ChiSquare.homogeneity(new long[] {3, 0, 9}, new long[] {5, 0, 5}));
        var one = ChiSquare.homogeneity(new long[] {0, 7}, new long[] {0, 2});
        assertEquals(0, one.statistic());
        assertEquals(1, one.p());
        assertEquals(0, one.cramersV());
    }

    @Test
    void rareCategoriesArePooledUntilFiveAreExpected() {
        // Expected counts of the second row are a tenth of the sums: 1, 2, 3 | 50 | 44.
        long[] first = {9, 18, 27, 450, 396};
        long[] second = {1, 2, 3, 40, 54};
        assertEquals(
                ChiSquare.homogeneity(new long[] {54, 450, 396}, new long[] {6, 40, 54}),
                ChiSquare.pooled(first, second));
        assertEquals(1, ChiSquare.pooled(new long[] {2, 2}, new long[] {1, 1}).p());
        // The pool itself is too small and takes the next category in.
        assertEquals(
                ChiSquare.homogeneity(new long[] {102, 300}, new long[] {100, 302}),
                ChiSquare.pooled(new long[] {2, 100, 300}, new long[] {1, 99, 302}));
    }

    @Property(tries = 200)
    void poolingLeavesNoRareCategory(
            @ForAll @Size(6) List<@IntRange(max = 60) Integer> first,
            @ForAll @Size(6) List<@IntRange(max = 60) Integer> second) {
        long[] a = Draws.counts(first);
        long[] b = Draws.counts(second);
        long[] kept = a.clone();
        var result = ChiSquare.pooled(a, b);
        if (result.degrees() > 0) {
            assertEquals(true, result.leastExpected() >= 5 - 1e-9);
        }
        assertArrayEquals(kept, a);
        assertEquals(result.p(), ChiSquare.pooled(b, a).p(), 1e-12);
    }

    @Test
    void refusesWhatAreNoCounts() {
        long[] good = {1, 2};
        for (long[] bad : new long[][] {{0, 0}, {-1, 3}, {1}, {}}) {
            assertThrows(InvalidInputException.class, () -> ChiSquare.homogeneity(bad, good));
            assertThrows(InvalidInputException.class, () -> ChiSquare.pooled(good, bad));
        }
    }
}
