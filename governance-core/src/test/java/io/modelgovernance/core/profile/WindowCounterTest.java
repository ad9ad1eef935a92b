package io.modelgovernance.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowCounterTest {
    private static final FeatureSchema SCHEMA =
            FeatureSchema.of(Feature.numeric("amount"), Feature.categorical("job", "none", "skilled", "manager"));
    private static final FrozenReference REFERENCE = reference(1_000);

    @Test
    void countsWhatIsMissingInfiniteUnseenOrOutside() {
        WindowCounter counter = REFERENCE.counter();
        counter.add(new double[] {Double.NaN, 0});
        counter.add(new double[] {Double.POSITIVE_INFINITY, 7});
        counter.add(new double[] {-1e300, Double.NaN});
        counter.add(new double[] {1e300, 1});
        counter.add(new double[] {-0.0, 1.5});
        WindowProfile window = counter.profile();
        FeatureWindow amount = window.features().get(0);
        assertEquals(5, window.rows());
        assertEquals(1, amount.missing());
        assertEquals(1, amount.infinite());
        assertEquals(1, amount.below());
        assertEquals(1, amount.above());
        assertEquals(3, amount.count());
        assertEquals(-1e300, amount.min());
        assertEquals(1e300, amount.max());
        FeatureWindow job = window.features().get(1);
        assertEquals(List.of(1L, 1L, 0L, 2L), job.bins());
        assertEquals(1, job.missing());
    }

    @Test
    void binsAreThoseOfTheReference() {
        FeatureProfile profile = REFERENCE.profile().features().get(0);
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 20_000; i++) {
            double value = i % 3 == 0
                    ? profile.edges().get(random.nextInt(profile.edges().size()))
                    : i % 3 == 1
                            ? Math.nextUp(profile.edges()
                                    .get(random.nextInt(profile.edges().size())))
                            : gauss(random) * 40;
            WindowCounter counter = REFERENCE.counter();
            counter.add(new double[] {value, 0});
            int at = Collections.binarySearch(profile.edges(), value + 0.0);
            int bin = at >= 0 ? at : -at - 1;
            assertEquals(1, counter.profile().features().get(0).bins().get(bin), "value " + value);
        }
    }

    @Test
    void findsBinsOfOddReferences() {
        double[][] references = {
            {5, 5, 5, 5}, {-1e308, 1e308, 0, 3}, {0, Double.MIN_VALUE, 1, 2}, {1e-300, 2e-300, 3e-300, 1e300}
        };
        for (double[] values : references) {
            FeatureSchema one = FeatureSchema.of(Feature.numeric("x"));
            double[] scaled = Arrays.stream(values).map(v -> v / 1e160).toArray();
            Profile profile = ReferenceProfiler.withDefaults().withBins(4).profile(Rows.of(one, scaled));
            WindowCounter counter = FrozenReference.of(profile).counter();
            counter.addAll(scaled, 4);
            assertEquals(
                    profile.features().get(0).binCounts(),
                    counter.profile().features().get(0).bins());
            assertEquals(0, counter.profile().features().get(0).below());
            assertEquals(0, counter.profile().features().get(0).above());
        }
    }

    @Property(tries = 50)
    void anyPartitionInAnyOrderGivesTheSameBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int parts) {
        double[] data = rows(new SplittableRandom(seed), 200);
        WindowCounter whole = REFERENCE.counter();
        whole.add(Rows.of(SCHEMA, data));
        List<double[]> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            order.add(Arrays.copyOfRange(data, 2 * i, 2 * i + 2));
        }
        Collections.shuffle(order, new Random(seed));
        WindowCounter merged = REFERENCE.counter();
        for (int part = 0; part < parts; part++) {
            WindowCounter mine = REFERENCE.counter();
            for (int i = part; i < 200; i += parts) {
                mine.add(order.get(i));
            }
            merged.add(WindowProfile.fromBytes(mine.profile().toBytes()));
        }
        assertArrayEquals(whole.profile().toBytes(), merged.profile().toBytes());
        assertEquals(whole.profile(), merged.profile());
    }

    @Test
    void momentsAreThoseOfTheValues() {
        double[] data = rows(new SplittableRandom(9), 5_000);
        double[] kept = data.clone();
        WindowCounter counter = REFERENCE.counter();
        counter.addAll(data, 5_000);
        GridSums sums = counter.profile().features().get(0).sums();
        Moments moments = Moments.of(IntStream.range(0, 5_000)
                .mapToDouble(i -> data[2 * i])
                .filter(Double::isFinite)
                .toArray());
        assertEquals(moments.mean(), sums.mean(), 1e-6 * moments.standardDeviation());
        assertEquals(1, sums.standardDeviation() / moments.standardDeviation(), 1e-6);
        assertArrayEquals(kept, data);
    }

    @Test
    void oneOutlierMovesTheMeanByABoundedAmount() {
        WindowCounter counter = REFERENCE.counter();
        for (int i = 0; i < 9_999; i++) {
            counter.add(new double[] {20, 0});
        }
        counter.add(new double[] {1e300, 0});
        GridSums sums = counter.profile().features().get(0).sums();
        double sd = REFERENCE.profile().features().get(0).standardDeviation();
        assertTrue(sums.mean() - 20 < 0.3 * sd, "mean " + sums.mean());
    }

    @Test
    void aProfileOfThirtyColumnsIsSmall() {
        FeatureSchema schema = new FeatureSchema(IntStream.range(0, 30)
                .mapToObj(i -> Feature.numeric("feature-" + i))
                .toList());
        SplittableRandom random = new SplittableRandom(1);
        double[] data =
                IntStream.range(0, 30 * 500).mapToDouble(i -> gauss(random)).toArray();
        FrozenReference reference =
                FrozenReference.of(ReferenceProfiler.withDefaults().profile(Rows.of(schema, data)));
        WindowCounter counter = reference.counter();
        counter.addAll(data, 500);
        assertTrue(counter.profile().toBytes().length <= 20_000);
    }

    @Test
    void refusesOtherReferencesAndForms() {
        WindowCounter counter = REFERENCE.counter();
        WindowProfile other = reference(999).counter().profile();
        assertThrows(InvalidInputException.class, () -> counter.add(other));
        assertThrows(InvalidInputException.class, () -> WindowTests.compare(REFERENCE, other, 10));
        assertThrows(InvalidInputException.class, () -> WindowTests.compare(REFERENCE, counter.profile(), 0));
        assertThrows(InvalidInputException.class, () -> counter.add(new double[] {1}));
        assertThrows(InvalidInputException.class, () -> counter.addAll(new double[] {1, 2}, 2));
        byte[] later = new String(counter.profile().toBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("window/1", "window/2")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThrows(IntegrityException.class, () -> WindowProfile.fromBytes(later));
        assertEquals(0, counter.profile().rows());
    }

    @Test
    void testsTellTheSameFromTheShifted() {
        WindowCounter same = REFERENCE.counter();
        same.addAll(rows(new SplittableRandom(77), 800), 800);
        WindowTests.Result clean =
                WindowTests.compare(REFERENCE, same.profile(), 50).get(0);
        assertTrue(clean.psi().value() < 0.1
                && clean.chiSquareP().value() > 0.001
                && clean.ksP().value() > 0.001);
        double[] shifted = rows(new SplittableRandom(77), 800);
        for (int i = 0; i < shifted.length; i += 2) {
            shifted[i] += 20;
        }
        WindowCounter moved = REFERENCE.counter();
        moved.addAll(shifted, 800);
        List<WindowTests.Result> results = WindowTests.compare(REFERENCE, moved.profile(), 50);
        assertTrue(
                results.get(0).psi().low() > 0.1 && results.get(0).chiSquareP().value() < 1e-6);
        assertTrue(results.get(0).ksP().value() < 1e-6, results.get(0).toString());
        assertTrue(results.get(0).distances().totalVariation() > 0.1);
        assertFalse(results.get(1).ksP().known());
        assertTrue(results.get(1).chiSquareP().value() > 0.001);
    }

    @Test
    void tooFewValuesAreNoVerdict() {
        WindowCounter counter = REFERENCE.counter();
        counter.add(new double[] {1, 1});
        WindowTests.Result result =
                WindowTests.compare(REFERENCE, counter.profile(), 50).get(0);
        assertFalse(result.psi().known()
                || result.chiSquareP().known()
                || result.missingP().known());
    }

    private static FrozenReference reference(int n) {
        return FrozenReference.of(
                ReferenceProfiler.withDefaults().profile(Rows.of(SCHEMA, rows(new SplittableRandom(1), n))));
    }

    private static double[] rows(SplittableRandom random, int n) {
        double[] data = new double[2 * n];
        for (int i = 0; i < n; i++) {
            data[2 * i] = random.nextInt(50) == 0 ? Double.NaN : 20 + 15 * gauss(random);
            data[2 * i + 1] = random.nextInt(3);
        }
        return data;
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
