package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.SortedSample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class FalseAlarmBudgetTest {
    /** 100 years of 365 looks at 30 features of one model that never changes, tested by chi-square on counts. */
    @Test
    void holdsOverThirtyFeaturesAndAYearOfLooks() {
        double chance = 0.2;
        int years = 100;
        SplittableRandom random = new SplittableRandom(41);
        int alarmed = 0;
        for (int year = 0; year < years; year++) {
            FalseAlarmBudget budget = FalseAlarmBudget.of(chance, 365);
            boolean any = false;
            for (int day = 0; day < 365; day++) {
                List<Estimate> p = new ArrayList<>();
                for (int feature = 0; feature < 30; feature++) {
                    p.add(Estimate.exact(
                            ChiSquare.homogeneity(counts(random), counts(random))
                                    .p(),
                            128,
                            "test"));
                }
                FalseAlarmBudget.Look look = budget.look(p);
                any |= look.alarms().contains(true);
                budget = look.after();
            }
            assertEquals(365, budget.taken());
            alarmed += any ? 1 : 0;
        }
        int bound = new BinomialDistribution(null, years, chance).inverseCumulativeProbability(1 - 1e-6);
        assertTrue(alarmed <= bound, alarmed + " of " + years + ", at most " + bound);
    }

    /** The same with p-values that are exactly uniform and depend on each other as strongly as can be. */
    @Test
    void holdsForDependentFeatures() {
        SplittableRandom random = new SplittableRandom(42);
        int alarmed = 0;
        int years = 400;
        for (int year = 0; year < years; year++) {
            FalseAlarmBudget budget = FalseAlarmBudget.of(0.3, 100);
            boolean any = false;
            for (int day = 0; day < 100; day++) {
                double shared = random.nextDouble();
                List<Estimate> p = new ArrayList<>();
                for (int feature = 0; feature < 10; feature++) {
                    double own = (shared + feature / 10.0) % 1;
                    p.add(Estimate.exact(own, 9, "uniform"));
                }
                FalseAlarmBudget.Look look = budget.look(p);
                any |= look.alarms().contains(true);
                budget = look.after();
            }
            alarmed += any ? 1 : 0;
        }
        int most = new BinomialDistribution(null, years, 0.3).inverseCumulativeProbability(1 - 1e-6);
        int least = new BinomialDistribution(null, years, 0.2).inverseCumulativeProbability(1e-6);
        assertTrue(alarmed <= most && alarmed >= least, "alarmed " + alarmed);
    }

    @Test
    void correctsWithinALookAndCountsLooks() {
        FalseAlarmBudget budget = FalseAlarmBudget.of(0.1, 2);
        FalseAlarmBudget.Look look = budget.look(List.of(p(0.02), Estimate.notEnoughData(3, "few"), p(0.03), p(0.5)));
        assertEquals(0.05, look.level(), 1e-15);
        assertEquals(0.06, look.corrected().get(0), 1e-15);
        assertEquals(List.of(false, false, false, false), look.alarms());
        FalseAlarmBudget.Look second = look.after().look(List.of(p(0.02), p(0.5)));
        assertEquals(List.of(true, false), second.alarms());
        assertThrows(InvalidInputException.class, () -> second.after().look(List.of(p(0.5))));
    }

    @Test
    void aLookWithoutDataCostsNothing() {
        FalseAlarmBudget budget = FalseAlarmBudget.of(0.1, 2);
        FalseAlarmBudget.Look look = budget.look(List.of(Estimate.notEnoughData(0, "none")));
        assertEquals(budget, look.after());
        assertEquals(List.of(false), look.alarms());
    }

    @Test
    void refusesWhatIsNoBudget() {
        assertThrows(InvalidInputException.class, () -> FalseAlarmBudget.of(0, 10));
        assertThrows(InvalidInputException.class, () -> FalseAlarmBudget.of(1, 10));
        assertThrows(InvalidInputException.class, () -> FalseAlarmBudget.of(0.1, 0));
        assertThrows(InvalidInputException.class, () -> new FalseAlarmBudget(0.1, 3, 4));
        assertThrows(InvalidInputException.class, () -> new Detectable(1, 10, 0.1, 0.8));
        assertThrows(InvalidInputException.class, () -> new Detectable(10, 10, 0, 0.8));
        assertThrows(InvalidInputException.class, () -> new Detectable(10, 10, 0.1, 1));
        assertThrows(InvalidInputException.class, () -> new Detectable(10, 10, 0.1, 0.8).rise(2));
    }

    /** The stated power is reached in simulation: 500 windows that drifted by the smallest detectable change. */
    @Test
    void powerIsAsStated() {
        Detectable detectable = new Detectable(2_000, 500, 0.01, 0.8);
        double distance = detectable.ksDistance().value();
        double rise = detectable.rise(0.1).value();
        SplittableRandom random = new SplittableRandom(3);
        int seenKs = 0;
        int seenRise = 0;
        int runs = 500;
        for (int run = 0; run < runs; run++) {
            SortedSample reference = SortedSample.of(random.doubles(2_000).toArray());
            SortedSample window =
                    SortedSample.of(random.doubles(500).map(v -> v + distance).toArray());
            seenKs += KolmogorovSmirnov.test(reference, window).p() <= 0.01 ? 1 : 0;
            long before = hits(random, 2_000, 0.1);
            long now = hits(random, 500, 0.1 + rise);
            seenRise += ChiSquare.homogeneity(new long[] {before, 2_000 - before}, new long[] {now, 500 - now})
                                    .p()
                            <= 0.01
                    ? 1
                    : 0;
        }
        double wide = 5 * Math.sqrt(0.8 * 0.2 * runs);
        assertTrue(seenKs >= 0.8 * runs - wide, "seen " + seenKs);
        assertEquals(0.8 * runs, seenRise, wide);
        // z(0.005) + z(0.2) = 2.5758293 + 0.8416212
        assertEquals(
                3.4174505 * Math.sqrt(1 / 2_000.0 + 1 / 500.0),
                detectable.meanShift().value(),
                1e-7);
    }

    @Test
    void tooLittleTrafficSeesNothing() {
        Detectable few = new Detectable(3, 3, 1e-6, 0.9);
        assertFalse(few.ksDistance().known());
        assertFalse(few.rise(0.5).known());
    }

    private static Estimate p(double value) {
        return Estimate.exact(value, 10, "test");
    }

    private static long hits(SplittableRandom random, int n, double share) {
        long hits = 0;
        for (int i = 0; i < n; i++) {
            hits += random.nextDouble() < share ? 1 : 0;
        }
        return hits;
    }

    /** 128 cases dealt to 4 bins evenly. */
    private static long[] counts(SplittableRandom random) {
        long[] counts = new long[4];
        for (int word = 0; word < 4; word++) {
            long bits = random.nextLong();
            for (int i = 0; i < 32; i++, bits >>>= 2) {
                counts[(int) bits & 3]++;
            }
        }
        return counts;
    }
}
