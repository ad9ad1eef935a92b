package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference of the range of coverage: SciPy 1.10.1, {@code scipy.stats.beta.ppf([.025, .975], 90, 10)}. */
class ConformalRankTest {
    @ParameterizedTest
    @CsvSource({
        "9, 0.1, 9, 0.9",
        "19, 0.05, 19, 0.95",
        "99, 0.1, 90, 0.9",
        "100, 0.1, 91, 0.900990099009901",
        "500, 0.1, 451, 0.9001996007984032",
        "1000, 0.1, 901, 0.9000999000999001",
        "999, 0.3, 700, 0.7"
    })
    void knownRanks(int n, double alpha, int k, double coverage) {
        ConformalRank rank = ConformalRank.of(n, alpha);
        assertEquals(k, rank.k());
        assertEquals(coverage, rank.expectedCoverage(), 1e-15);
    }

    @Test
    void tooFewScoresHaveNoFiniteQuantile() {
        ConformalRank rank = ConformalRank.of(9, 0.05);
        assertEquals(10, rank.k());
        assertFalse(rank.finite());
        assertFalse(rank.quantile(new double[9]).known());
        assertEquals(1, rank.coverage().value());
        assertFalse(ConformalRank.of(0, 0.5).finite());
    }

    @Test
    void takesTheRankInAnyOrderAndLeavesTheScores() {
        double[] scores = {5, 1, 4, 2, 3, 9, 8, 7, 6};
        double[] kept = scores.clone();
        assertEquals(5, ConformalRank.of(9, 0.5).quantile(scores).value());
        assertEquals(9, ConformalRank.of(9, 0.1).quantile(scores).value());
        assertArrayEquals(kept, scores);
        assertThrows(InvalidInputException.class, () -> ConformalRank.of(8, 0.1).quantile(scores));
        assertThrows(InvalidInputException.class, () -> ConformalRank.of(1, 0.5).quantile(new double[] {Double.NaN}));
    }

    @Test
    void rangeOfCoverage() {
        Estimate coverage = ConformalRank.of(99, 0.1).coverage();
        assertEquals(0.9, coverage.value(), 1e-15);
        assertEquals(0.8344310242579897, coverage.low(), 1e-12);
        assertEquals(0.9504891277913371, coverage.high(), 1e-12);
    }

    @Test
    void refusesWhatIsOutOfRange() {
        for (double alpha : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThrows(InvalidInputException.class, () -> ConformalRank.of(10, alpha));
        }
        assertThrows(InvalidInputException.class, () -> ConformalRank.of(-1, 0.1));
        assertThrows(InvalidInputException.class, () -> new ConformalRank(9, 0.1, 8));
    }
}
