package io.modelgovernance.core.drift;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ReferenceDriftMonitorTest {
    private static final Profile REFERENCE =
            ReferenceProfiler.withDefaults().profile(Windows.clean(new SplittableRandom(1), 2_000));
    private static final ReferenceDriftMonitor MONITOR = ReferenceDriftMonitor.of(REFERENCE);

    @Test
    void cleanWindowsAreStable() {
        DriftReport report = MONITOR.check(window(400, -1, v -> v));
        assertEquals(DriftVerdict.STABLE, report.verdict());
        assertEquals(400, report.rows());
        assertEquals(
                REFERENCE.schema().names(),
                report.features().stream().map(FeatureDrift::feature).toList());
        assertSame(REFERENCE, MONITOR.reference());
    }

    @Test
    void aShiftIsDriftOfThatFeatureOnly() {
        DriftReport report = MONITOR.check(window(400, 0, v -> v + 0.7));
        assertEquals(List.of(DriftVerdict.DRIFT, DriftVerdict.STABLE, DriftVerdict.STABLE), verdicts(report));
        assertEquals("DRIFT over 400 rows: [amount]", report.explanation());
        assertEquals(
                List.of("ks", "psi", "wasserstein"),
                report.features().get(0).tests().stream()
                        .map(test -> test.method())
                        .toList());
        assertEquals(
                List.of("chi-square", "psi"),
                report.features().get(2).tests().stream()
                        .map(test -> test.method())
                        .toList());
    }

    @Test
    void aSmallShiftOfAGreatWindowIsSignificantButStable() {
        FeatureDrift amount =
                MONITOR.check(window(20_000, 0, v -> v + 0.15)).features().get(0);
        assertTrue(amount.adjustedP() < 0.01, amount.reason());
        assertEquals(DriftVerdict.STABLE, amount.verdict());
    }

    @Test
    void missingValuesAreDriftOfTheirOwn() {
        FeatureDrift age = MONITOR.check(window(400, 1, v -> v < 35 ? Double.NaN : v))
                .features()
                .get(1);
        assertEquals(DriftVerdict.DRIFT, age.verdict());
        assertEquals(0.1, age.missingShareReference(), 0.02);
        assertTrue(age.missingShareCurrent() > 0.25);
        FeatureDrift gone =
                MONITOR.check(window(400, 1, v -> Double.NaN)).features().get(1);
        assertEquals(DriftVerdict.DRIFT, gone.verdict());
        assertEquals(400, gone.missing());
        FeatureDrift filled = MONITOR.check(window(2_000, 1, v -> Double.isNaN(v) ? 40 : v))
                .features()
                .get(1);
        assertTrue(filled.verdict() != DriftVerdict.STABLE, filled.reason());
    }

    @Test
    void unseenCategoriesAreDrift() {
        double[] some = {0};
        FeatureDrift purpose = MONITOR.check(window(400, 2, v -> some[0]++ % 6 == 0 ? 11 : v))
                .features()
                .get(2);
        assertEquals(DriftVerdict.DRIFT, purpose.verdict());
        assertEquals(67, purpose.unseenCategories());
        assertTrue(purpose.reason().contains("unseen 16.8%"), purpose.reason());
        FeatureDrift one = MONITOR.check(window(400, 2, v -> some[0]++ == 420 ? 11 : v))
                .features()
                .get(2);
        assertEquals(DriftVerdict.STABLE, one.verdict());
        assertEquals(1, one.unseenCategories());
    }

    @Test
    void tooLittleDataIsNeverStable() {
        for (int rows : new int[] {0, 1, 8, 49}) {
            DriftReport report = MONITOR.check(window(rows, 0, v -> v + 9));
            assertEquals(DriftVerdict.NOT_ENOUGH_DATA, report.verdict());
            report.features().forEach(one -> assertEquals(1, one.adjustedP()));
        }
        assertEquals(
                DriftVerdict.DRIFT, MONITOR.check(window(60, 0, v -> v + 9)).verdict());
        assertEquals(
                DriftVerdict.DRIFT,
                MONITOR.withMinimum(20).check(window(49, 0, v -> v + 9)).verdict());
        // Half the ages are known, too few of them; the other features say stable, the report does not.
        DriftReport half = ReferenceDriftMonitor.of(ReferenceProfiler.withDefaults()
                        .profile(Windows.column(
                                Feature.numeric("x").orMissing(),
                                Windows.values(200, i -> i % 2 == 0 ? i : Double.NaN))))
                .check(Windows.column(
                        Feature.numeric("x").orMissing(), Windows.values(80, i -> i % 2 == 0 ? i * 2.5 : Double.NaN)));
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, half.verdict());
    }

    @Test
    void everyOptionChangesTheAnswer() {
        Rows moved = window(400, 0, v -> v + 0.7);
        double p = MONITOR.check(moved).features().get(0).adjustedP();
        assertEquals(
                DriftVerdict.STABLE, MONITOR.withLevel(p * 0.99).check(moved).verdict());
        assertEquals(
                DriftVerdict.WARNING,
                MONITOR.withThresholds(0.1, 9).check(moved).verdict());
        assertEquals(
                DriftVerdict.STABLE, MONITOR.withThresholds(8, 9).check(moved).verdict());
        assertThrows(InvalidInputException.class, () -> MONITOR.withLevel(1));
        assertThrows(InvalidInputException.class, () -> MONITOR.withMinimum(1));
        assertThrows(InvalidInputException.class, () -> MONITOR.withThresholds(0.3, 0.2));
    }

    @Test
    void anotherSchemaIsRefused() {
        assertThrows(
                InvalidInputException.class,
                () -> MONITOR.check(Windows.column(Feature.numeric("amount"), new double[100])));
    }

    @Test
    void reportIsAPlainValueAndBlindToTheOrderOfRows() {
        Rows rows = window(300, 0, v -> v + 0.2);
        double[] data = rows.toArray();
        double[] turned = new double[data.length];
        for (int i = 0; i < 300; i++) {
            System.arraycopy(data, 3 * i, turned, 3 * (299 - i), 3);
        }
        DriftReport report = MONITOR.check(rows);
        assertEquals(report, MONITOR.check(Rows.of(Windows.SCHEMA, turned)));
        assertArrayEquals(data, rows.toArray());
        assertEquals(report, RecordCodec.read(DriftReport.class, RecordCodec.write(report)));
    }

    private static List<DriftVerdict> verdicts(DriftReport report) {
        return report.features().stream().map(FeatureDrift::verdict).toList();
    }

    private static Rows window(int rows, int column, DoubleUnaryOperator change) {
        double[] data = Windows.clean(new SplittableRandom(2), rows).toArray();
        for (int i = column; column >= 0 && i < data.length; i += 3) {
            data[i] = change.applyAsDouble(data[i]);
        }
        return Rows.of(Windows.SCHEMA, data);
    }
}
