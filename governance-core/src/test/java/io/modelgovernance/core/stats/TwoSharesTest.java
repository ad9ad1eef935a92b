package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoSharesTest {
    /** SciPy 1.17.1, {@code binomtest(k, n).proportion_ci(0.95, 'wilson')}. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.0, 0.27753279986288926", "7, 20, 0.1811918241010821, 0.5671457233147637",
        "10, 10, 0.7224672001371109, 1.0", "500, 10000, 0.04589848269058477, 0.05444711584302416"
    })
    void wilsonAgreesWithSciPy(long hits, long trials, double low, double high) {
        var share = TwoShares.wilson(hits, trials, 0.95);
        assertEquals(low, share.low(), 1e-13);
        assertEquals(high, share.high(), 1e-13);
    }

    /** Newcombe (1998), Interval estimation for the difference between independent proportions, table II, method 10. */
    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339", "9, 10, 3, 10, 0.1705, 0.8090", "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926", "0, 10, 0, 20, -0.1611, 0.2775", "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000", "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void differenceAgreesWithNewcombesTable(long a, long n, long b, long m, double low, double high) {
        var difference = TwoShares.difference(a, n, b, m, 0.95);
        assertEquals(low, difference.low(), 5.1e-5);
        assertEquals(high, difference.high(), 5.1e-5);
    }

    /** Koopman (1984), Confidence intervals for the ratio of two binomial proportions: 36/40 against 16/80. */
    @Test
    void ratioAgreesWithKoopmansExample() {
        var ratio = TwoShares.ratio(36, 40, 16, 80, 0.95);
        assertEquals(4.5, ratio.value(), 1e-12);
        assertEquals(2.94, ratio.low(), 0.005);
        assertEquals(7.15, ratio.high(), 0.005);
    }

    @Test
    void ratiosAtTheEdges() {
        var none = TwoShares.ratio(0, 20, 10, 20, 0.95);
        assertEquals(0, none.low());
        assertTrue(none.high() > 0.1 && none.high() < 0.6, none.toString());
        var all = TwoShares.ratio(20, 20, 20, 20, 0.95);
        assertTrue(all.low() < 0.9 && all.high() > 1.1, all.toString());
        assertEquals(1, all.low() * all.high(), 1e-9);
        assertFalse(TwoShares.ratio(3, 20, 0, 20, 0.95).known());
        assertFalse(TwoShares.difference(0, 0, 0, 20, 0.95).known());
        assertFalse(TwoShares.wilson(0, 0, 0.95).known());
    }

    @Property(tries = 300)
    void ratioTurnsRoundAndGrowsWithTheLevel(
            @ForAll @IntRange(min = 1, max = 30) int a,
            @ForAll @IntRange(max = 30) int more,
            @ForAll @IntRange(min = 1, max = 30) int b,
            @ForAll @IntRange(max = 30) int others) {
        var ratio = TwoShares.ratio(a, a + more, b, b + others, 0.95);
        var back = TwoShares.ratio(b, b + others, a, a + more, 0.95);
        assertEquals(1, ratio.low() * back.high(), 1e-8);
        assertEquals(1, ratio.high() * back.low(), 1e-8);
        var wider = TwoShares.ratio(a, a + more, b, b + others, 0.99);
        assertTrue(wider.low() < ratio.low() && wider.high() > ratio.high());
    }

    /** Of 4,000 pairs the intervals hold the truth in 95 % within five standard errors, for small and unequal groups. */
    @Test
    void intervalsCover() {
        SplittableRandom random = new SplittableRandom(11);
        int difference = 0;
        int ratio = 0;
        int runs = 4_000;
        for (int run = 0; run < runs; run++) {
            int a = hits(random, 40, 0.3);
            int b = hits(random, 120, 0.4);
            var d = TwoShares.difference(a, 40, b, 120, 0.95);
            var r = TwoShares.ratio(a, 40, b, 120, 0.95);
            difference += d.low() <= -0.1 && -0.1 <= d.high() ? 1 : 0;
            ratio += r.low() <= 0.75 && 0.75 <= r.high() ? 1 : 0;
        }
        double wide = 5 * Math.sqrt(runs * 0.05 * 0.95);
        assertEquals(0.95 * runs, difference, wide);
        assertEquals(0.95 * runs, ratio, wide);
    }

    @Test
    void betaQuantilesAgreeWithSciPy() {
        // beta.ppf(1e-12, 3, 50), beta.ppf(0.999, .5, 1000), beta.ppf(.3, 1, 1)
        assertEquals(1, Proportions.betaQuantile(1e-12, 3, 50) / 3.5635938498901767e-06, 1e-10);
        assertEquals(1, Proportions.betaQuantile(0.999, 0.5, 1_000) / 0.005400500669259919, 1e-10);
        assertEquals(0.3, Proportions.betaQuantile(0.3, 1, 1), 1e-15);
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThrows(InvalidInputException.class, () -> TwoShares.wilson(3, 2, 0.95));
        assertThrows(InvalidInputException.class, () -> TwoShares.wilson(-1, 2, 0.95));
        assertThrows(InvalidInputException.class, () -> TwoShares.ratio(1, 2, 3, 2, 0.95));
        assertThrows(InvalidInputException.class, () -> TwoShares.difference(1, 2, 1, 2, 1));
    }

    private static int hits(SplittableRandom random, int n, double share) {
        int hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < share ? 1 : 0;
        }
        return hits;
    }
}
