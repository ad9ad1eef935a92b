package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References: SciPy 1.10.1, {@code scipy.stats.ks_2samp(x, y, method='exact')} for samples without ties; the last tail is {@code 2 exp(-50)}. */
class KolmogorovSmirnovTest {
    @Test
    void tiesAreKeptTogether() {
        // By enumeration of all 24,310 ways to deal the pooled values out.
        var result =
                KolmogorovSmirnov.test(new double[] {1, 2, 2, 3, 3, 3, 4, 5}, new double[] {2, 3, 3, 4, 4, 5, 5, 5, 6});
        assertEquals(5.0 / 12, result.d(), 1e-15);
        assertEquals(0.2155, result.p(), 5e-5);
        assertTrue(result.exact());
    }

    @Test
    void agreesWithSciPyWithoutTies() {
        double[] x = IntStream.rangeClosed(1, 40).asDoubleStream().toArray();
        double[] y =
                IntStream.rangeClosed(1, 30).mapToDouble(i -> i * 1.37 + 4.013).toArray();
        var middle = KolmogorovSmirnov.test(x, y);
        assertEquals(0.15, middle.d(), 1e-15);
        assertEquals(0.789787756596251, middle.p(), 1e-13);

        double[] low = IntStream.range(0, 200).asDoubleStream().toArray();
        double[] high = IntStream.range(0, 300).mapToDouble(i -> i + 150.5).toArray();
        var far = KolmogorovSmirnov.test(low, high);
        assertEquals(0.8366666666666667, far.d(), 1e-15);
        assertEquals(1, far.p() / 3.575541071697972e-86, 1e-11);
    }

    @Property(tries = 300)
    void exactEqualsEnumeration(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 4) Integer> first,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 4) Integer> second) {
        double[] x = Draws.ascending(first);
        double[] y = Draws.ascending(second);
        assertEquals(enumerate(x, y), KolmogorovSmirnov.test(x, y).p(), 1e-12);
    }

    @Property(tries = 100)
    void symmetricAndBlindToMonotoneMaps(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -20, max = 20) Integer> first,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -20, max = 20) Integer> second) {
        double[] x = Draws.ascending(first);
        double[] y = Draws.ascending(second);
        double[] kept = x.clone();
        var result = KolmogorovSmirnov.test(x, y);
        var swapped = KolmogorovSmirnov.test(y, x);
        assertEquals(result.d(), swapped.d(), 1e-15);
        assertEquals(result.p(), swapped.p(), 1e-12);
        var mapped = KolmogorovSmirnov.test(
                Arrays.stream(x).map(v -> v * v * v + v).toArray(),
                Arrays.stream(y).map(v -> v * v * v + v).toArray());
        assertEquals(result, mapped);
        assertArrayEquals(kept, x);
    }

    @Property(tries = 200)
    void theFastPassFindsTheSameDistance(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 30) Integer> first,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 30) Integer> second) {
        double[] x = Draws.ascending(first);
        double[] y = Draws.ascending(second);
        assertEquals(
                KolmogorovSmirnov.test(x, y).d(),
                KolmogorovSmirnov.test(x, y, 0).d());
    }

    @Test
    void aKeptReferenceGivesTheSame() {
        double[] x = SampleData.a(300);
        double[] y = SampleData.b(200);
        assertEquals(
                KolmogorovSmirnov.test(
                        Arrays.stream(x).sorted().toArray(),
                        Arrays.stream(y).sorted().toArray()),
                KolmogorovSmirnov.test(SortedSample.of(x), SortedSample.of(y)));
    }

    @Property(tries = 100)
    void countsAreTiedValues(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> first,
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 9) Integer> second) {
        long[] x = new long[10];
        long[] y = new long[10];
        first.forEach(v -> x[v]++);
        second.forEach(v -> y[v]++);
        var counted = KolmogorovSmirnov.ofCounts(x, y);
        var sorted = KolmogorovSmirnov.test(Draws.ascending(first), Draws.ascending(second));
        assertEquals(sorted.d(), counted.d(), 1e-15);
        assertEquals(sorted.p(), counted.p(), 1e-12);
        long[] many = Arrays.stream(x).map(v -> v * 10_000).toArray();
        var far = KolmogorovSmirnov.ofCounts(
                many, Arrays.stream(y).map(v -> v * 10_000).toArray());
        assertEquals(sorted.d(), far.d(), 1e-12);
        assertFalse(far.exact());
    }

    @Test
    void equalAndDisjointSamples() {
        assertEquals(
                new KolmogorovSmirnov.Result(0, 1, true),
                KolmogorovSmirnov.test(new double[] {7, 7, 7}, new double[] {7, 7}));
        var apart = KolmogorovSmirnov.test(new double[] {1, 2, 3}, new double[] {4, 5, 6, 7});
        assertEquals(1, apart.d());
        assertEquals(2.0 / 35, apart.p(), 1e-15);
    }

    @Test
    void bothZerosAreOneValue() {
        double[] zeros = {-0.0, 0.0, -0.0, 0.0};
        Arrays.sort(zeros);
        assertEquals(0, KolmogorovSmirnov.test(zeros, new double[] {0.0, 0.0}).d());
        assertEquals(
                0,
                KolmogorovSmirnov.test(new double[] {0.0}, new double[] {-0.0}).d());
    }

    @Test
    void refusesWhatItCannotRank() {
        double[] good = {1, 2};
        for (double[] bad : new double[][] {{}, {Double.NaN}, {1, Double.NaN}, {Double.POSITIVE_INFINITY}, {2, 1}}) {
            assertThrows(InvalidInputException.class, () -> KolmogorovSmirnov.test(bad, good));
            assertThrows(InvalidInputException.class, () -> KolmogorovSmirnov.test(good, bad));
        }
    }

    @Test
    void theLimitIsNeverMuchBelowTheExact() {
        for (int m : new int[] {1_200, 777, 300}) {
            for (double shift : new double[] {0.01, 0.02, 0.04}) {
                double[] x =
                        IntStream.range(0, 3_000).mapToDouble(i -> i / 3_000.0).toArray();
                double[] y = IntStream.range(0, m)
                        .mapToDouble(i -> (i + 0.37) / m + shift)
                        .toArray();
                var exact = KolmogorovSmirnov.test(x, y);
                var limit = KolmogorovSmirnov.test(x, y, 0);
                assertFalse(limit.exact());
                assertEquals(exact.d(), limit.d());
                assertTrue(limit.p() >= 0.99 * exact.p() && limit.p() <= 1.25 * exact.p(), exact + " " + limit);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "0.3, 0.9999906941986655",
        "0.6, 0.8642827790506042",
        "1, 0.26999967167735456",
        "1.18, 0.1234538094297657",
        "1.36, 0.049485876755377876",
        "2, 0.0006709252557796953",
        "5, 3.8574996959278356e-22"
    })
    void survivalAgreesWithSciPy(double lambda, double expected) {
        assertEquals(1, KolmogorovSmirnov.survival(lambda) / expected, 1e-12);
    }

    /** Deals the pooled values out in every way, by the bits of a number. */
    private static double enumerate(double[] x, double[] y) {
        double[] pooled = IntStream.range(0, x.length + y.length)
                .mapToDouble(i -> i < x.length ? x[i] : y[i - x.length])
                .sorted()
                .toArray();
        long observed = distance(pooled, x, y.length);
        long reached = 0;
        long all = 0;
        for (int bits = 0; bits < 1 << pooled.length; bits++) {
            if (Integer.bitCount(bits) == x.length) {
                int chosen = bits;
                double[] first = IntStream.range(0, pooled.length)
                        .filter(i -> (chosen >> i & 1) == 1)
                        .mapToDouble(i -> pooled[i])
                        .toArray();
                all++;
                reached += distance(pooled, first, y.length) >= observed ? 1 : 0;
            }
        }
        return (double) reached / all;
    }

    private static long distance(double[] pooled, double[] first, int m) {
        long most = 0;
        for (double at : pooled) {
            long ofFirst = Arrays.stream(first).filter(v -> v <= at).count();
            long ofAll = Arrays.stream(pooled).filter(v -> v <= at).count();
            most = Math.max(most, Math.abs(ofFirst * m - (ofAll - ofFirst) * first.length));
        }
        return most;
    }

    /** Over ten bins the limit law never says a smaller p-value than the exact one where it matters. */
    @Test
    void theLimitLawOfBinsSeesNoMoreThanTheExactPValue() {
        SplittableRandom random = new SplittableRandom(3);
        long[] weights = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        for (int run = 0; run < 60; run++) {
            long[] first = Multinomial.draw(500, weights, random);
            long[] moved = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1 + run % 10};
            long[] second = Multinomial.draw(50 + 5 * run, moved, random);
            KolmogorovSmirnov.Result exact = KolmogorovSmirnov.ofCounts(first, second);
            KolmogorovSmirnov.Result quick = KolmogorovSmirnov.ofCounts(first, second, 0);
            assertTrue(exact.exact() && !quick.exact());
            assertEquals(exact.d(), quick.d(), 1e-12);
            assertTrue(quick.p() >= exact.p() - 1e-12, exact + " and " + quick);
        }
    }
}
