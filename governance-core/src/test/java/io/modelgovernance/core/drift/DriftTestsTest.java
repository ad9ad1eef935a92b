package io.modelgovernance.core.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTestsTest {
    private static final double[] REFERENCE = Windows.values(1_000, i -> i * 7919 % 1_000);
    private static final FeatureProfile NUMBERS = Windows.numeric(REFERENCE);
    private static final Feature PURPOSE =
            Feature.categorical("purpose", "car", "house").orMissing();
    private static final List<DriftTest> ALL = List.of(
            KsDrift.withDefaults(),
            ChiSquareDrift.withDefaults(),
            PsiDrift.withDefaults(),
            WassersteinDrift.withDefaults());

    @Test
    void names() {
        assertEquals(
                List.of("ks", "chi-square", "psi", "wasserstein"),
                ALL.stream().map(DriftTest::method).toList());
        ALL.forEach(test ->
                assertEquals(test.method(), test.test(NUMBERS, REFERENCE).method()));
    }

    @Test
    void theReferenceItselfIsStableAndAShiftIsNot() {
        double[] shifted = Windows.values(500, i -> 2 * i * 0.5 + 500);
        for (DriftTest test : ALL) {
            DriftTestResult same = test.test(NUMBERS, REFERENCE);
            assertEquals(DriftVerdict.STABLE, same.verdict(), test.method());
            assertEquals(0, same.effect(), 1e-12);
            DriftTestResult moved = test.test(NUMBERS, shifted);
            assertEquals(DriftVerdict.DRIFT, moved.verdict(), test.method());
            assertTrue(moved.effect() > 0.25, moved.toString());
            assertEquals(1_000, moved.referenceCount());
            assertEquals(500, moved.currentCount());
        }
    }

    @Test
    void tooLittleDataIsAVerdict() {
        double[] few = Arrays.copyOf(REFERENCE, 49);
        for (DriftTest test : ALL) {
            DriftTestResult result = test.test(NUMBERS, few);
            assertEquals(DriftVerdict.NOT_ENOUGH_DATA, result.verdict());
            assertFalse(result.statistic().known() || result.pValue().known());
            assertEquals(
                    DriftVerdict.NOT_ENOUGH_DATA,
                    test.test(NUMBERS, new double[0]).verdict());
            assertEquals(
                    DriftVerdict.NOT_ENOUGH_DATA,
                    test.test(Windows.numeric(few), REFERENCE).verdict());
        }
        assertTrue(KsDrift.withDefaults()
                .withMinimumSample(49)
                .test(NUMBERS, few)
                .statistic()
                .known());
        assertTrue(PsiDrift.withDefaults()
                .withMinimumSample(49)
                .test(NUMBERS, few)
                .statistic()
                .known());
        assertTrue(ChiSquareDrift.withDefaults()
                .withMinimumSample(49)
                .test(NUMBERS, few)
                .statistic()
                .known());
        assertTrue(WassersteinDrift.withDefaults()
                .withMinimumSample(49)
                .test(NUMBERS, few)
                .statistic()
                .known());
    }

    @Test
    void missingValuesAreLeftOutAndNothingIsChanged() {
        double[] holes = Windows.values(1_500, i -> i % 3 == 0 ? Double.NaN : REFERENCE[i % 1_000]);
        double[] kept = holes.clone();
        double[] dense = Arrays.stream(holes).filter(v -> !Double.isNaN(v)).toArray();
        for (DriftTest test : ALL) {
            assertEquals(test.test(NUMBERS, dense), test.test(NUMBERS, holes));
        }
        assertArrayEquals(kept, holes);
        ALL.forEach(test -> assertThrows(
                InvalidInputException.class, () -> test.test(NUMBERS, new double[] {Double.NEGATIVE_INFINITY})));
    }

    @Test
    void everyOptionChangesTheAnswer() {
        double[] moved = Windows.values(200, i -> i * 5 + 60);
        DriftTestResult ks = KsDrift.withDefaults().test(NUMBERS, moved);
        double p = ks.pValue().value();
        assertEquals(
                KolmogorovSmirnov.test(Arrays.stream(REFERENCE).sorted().toArray(), moved)
                        .p(),
                p);
        assertEquals(
                DriftVerdict.DRIFT,
                KsDrift.withDefaults().withLevel(p).test(NUMBERS, moved).verdict());
        assertEquals(
                DriftVerdict.STABLE,
                KsDrift.withDefaults().withLevel(p * 0.99).test(NUMBERS, moved).verdict());
        double chi = ChiSquareDrift.withDefaults().test(NUMBERS, moved).pValue().value();
        assertEquals(
                DriftVerdict.DRIFT,
                ChiSquareDrift.withDefaults()
                        .withLevel(chi)
                        .test(NUMBERS, moved)
                        .verdict());
        assertEquals(
                DriftVerdict.STABLE,
                ChiSquareDrift.withDefaults()
                        .withLevel(chi * 0.99)
                        .test(NUMBERS, moved)
                        .verdict());
        double psi = PsiDrift.withDefaults().test(NUMBERS, moved).effect();
        assertEquals(
                DriftVerdict.WARNING,
                PsiDrift.withDefaults()
                        .withThresholds(psi, psi * 1.01)
                        .test(NUMBERS, moved)
                        .verdict());
        assertEquals(
                DriftVerdict.DRIFT,
                PsiDrift.withDefaults()
                        .withThresholds(psi, psi)
                        .test(NUMBERS, moved)
                        .verdict());
        double way = WassersteinDrift.withDefaults().test(NUMBERS, moved).effect();
        assertEquals(
                DriftVerdict.STABLE,
                WassersteinDrift.withDefaults()
                        .withThresholds(way * 1.01, 2)
                        .test(NUMBERS, moved)
                        .verdict());
        assertThrows(InvalidInputException.class, () -> KsDrift.withDefaults().withLevel(0));
        assertThrows(InvalidInputException.class, () -> KsDrift.withDefaults().withMinimumSample(1));
        assertThrows(InvalidInputException.class, () -> PsiDrift.withDefaults().withThresholds(0.2, 0.1));
        assertThrows(InvalidInputException.class, () -> PsiDrift.withDefaults().withThresholds(0, Double.NaN));
    }

    /** The case in which bins over the pooled range let one value hide a shift of the rest. */
    @Test
    void oneOutlierHidesNothing() {
        double[] shifted = Windows.values(1_000, i -> i * 0.9 + 150);
        double[] withOutlier = Arrays.copyOf(shifted, 1_001);
        withOutlier[1_000] = 1e12;
        double without = PsiDrift.withDefaults().test(NUMBERS, shifted).effect();
        assertEquals(without, PsiDrift.withDefaults().test(NUMBERS, withOutlier).effect(), 0.01);
        assertTrue(without > 0.25);
    }

    @Test
    void aConstantThatChangesIsSeen() {
        FeatureProfile constant = Windows.numeric(Windows.values(100, i -> 5));
        double[] other = Windows.values(100, i -> 7);
        assertEquals(
                DriftVerdict.DRIFT,
                PsiDrift.withDefaults().test(constant, other).verdict());
        DriftTestResult way = WassersteinDrift.withDefaults().test(constant, other);
        assertEquals(DriftVerdict.DRIFT, way.verdict());
        assertEquals(2, way.statistic().value());
        assertEquals(Double.MAX_VALUE, way.effect());
        assertEquals(
                0,
                WassersteinDrift.withDefaults()
                        .test(constant, Windows.values(60, i -> 5))
                        .effect());
    }

    @Test
    void categories() {
        FeatureProfile purpose = Windows.profile(PURPOSE, Windows.values(400, i -> i % 2));
        double[] unseen = Windows.values(100, i -> i % 5 < 2 ? 9 : i % 2);
        assertEquals(
                DriftVerdict.DRIFT,
                ChiSquareDrift.withDefaults().test(purpose, unseen).verdict());
        assertEquals(
                DriftVerdict.DRIFT,
                PsiDrift.withDefaults().test(purpose, unseen).verdict());
        assertThrows(InvalidInputException.class, () -> KsDrift.withDefaults().test(purpose, unseen));
        assertThrows(
                InvalidInputException.class,
                () -> WassersteinDrift.withDefaults().test(purpose, unseen));
    }
}
