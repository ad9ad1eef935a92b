package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * References: SciPy 1.10.1, {@code scipy.stats.binomtest(k, n).proportion_ci(level, 'exact')} and
 * {@code scipy.stats.fisher_exact([[hits, trials - hits], [...]])}.
 */
class ProportionsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.95, 0, 0.30849710781876294",
        "10, 10, 0.95, 0.6915028921812371, 1",
        "7, 20, 0.95, 0.1539092047845412, 0.5921885345328283",
        "3, 1000, 0.99, 0.0003381445290663692, 0.01093377742040526",
        "90, 100, 0.9, 0.8362823767241857, 0.9447367623171317"
    })
    void intervalAgreesWithSciPy(long hits, long trials, double level, double low, double high) {
        Estimate share = Proportions.of(hits, trials, level);
        assertEquals((double) hits / trials, share.value());
        assertEquals(low, share.low(), 1e-10);
        assertEquals(high, share.high(), 1e-10);
        assertEquals(trials, share.n());
    }

    @ParameterizedTest
    @CsvSource({
        "8, 10, 1, 6, 0.034965034965034975",
        "0, 1000, 3, 100, 0.0007309178239532213",
        "10, 110, 2, 5, 0.08391924848152953",
        "3, 50, 60, 1000, 1",
        "1, 25, 5, 20, 0.07408907976122951"
    })
    void differenceAgreesWithSciPy(long hits, long trials, long otherHits, long otherTrials, double p) {
        assertEquals(p, Proportions.differ(hits, trials, otherHits, otherTrials), 1e-12);
        assertEquals(p, Proportions.differ(otherHits, otherTrials, hits, trials), 1e-12);
        assertEquals(p, Proportions.differ(trials - hits, trials, otherTrials - otherHits, otherTrials), 1e-12);
    }

    @Test
    void greatCountsAndExtremeShares() {
        assertEquals(1, Proportions.differ(0, 5, 0, 7));
        assertEquals(1, Proportions.differ(5, 5, 7, 7));
        assertEquals(0, Proportions.differ(0, 1_000_000, 500_000, 1_000_000));
        assertEquals(1, Proportions.differ(1_000, 10_000_000, 0, 50), 1e-6);
        assertTrue(Proportions.differ(0, 1_000_000, 50, 50) < 1e-200);
        Estimate million = Proportions.of(500_000, 1_000_000, 0.95);
        assertEquals(0.00098, million.value() - million.low(), 1e-5);
    }

    @Test
    void nothingToSayWithoutTrials() {
        assertFalse(Proportions.of(0, 0, 0.95).known());
        assertThrows(InvalidInputException.class, () -> Proportions.of(2, 1, 0.95));
        assertThrows(InvalidInputException.class, () -> Proportions.of(-1, 1, 0.95));
        assertThrows(InvalidInputException.class, () -> Proportions.of(1, 1, 1));
        assertThrows(InvalidInputException.class, () -> Proportions.of(1, 1, Double.NaN));
        assertThrows(InvalidInputException.class, () -> Proportions.differ(0, 0, 1, 2));
    }

    @Property(tries = 60)
    void intervalNeverCoversLessThanItSays(
            @ForAll @IntRange(min = 1, max = 40) int n, @ForAll @IntRange(max = 100) int percent) {
        double truth = percent / 100.0;
        double covered = 0;
        double chance = Math.pow(1 - truth, n);
        for (int k = 0; k <= n; k++) {
            if (percent == 100) {
                chance = k == n ? 1 : 0;
            }
            Estimate share = Proportions.of(k, n, 0.9);
            covered += share.low() - 1e-12 <= truth && truth <= share.high() + 1e-12 ? chance : 0;
            chance *= truth / (1 - truth) * (n - k) / (k + 1);
        }
        assertTrue(covered >= 0.9 - 1e-9, "covered " + covered);
    }
}
