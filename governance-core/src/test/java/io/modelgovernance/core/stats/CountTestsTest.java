package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References: SciPy 1.17.1, the call is named at each value. */
class CountTestsTest {
    @Test
    void tablesAgreeWithSciPy() {
        long[][] table = {{20, 30, 50}, {35, 25, 40}, {7, 0, 13}};
        var result = Contingency.test(table);
        // chi2_contingency(table, correction=False), and with lambda_='log-likelihood'
        assertEquals(12.976197932978392, result.chiSquare(), 1e-12);
        assertEquals(0.011392682556062569, result.pChiSquare(), 1e-13);
        assertEquals(17.936641003436563, result.g(), 1e-12);
        assertEquals(0.0012697841074089588, result.pG(), 1e-14);
        assertEquals(4, result.degrees());
        assertEquals(5, result.leastExpected(), 1e-12);
        // contingency.association(table, method='cramer'); Bergsma's correction by its formula in Python
        assertEquals(0.17173048342850275, result.cramersV(), 1e-13);
        assertEquals(0.1433407786941272, result.cramersVCorrected(), 1e-13);
    }

    @Test
    void emptyRowsAndColumnsAreLeftOut() {
        var with = Contingency.test(new long[][] {{3, 0, 9}, {0, 0, 0}, {5, 0, 5}});
        var without = Contingency.test(new long[][] {{3, 9}, {5, 5}});
        assertEquals(without, with);
        assertEquals(1, Contingency.test(new long[][] {{3, 9}}).pG());
        assertEquals(0, Contingency.test(new long[][] {{3}, {9}}).cramersV());
    }

    @Property(tries = 100)
    void twoRowsAreHomogeneity(
            @ForAll @Size(4) List<@IntRange(max = 60) Integer> first,
            @ForAll @Size(4) List<@IntRange(max = 60) Integer> second) {
        long[][] table = {Draws.counts(first), Draws.counts(second)};
        long[][] kept = {table[0].clone(), table[1].clone()};
        var one = Contingency.test(table);
        var other = ChiSquare.homogeneity(table[0], table[1]);
        assertEquals(other.statistic(), one.chiSquare(), 1e-9);
        assertEquals(other.p(), one.pChiSquare(), 1e-9);
        assertEquals(other.cramersV(), one.cramersV(), 1e-9);
        assertTrue(one.cramersVCorrected() <= one.cramersV() + 0.2);
        assertArrayEquals(kept, table);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 1, 3, 0.48571428571428565, 0.9857142857142858, 0.24285714285714283",
        "8, 2, 1, 5, 0.034965034965034975, 0.9991258741258742, 0.024475524475524483",
        "200, 10, 20, 300, 1.8447546018245228e-107, 1.0, 1.8447546018245228e-107",
        "0, 5, 7, 0, 0.0012626262626262627, 0.0012626262626262627, 1.0",
        "0, 0, 3, 4, 1, 1, 1"
    })
    void fisherAgreesWithSciPy(long a, long b, long c, long d, double p, double less, double greater) {
        // fisher_exact([[a, b], [c, d]], alternative='two-sided' | 'less' | 'greater')
        var result = FisherExact.test(a, b, c, d);
        assertEquals(1, result.p() / p, 1e-11);
        assertEquals(1, result.less() / less, 1e-11);
        assertEquals(1, result.greater() / greater, 1e-11);
    }

    @Test
    void oddsRatioOfTheSample() {
        assertEquals(20, FisherExact.test(8, 2, 1, 5).oddsRatio());
        assertEquals(Double.POSITIVE_INFINITY, FisherExact.test(8, 0, 1, 5).oddsRatio());
        assertTrue(Double.isNaN(FisherExact.test(0, 0, 3, 4).oddsRatio()));
    }

    @Test
    void binDistancesAgreeWithSciPy() {
        var distances = BinDistances.of(new long[] {20, 30, 50, 0}, new long[] {35, 25, 30, 10});
        assertEquals(0.25, distances.totalVariation(), 1e-15);
        assertEquals(0.2, distances.chebyshev(), 1e-15);
        assertEquals(0.27251652338934645, distances.hellinger(), 1e-14);
        // scipy.spatial.distance.jensenshannon(p, q, 2)
        assertEquals(0.29122415234433247, distances.jensenShannon(), 1e-14);
        // entropy((q+.5)/(sum+2), (p+.5)/(sum+2))
        assertEquals(0.30897607896802126, distances.kullbackLeibler(), 1e-14);
    }

    @Property(tries = 200)
    void binDistancesKeepTheirInequalities(
            @ForAll @Size(6) List<@IntRange(max = 60) Integer> first,
            @ForAll @Size(6) List<@IntRange(max = 60) Integer> second) {
        long[] a = Draws.counts(first);
        long[] b = Draws.counts(second);
        var d = BinDistances.of(a, b);
        double h = d.hellinger();
        assertTrue(h * h <= d.totalVariation() + 1e-12 && d.totalVariation() <= Math.sqrt(2) * h + 1e-12);
        assertTrue(d.chebyshev() <= d.totalVariation() + 1e-12);
        assertTrue(d.jensenShannon() * d.jensenShannon() <= d.totalVariation() + 1e-12);
        var same = BinDistances.of(a, a);
        assertEquals(new BinDistances(0, 0, 0, 0, 0), same);
        assertEquals(d.hellinger(), BinDistances.of(b, a).hellinger(), 1e-14);
    }

    @Test
    void distancesOfRowsThatShareNothing() {
        var apart = BinDistances.of(new long[] {5, 0}, new long[] {0, 9});
        assertEquals(1, apart.totalVariation());
        assertEquals(1, apart.hellinger(), 1e-15);
        assertEquals(1, apart.jensenShannon(), 1e-15);
        assertTrue(Double.isFinite(apart.kullbackLeibler()));
    }

    @Test
    void refusesWhatAreNoCounts() {
        long[] good = {1, 2};
        for (long[] bad : new long[][] {{0, 0}, {-1, 3}, {1}, {}}) {
            assertThrows(InvalidInputException.class, () -> BinDistances.of(bad, good));
        }
        assertThrows(InvalidInputException.class, () -> Contingency.test(new long[][] {{1, 2}, {1}}));
        assertThrows(InvalidInputException.class, () -> Contingency.test(new long[][] {{0, 0}}));
        assertThrows(InvalidInputException.class, () -> Contingency.test(new long[][] {{-1, 2}}));
        assertThrows(InvalidInputException.class, () -> Contingency.test(new long[][] {}));
        assertThrows(InvalidInputException.class, () -> FisherExact.test(-1, 1, 1, 1));
        assertThrows(InvalidInputException.class, () -> FisherExact.test(1L << 40, 1L << 40, 1L << 40, 1L << 40));
    }
}
