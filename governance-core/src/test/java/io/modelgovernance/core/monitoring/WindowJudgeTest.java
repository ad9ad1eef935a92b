package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.NullLevels;
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
        return MonitorDefinition.of(VERSION, DAILY)
                .chance(chance)
                .sizes(Levels.above(1e-12, 1e-12))
                .shares(Levels.above(1e-12, 1e-12));
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
            WindowJudge judge = new WindowJudge(bySignificance(chance), reference, InForce.NOTHING);
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
        return new WindowJudge(MonitorDefinition.of(VERSION, DAILY), reference, InForce.NOTHING)
                .judge(counter.profile());
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

    /** Levels by chance are beyond what clean windows of that size show, whatever the size: fixed ones are not. */
    @Test
    void sizesByChanceGrowAsWindowsShrinkAndComeOutTheSameAgain() {
        double[] uniform = new SplittableRandom(1).doubles(2_000).toArray();
        FrozenReference reference = FrozenReference.of(
                ReferenceProfiler.withDefaults().profile(Rows.of(FeatureSchema.of(Feature.numeric("x")), uniform)));
        MonitorDefinition byChance = MonitorDefinition.of(VERSION, DAILY)
                .sizes(Levels.above(0.10, 0.25).clear(0.05, 0.20))
                .sizesByChance(new NullLevels(0.05, 0.01, 199, 7));
        Levels small = Sizes.of(byChance, reference.profile().features().get(0), 60);
        Levels great = Sizes.of(byChance, reference.profile().features().get(0), 100_000);
        assertTrue(small.alarm() > 0.25 && small.warning() < small.alarm(), small::toString);
        assertTrue(great.alarm() < 0.02 && great.warning() > 0, great::toString);
        assertEquals(0.8 * small.alarm(), small.alarmClear(), 1e-15);
        assertEquals(0.5 * small.warning(), small.warningClear(), 1e-15);
        assertEquals(small, Sizes.of(byChance, reference.profile().features().get(0), 60));
        int over = 0;
        SplittableRandom random = new SplittableRandom(4);
        for (int run = 0; run < 400; run++) {
            WindowCounter counter = reference.counter();
            counter.addAll(random.doubles(60).toArray(), 60);
            FeatureLook look = new WindowJudge(MonitorDefinition.of(VERSION, DAILY), reference, InForce.NOTHING)
                    .judge(counter.profile())
                    .get(0);
            over += look.stability().value() > small.warning() ? 1 : 0;
        }
        assertTrue(
                Binomial.atLeast(over, 400, 0.05) > 1e-4 && Binomial.atMost(over, 400, 0.05) > 1e-4, over + " of 400");
        double[] moved = Arrays.stream(uniform).limit(400).map(v -> v * v).toArray();
        WindowCounter counter = reference.counter();
        counter.addAll(moved, 400);
        assertEquals(
                DriftVerdict.DRIFT,
                new WindowJudge(byChance, reference, InForce.NOTHING)
                        .judge(counter.profile())
                        .get(0)
                        .verdict());
    }

    @Test
    void whatIsNoChanceIsRefused() {
        assertThrows(InvalidInputException.class, () -> new NullLevels(0.01, 0.05, 199, 7));
        assertThrows(InvalidInputException.class, () -> new NullLevels(0.05, 0.01, 98, 7));
        assertThrows(InvalidInputException.class, () -> new NullLevels(0.05, 0.01, 10_001, 7));
        assertEquals(99, new NullLevels(0.05, 0.01, 99, 7).draws());
    }
}
