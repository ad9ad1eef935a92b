package io.modelgovernance.core.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReferenceProfilerTest {
    @Test
    void freezesDeciles() {
        FeatureProfile profile = Windows.numeric(Windows.values(1_000, i -> (i * 7919 % 1_000) + 1));
        assertEquals(9, profile.edges().size());
        assertEquals(100.9, profile.edges().get(0), 1e-9);
        profile.binCounts().forEach(count -> assertEquals(100, count));
        assertEquals(1_000, profile.count());
        assertEquals(500.5, profile.mean(), 1e-9);
        assertEquals(288.8194360957494, profile.standardDeviation(), 1e-9);
        assertEquals(1, profile.min());
        assertEquals(1_000, profile.max());
        assertTrue(profile.complete());
    }

    @Test
    void aSharedValueHasABinOfItsOwn() {
        FeatureProfile constant = Windows.numeric(Windows.values(100, i -> 5));
        assertEquals(List.of(Math.nextDown(5.0), 5.0), constant.edges());
        assertEquals(List.of(0L, 100L, 0L), constant.binCounts());
        FeatureProfile mostlyOne = Windows.numeric(Windows.values(100, i -> i < 5 ? 0 : 1));
        assertEquals(List.of(5L, 95L, 0L), mostlyOne.binCounts());
        FeatureProfile inflated = Windows.numeric(Windows.values(100, i -> i < 60 ? 0 : i));
        assertEquals(0, inflated.binCounts().get(0));
        assertEquals(60, inflated.binCounts().get(1));
    }

    @Test
    void keepsABoundedSampleAndSaysSo() {
        double[] values = Windows.values(25_000, i -> i * 7919L % 25_000);
        FeatureProfile profile = Windows.numeric(values);
        assertEquals(10_000, profile.sample().size());
        assertFalse(profile.complete());
        for (int i = 1; i < 10_000; i++) {
            assertEquals((i + 0.5) * 2.5, profile.sample().get(i), 1.5);
        }
        Rows rows = Windows.column(Feature.numeric("x"), values);
        assertEquals(
                50,
                ReferenceProfiler.withDefaults()
                        .withSampleSize(50)
                        .profile(rows)
                        .features()
                        .get(0)
                        .sample()
                        .size());
        assertEquals(
                4,
                ReferenceProfiler.withDefaults()
                        .withBins(4)
                        .profile(rows)
                        .features()
                        .get(0)
                        .binCounts()
                        .size());
    }

    @Test
    void countsMissingAndUnseen() {
        FeatureProfile purpose = Windows.profile(
                Feature.categorical("purpose", "car", "house").orMissing(),
                new double[] {0, 1, 1, -0.0, Double.NaN, 7, -1, 0.5});
        assertEquals(List.of(2L, 2L, 3L), purpose.binCounts());
        assertEquals(1, purpose.missing());
        FeatureProfile nothing = Windows.numeric(new double[] {Double.NaN, Double.NaN});
        assertEquals(0, nothing.count());
        assertEquals(List.of(0L), nothing.binCounts());
        assertEquals(0, nothing.mean());
    }

    @Test
    void isAPlainValueThatSurvivesJson() {
        Rows rows = Windows.clean(new SplittableRandom(1), 300);
        Profile profile = ReferenceProfiler.withDefaults().profile(rows);
        assertEquals(profile, ReferenceProfiler.withDefaults().profile(rows));
        byte[] json = RecordCodec.write(profile);
        Profile read = RecordCodec.read(Profile.class, json);
        assertEquals(profile, read);
        assertArrayEquals(json, RecordCodec.write(read));
    }

    @Property(tries = 100)
    void orderOfRowsDoesNotMatterAndNothingIsChanged(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -5, max = 5) Integer> raw) {
        double[] values = Windows.values(raw.size(), raw::get);
        double[] turned = Windows.values(raw.size(), i -> raw.get(raw.size() - 1 - i));
        double[] kept = values.clone();
        assertEquals(Windows.numeric(values), Windows.numeric(turned));
        assertArrayEquals(kept, values);
    }

    @Test
    void refusesWhatCannotBeFrozen() {
        ReferenceProfiler profiler = ReferenceProfiler.withDefaults();
        Feature x = Feature.numeric("x");
        assertThrows(InvalidInputException.class, () -> profiler.profile(Windows.column(x, new double[0])));
        assertThrows(
                InvalidInputException.class,
                () -> profiler.profile(Windows.column(x, new double[] {1, Double.POSITIVE_INFINITY})));
        assertThrows(
                InvalidInputException.class,
                () -> profiler.profile(Windows.column(x, new double[] {Double.MAX_VALUE, -Double.MAX_VALUE})));
        assertThrows(InvalidInputException.class, () -> profiler.withBins(1));
        assertThrows(InvalidInputException.class, () -> profiler.withSampleSize(1));
    }
}
