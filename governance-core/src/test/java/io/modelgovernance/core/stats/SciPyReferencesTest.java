package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every statistic of docs/statistics.md against SciPy 1.10.1, p-values to 1e-9 of themselves down to 1e-70. References:
 * {@code make_references.py} beside {@code references.csv} says how each was made.
 */
class SciPyReferencesTest {
    private static final double[] EDGES = {1.5, 3, 4.5, 6, 7.5, 9, 10.5, 12, 13.5};

    @ParameterizedTest
    @CsvFileSource(resources = "references.csv", numLinesToSkip = 1)
    void agree(String statistic, int tied, int n, int m, double shift, double value, double p) {
        double[] x = tied == 1 ? SampleData.t(n) : SampleData.a(n);
        double[] y = SampleData.shifted(tied == 1 ? SampleData.u(m) : SampleData.b(m), shift);
        double[] ours = of(statistic, x, y);
        near(value, ours[0], statistic);
        if (!Double.isNaN(p)) {
            near(p, ours[1], "p of " + statistic);
        }
    }

    private static void near(double expected, double actual, String what) {
        assertEquals(expected, actual, 1e-9 * Math.abs(expected) + (expected == 0 ? 1e-12 : 0), what);
    }

    /** The statistic, and its p-value if it has one. */
    private static double[] of(String statistic, double[] x, double[] y) {
        SortedSample a = SortedSample.of(x);
        SortedSample b = SortedSample.of(y);
        long[] first = counts(x);
        long[] second = counts(y);
        switch (statistic) {
            case "ks":
                var ks = KolmogorovSmirnov.test(a, b);
                return new double[] {ks.d(), ks.p()};
            case "mann-whitney":
                var ranks = MannWhitney.test(a, b);
                return new double[] {ranks.u(), ranks.p()};
            case "cramer-von-mises":
                var cvm = CramerVonMises.test(a, b);
                return new double[] {cvm.t(), cvm.p()};
            case "welch":
                var welch = WelchT.test(Moments.of(x), Moments.of(y));
                return new double[] {welch.t(), welch.p()};
            case "wasserstein":
                return new double[] {Wasserstein.distance(a.toArray(), b.toArray())};
            case "energy":
                return new double[] {EnergyDistance.of(a, b)};
            case "anderson-darling":
                return new double[] {AndersonDarling.test(a, b).standardized()};
            case "kuiper":
                return new double[] {Kuiper.test(a, b).v()};
            case "fisher":
                long[] low = {below(x), below(y)};
                return new double[] {
                    low[0],
                    FisherExact.test(low[0], x.length - low[0], low[1], y.length - low[1])
                            .p()
                };
            default:
                return ofCounts(statistic, first, second);
        }
    }

    private static double[] ofCounts(String statistic, long[] first, long[] second) {
        var table = Contingency.test(new long[][] {first, second});
        var distances = BinDistances.of(first, second);
        return switch (statistic) {
            case "chi-square" -> new double[] {table.chiSquare(), table.pChiSquare()};
            case "g" -> new double[] {table.g(), table.pG()};
            case "cramers-v" -> new double[] {table.cramersV()};
            case "total-variation" -> new double[] {distances.totalVariation()};
            case "chebyshev" -> new double[] {distances.chebyshev()};
            case "hellinger" -> new double[] {distances.hellinger()};
            case "jensen-shannon" -> new double[] {distances.jensenShannon()};
            case "kullback-leibler" -> new double[] {distances.kullbackLeibler()};
            case "psi" -> new double[] {PopulationStability.index(first, second).value()};
            default -> throw new IllegalArgumentException(statistic);
        };
    }

    private static long below(double[] values) {
        return Arrays.stream(values).filter(value -> value <= 6).count();
    }

    private static long[] counts(double[] values) {
        long[] counts = new long[10];
        for (double value : values) {
            int at = Arrays.binarySearch(EDGES, value);
            counts[at >= 0 ? at : -at - 1]++;
        }
        return counts;
    }
}
