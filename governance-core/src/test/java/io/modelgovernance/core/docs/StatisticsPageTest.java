package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.monitoring.Detectable;
import io.modelgovernance.core.monitoring.FalseAlarmBudget;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.core.profile.WindowTests;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.SortedSample;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The examples of docs/statistics.md. */
class StatisticsPageTest {
    @Test
    void exactWithTies() {
        // region ks
        var reference = SortedSample.of(new double[] {1, 2, 2, 3, 3, 3, 4, 5}); // sorted once, kept
        var today = SortedSample.of(new double[] {2, 3, 3, 4, 4, 5, 5, 5, 6});
        var result = KolmogorovSmirnov.test(reference, today);
        result.d(); // 0.4167
        result.p(); // 0.2155, exact given the ties
        // end
        assertEquals(0.4167, result.d(), 5e-5);
        assertEquals(0.2155, result.p(), 5e-5);
    }

    @Test
    void profiles() {
        SplittableRandom random = new SplittableRandom(1);
        Rows trainingRows = rows(random, 2_000, 0);
        Rows firstHalf = rows(random, 250, 0.5);
        Rows secondHalf = rows(random, 250, 0.5);
        // region profile
        var reference = FrozenReference.of(ReferenceProfiler.withDefaults().profile(trainingRows));
        WindowCounter here = reference.counter();
        here.add(firstHalf); // or row by row: here.add(double[])
        WindowCounter elsewhere = reference.counter();
        elsewhere.add(secondHalf);
        byte[] sent = elsewhere.profile().toBytes(); // about 300 bytes a feature
        here.add(WindowProfile.fromBytes(sent)); // the same bits in any order

        List<WindowTests.Result> tests = WindowTests.compare(reference, here.profile(), 50);
        tests.get(0).psi(); // with its interval; unknown below 50 values
        // end
        assertEquals(500, here.profile().rows());
        // region budget
        var budget = FalseAlarmBudget.of(0.05, 365); // 5 % a year, one look a day
        List<Estimate> p = tests.stream().map(WindowTests.Result::chiSquareP).toList();
        FalseAlarmBudget.Look look = budget.look(p);
        look.alarms(); // [true]
        budget = look.after(); // 364 looks left

        var detectable = new Detectable(2_000, 500, budget.level() / p.size(), 0.8);
        detectable.meanShift().value(); // 0.23 standard deviations
        // end
        assertEquals(List.of(true), look.alarms());
        assertEquals(0.23, detectable.meanShift().value(), 0.005);
        assertTrue(tests.get(0).psi().known());
    }

    private static Rows rows(SplittableRandom random, int n, double shift) {
        return Rows.of(
                FeatureSchema.of(Feature.numeric("income")),
                random.doubles(n).map(v -> v + shift).toArray());
    }
}
