package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WindowJudgeTest {
    private static final VersionId VERSION = new VersionId("credit-risk", 1);
    private static final WindowPlan DAILY = WindowPlan.daily("UTC");

    /** One alarm per significant test, however small the change, so that the budget alone is what holds. */
    private static MonitorDefinition bySignificance(double chance) {
        return new MonitorDefinition(VERSION, DAILY, 50, chance, 1e-12, 1e-12, 1, 1);
    }

    /** Thirty features a day for years, none of which changes: every third a category, some values missing. */
    @Test
    void theBudgetHoldsOverThirtyFeaturesAndAYearOfWindows() {
        int features = 30;
        int years = 10;
        double chance = 0.2;
        FeatureSchema schema = FeatureSchema.of(IntStream.range(0, features)
                .mapToObj(i -> i % 3 == 2 ? Feature.categorical("f" + i, "a", "b", "c") : Feature.numeric("f" + i))
                .toArray(Feature[]::new));
        SplittableRandom random = new SplittableRandom(11);
        int wrong = 0;
        for (int year = 0; year < years; year++) {
            FrozenReference reference = FrozenReference.of(
                    ReferenceProfiler.withDefaults().profile(Rows.of(schema, values(random, 600, features))));
            WindowJudge judge = new WindowJudge(bySignificance(chance), reference);
            boolean alarm = false;
            for (int day = 0; day < 365; day++) {
                WindowCounter counter = reference.counter();
                counter.addAll(values(random, 80, features), 80);
                alarm |= judge.judge(counter.profile()).stream().anyMatch(one -> one.verdict() == DriftVerdict.DRIFT);
            }
            wrong += alarm ? 1 : 0;
        }
        double p = Binomial.atLeast(wrong, years, chance);
        assertTrue(p > 1e-4, wrong + " of " + years + " years had a false alarm at " + chance);
    }

    private static double[] values(SplittableRandom random, int rows, int features) {
        double[] data = new double[rows * features];
        for (int i = 0; i < data.length; i++) {
            double u = random.nextDouble();
            data[i] = i % features % 3 == 2 ? Math.floor(3 * u * u) : i % features == 4 && u < 0.05 ? Double.NaN : u;
        }
        return data;
    }

    private static List<FeatureLook> look(double[] before, double[] now) {
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("x"));
        FrozenReference reference =
                FrozenReference.of(ReferenceProfiler.withDefaults().profile(Rows.of(schema, before)));
        WindowCounter counter = reference.counter();
        counter.addAll(now, now.length);
        return new WindowJudge(MonitorDefinition.of(VERSION, DAILY), reference).judge(counter.profile());
    }

    private static double[] all(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    @Test
    void aConstantThatBecomesAnotherIsDrift() {
        assertEquals(DriftVerdict.DRIFT, look(all(500, 5), all(200, 7)).get(0).verdict());
        assertEquals(DriftVerdict.DRIFT, look(all(500, 5), all(200, 3)).get(0).verdict());
        assertEquals(DriftVerdict.STABLE, look(all(500, 5), all(200, 5)).get(0).verdict());
    }

    @Test
    void aFeatureThatIsGoneIsDriftThoughNoValueIsLeft() {
        FeatureLook gone = look(all(500, 5), all(200, Double.NaN)).get(0);
        assertEquals(DriftVerdict.DRIFT, gone.verdict());
        assertEquals("missing", gone.tests().get(1).method());
        assertEquals(DriftVerdict.DRIFT, gone.tests().get(1).verdict());
        assertEquals(DriftVerdict.NOT_ENOUGH_DATA, gone.tests().get(0).verdict());
    }

    @Test
    void tooFewValuesAreNoVerdict() {
        assertEquals(
                DriftVerdict.NOT_ENOUGH_DATA,
                look(all(500, 5), all(49, 7)).get(0).verdict());
        assertEquals(
                DriftVerdict.NOT_ENOUGH_DATA,
                look(all(500, 5), new double[0]).get(0).verdict());
    }

    @Test
    void oneOutlierIsNoDriftAndHidesNone() {
        double[] uniform = new SplittableRandom(1).doubles(2_000).toArray();
        double[] calm = new SplittableRandom(2).doubles(500).toArray();
        calm[7] = 1e300;
        assertEquals(DriftVerdict.STABLE, look(uniform, calm).get(0).verdict());
        double[] moved =
                Arrays.stream(calm).map(v -> v == 1e300 ? v : 0.4 + 0.6 * v).toArray();
        assertEquals(DriftVerdict.DRIFT, look(uniform, moved).get(0).verdict());
    }
}
