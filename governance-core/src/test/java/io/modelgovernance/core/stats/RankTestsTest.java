package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * References: SciPy 1.17.1 on the samples of {@link SampleData} (the call is named at each value); limit laws by mpmath
 * 1.3.0 from their series, or from Smirnov's formula where said; exact p-values with ties by enumeration.
 */
class RankTestsTest {
    private static final SortedSample A100 = SortedSample.of(SampleData.a(100));
    private static final SortedSample B90 = SortedSample.of(SampleData.b(90));
    private static final SortedSample T30 = SortedSample.of(SampleData.t(30));
    private static final SortedSample U40 = SortedSample.of(SampleData.u(40));

    @Test
    void mannWhitneyAgreesWithSciPy() {
        // mannwhitneyu(A(20), B(25), method='exact')
        var exact = MannWhitney.test(SortedSample.of(SampleData.a(20)), SortedSample.of(SampleData.b(25)));
        assertEquals(241, exact.u());
        assertEquals(0.8475981771992903, exact.p(), 1e-13);
        assertTrue(exact.exact());
        // mannwhitneyu(A(100), B(90), method='asymptotic')
        var limit = MannWhitney.test(A100, B90);
        assertEquals(3901, limit.u());
        assertEquals(0.11380732231323058, limit.p(), 1e-13);
        assertEquals(3901 / 9000.0, limit.superiority(), 1e-15);
        // mannwhitneyu(T(40), U(50), method='asymptotic')
        var ties = MannWhitney.test(SortedSample.of(SampleData.t(40)), SortedSample.of(SampleData.u(50)));
        assertEquals(1031.5, ties.u());
        assertEquals(0.7960380921584418, ties.p(), 1e-13);
        // mannwhitneyu(A(100), B(90)+12, method='asymptotic')
        var far = MannWhitney.test(A100, SortedSample.of(SampleData.shifted(SampleData.b(90), 12)));
        assertEquals(1, far.p() / 9.262710492142989e-32, 1e-11);
    }

    @Test
    void cramerVonMisesAgreesWithSciPy() {
        // cramervonmises_2samp(A(9), B(11), method='exact')
        var exact = CramerVonMises.test(SortedSample.of(SampleData.a(9)), SortedSample.of(SampleData.b(11)));
        assertEquals(0.028030303030303294, exact.t(), 1e-14);
        assertEquals(0.9968206715884734, exact.p(), 1e-13);
        // cramervonmises_2samp(A(100), B(90), method='asymptotic') has no ties in the mean of both; the second is far.
        var far = CramerVonMises.test(
                SortedSample.of(SampleData.a(60)), SortedSample.of(SampleData.shifted(SampleData.b(90), 6)));
        assertEquals(5.669925925925927, far.t(), 1e-12);
        // SciPy says 5.8e-10, which is its rounding; Smirnov's formula of the standardized statistic by mpmath:
        assertEquals(1, far.p() / 9.52753730096606e-14, 1e-10);
        assertFalse(far.exact());
        var near = CramerVonMises.test(A100, B90);
        assertEquals(0.22191228070175484, near.t(), 1e-12);
        assertEquals(0.22993452377758805, near.p(), 1e-11);
    }

    @Test
    void andersonDarlingStatisticAgreesWithSciPy() {
        // anderson_ksamp([...], variant='midrank').statistic
        assertEquals(1.0365688662246546, AndersonDarling.test(A100, B90).standardized(), 1e-12);
        assertEquals(2.936198434681071, AndersonDarling.test(T30, U40).standardized(), 1e-12);
        var three = AndersonDarling.test(List.of(T30, U40, SortedSample.of(SampleData.shifted(SampleData.t(25), 1))));
        assertEquals(6.9128085975931155, three.standardized(), 1e-12);
        assertTrue(three.p() < 0.005 && three.p() > 1e-6, three.toString());
        // Scholz and Stephens (1987), table 2: the 5 % point of two samples is 1.96.
        double at = 1 + 1.960 * Math.sqrt(2 * Math.PI * Math.PI / 3 - 6);
        assertEquals(0.05, QuadraticLimit.ANDERSON_DARLING.survival(at, 1), 0.0005);
    }

    @ParameterizedTest
    @CsvSource({
        "CRAMER_VON_MISES, 0.2, 1, 0.26747043054077489", "CRAMER_VON_MISES, 0.46136, 1, 0.050000383132651276",
        "CRAMER_VON_MISES, 1.16786, 1, 0.00099999091487455654", "CRAMER_VON_MISES, 10, 1, 4.1789410928852881e-23",
        "CRAMER_VON_MISES, 139, 1, 3.8434979699194165e-300", "CRAMER_VON_MISES, 0.01, 1, 0.9999941355671901",
        "ANDERSON_DARLING, 0.8, 1, 0.48102795300668892", "ANDERSON_DARLING, 2.492, 1, 0.050022186359607866",
        "ANDERSON_DARLING, 20, 1, 4.4650715383119218e-10", "ANDERSON_DARLING, 100, 1, 3.6283830981004461e-45",
        "ANDERSON_DARLING, 680, 1, 1.7920899183693913e-297", "ANDERSON_DARLING, 1, 2, 0.87164900262237402",
        "ANDERSON_DARLING, 10, 2, 0.00013619978881957341", "ANDERSON_DARLING, 300, 2, 1.5444600667236041e-130"
    })
    void limitsAgreeWithSmirnovsFormula(QuadraticLimit law, double x, int degrees, double expected) {
        // mpmath: (1/pi) sum_k (-1)^(k+1) int_{s(2k-1)}^{s(2k)} exp(-s x) / (s sqrt|P(s)|) ds; two degrees by residues.
        assertEquals(1, law.survival(x, degrees) / expected, 1e-9);
        assertEquals(1, law.survival(0, degrees));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.9999994705192119", "1, 0.82207664435692929", "1.747, 0.050074681853745251",
        "2.001, 0.0099943209368938985", "5, 3.8189246989685574e-20", "18, 9.7830774284179033e-279"
    })
    void kuipersLimitAgreesWithItsSeries(double lambda, double expected) {
        assertEquals(1, Kuiper.survival(lambda) / expected, 1e-12);
    }

    @Property(tries = 60)
    void exactPValuesEqualEnumeration(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 4) Integer> first,
            @ForAll @Size(min = 2, max = 6) List<@IntRange(max = 4) Integer> second) {
        double[] x = Draws.ascending(first);
        double[] y = Draws.ascending(second);
        SortedSample a = SortedSample.of(x);
        SortedSample b = SortedSample.of(y);
        assertEquals(
                SampleData.enumerate(x, y, (p, q) -> Kuiper.test(p, q, 0).v()),
                Kuiper.test(a, b).p(),
                1e-12);
        assertEquals(
                SampleData.enumerate(
                        x, y, (p, q) -> CramerVonMises.test(p, q, 0).t()),
                CramerVonMises.test(a, b).p(),
                1e-12);
        double mean = x.length * y.length / 2.0;
        assertEquals(
                SampleData.enumerate(
                        x, y, (p, q) -> Math.abs(MannWhitney.test(p, q, 0).u() - mean)),
                MannWhitney.test(a, b).p(),
                1e-12);
    }

    @Property(tries = 60)
    void symmetric(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 9) Integer> first,
            @ForAll @Size(min = 2, max = 30) List<@IntRange(max = 9) Integer> second) {
        SortedSample a = SortedSample.of(Draws.ascending(first));
        SortedSample b = SortedSample.of(Draws.ascending(second));
        assertEquals(MannWhitney.test(a, b).p(), MannWhitney.test(b, a).p(), 1e-11);
        assertEquals(
                1, MannWhitney.test(a, b).superiority() + MannWhitney.test(b, a).superiority(), 1e-12);
        assertEquals(Kuiper.test(a, b).p(), Kuiper.test(b, a).p(), 1e-11);
        assertEquals(CramerVonMises.test(a, b).t(), CramerVonMises.test(b, a).t(), 1e-12);
        assertEquals(AndersonDarling.test(a, b).a2(), AndersonDarling.test(b, a).a2(), 1e-10);
        assertEquals(EnergyDistance.of(a, b), EnergyDistance.of(b, a), 1e-12);
    }

    /** Each limit's share of p-values up to 0.05 under no change, of 2,000 pairs: within five standard errors. */
    @Test
    void limitsHoldTheirLevelWithAndWithoutTies() {
        for (boolean tied : new boolean[] {false, true}) {
            int[] rejected = new int[4];
            SplittableRandom random = new SplittableRandom(5);
            for (int run = 0; run < 2_000; run++) {
                SortedSample x = draw(random, 70, tied);
                SortedSample y = draw(random, 60, tied);
                rejected[0] += MannWhitney.test(x, y, 0).p() <= 0.05 ? 1 : 0;
                rejected[1] += CramerVonMises.test(x, y, 0).p() <= 0.05 ? 1 : 0;
                rejected[2] += AndersonDarling.test(x, y).p() <= 0.05 ? 1 : 0;
                rejected[3] += Kuiper.test(x, y, 0).p() <= 0.05 ? 1 : 0;
            }
            double wide = 5 * Math.sqrt(0.05 * 0.95 * 2_000);
            for (int i = 0; i < 3; i++) {
                assertEquals(100, rejected[i], wide, "test " + i + " tied " + tied);
            }
            assertTrue(rejected[3] <= 100 + wide, "Kuiper " + rejected[3]);
        }
    }

    @Test
    void energyDistanceAgreesWithSciPyAndItsPermutationsHold() {
        // energy_distance(A(100), B(90)), energy_distance(T(30), U(40))
        assertEquals(0.3775649044715234, EnergyDistance.of(A100, B90), 1e-13);
        assertEquals(0.6564847463743709, EnergyDistance.of(T30, U40), 1e-13);
        SortedSample far = SortedSample.of(SampleData.shifted(SampleData.u(40), 1));
        var result = EnergyDistance.test(T30, far, 999, 7);
        assertEquals(result, EnergyDistance.test(T30, far, 999, 7));
        assertTrue(result.p() < 0.05, result.toString());
        assertEquals(1, EnergyDistance.test(T30, T30, 99, 1).p());
        assertThrows(InvalidInputException.class, () -> EnergyDistance.test(T30, U40, 98, 1));
    }

    @Test
    void permutationsApproachTheExactLaw() {
        double[] x = {1, 2, 2, 5, 7, 9};
        double[] y = {3, 6, 8, 8, 11, 12, 14};
        double exact = SampleData.enumerate(x, y, EnergyDistance::of);
        double p = EnergyDistance.test(SortedSample.of(x), SortedSample.of(y), 20_000, 3)
                .p();
        assertEquals(exact, p, 5 * Math.sqrt(exact * (1 - exact) / 20_000));
    }

    @Test
    void constantSamplesDoNotDiffer() {
        SortedSample one = SortedSample.of(new double[] {3, 3, 3});
        assertEquals(1, MannWhitney.test(one, one).p());
        assertEquals(1, MannWhitney.test(one, one, 0).p());
        assertEquals(1, Kuiper.test(one, one).p());
        assertEquals(1, CramerVonMises.test(one, one).p());
        assertEquals(1, AndersonDarling.test(one, one).p());
        assertEquals(0, EnergyDistance.of(one, one));
        SortedSample single = SortedSample.of(new double[] {3});
        assertThrows(InvalidInputException.class, () -> AndersonDarling.test(one, single));
        assertThrows(InvalidInputException.class, () -> AndersonDarling.test(List.of(one)));
    }

    private static SortedSample draw(SplittableRandom random, int n, boolean tied) {
        return SortedSample.of(
                random.doubles(n).map(v -> tied ? Math.floor(v * v * 8) : v).toArray());
    }
}
