package io.modelgovernance.core.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.stats.PairedBetting;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Comparison;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Looks after every outcome, for as long as it takes: how often is there an alarm? Seeds are fixed. */
class PeekingTest {
    private static final int RUNS = 600;
    private static final int OUTCOMES = 1_500;
    private static final double ALPHA = 0.05;
    private static final double SURE = 1 - 2e-6;

    private record Alarms(int anytime, int naive, long casesAtAlarm) {}

    /** Outcomes of both arms come mixed as the share says; each arm's chance may move with time. */
    private static Alarms run(
            double share, double margin, DoubleUnaryOperator champion, DoubleUnaryOperator challenger) {
        int anytime = 0;
        int naive = 0;
        long cases = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            MetricTally tally = new MetricTally();
            long[] hits = new long[2];
            long[] n = new long[2];
            boolean peeked = false;
            boolean shown = false;
            for (int i = 0; i < OUTCOMES; i++) {
                Arm arm = random.nextDouble() < share ? Arm.CHALLENGER : Arm.CHAMPION;
                double time = (double) i / OUTCOMES;
                double chance = (arm == Arm.CHALLENGER ? challenger : champion).applyAsDouble(time);
                boolean hit = random.nextDouble() < chance;
                tally.add("w", new OutcomeNote("default", arm, share, hit, "d-" + i));
                n[arm.ordinal()]++;
                hits[arm.ordinal()] += hit ? 1 : 0;
                peeked |= i > 50 && z(hits, n) > 1.645;
                if (!shown && i % 10 == 0 && shown(tally, margin)) {
                    shown = true;
                    cases += i;
                }
            }
            anytime += shown ? 1 : 0;
            naive += peeked ? 1 : 0;
        }
        return new Alarms(anytime, naive, anytime == 0 ? 0 : cases / anytime);
    }

    private static boolean shown(MetricTally tally, double margin) {
        return tally.logEvidence(margin) >= -Math.log(ALPHA);
    }

    private static double z(long[] hits, long[] n) {
        double a = (double) hits[Arm.CHALLENGER.ordinal()] / n[Arm.CHALLENGER.ordinal()];
        double b = (double) hits[Arm.CHAMPION.ordinal()] / n[Arm.CHAMPION.ordinal()];
        double p = (double) (hits[0] + hits[1]) / (n[0] + n[1]);
        return (a - b) / Math.sqrt(p * (1 - p) * (1.0 / n[0] + 1.0 / n[1]));
    }

    @Test
    void equalArmsRaiseNoMoreAlarmsThanStated() {
        Alarms even = run(0.5, 0, time -> 0.3, time -> 0.3);
        assertTrue(Proportions.of(even.anytime(), RUNS, SURE).low() <= ALPHA, even::toString);
        assertTrue(
                Proportions.of(even.naive(), RUNS, SURE).low() > ALPHA,
                () -> "the same data deceive who peeks with a fixed-sample test: " + even);
        Alarms few = run(0.1, 0, time -> 0.05, time -> 0.05);
        assertTrue(Proportions.of(few.anytime(), RUNS, SURE).low() <= ALPHA, few::toString);
    }

    @Test
    void aBaseRateThatMovesForBothIsNoDifference() {
        DoubleUnaryOperator moving = time -> 0.1 + 0.6 * time;
        Alarms alarms = run(0.25, 0, moving, moving);
        assertTrue(Proportions.of(alarms.anytime(), RUNS, SURE).low() <= ALPHA, alarms::toString);
    }

    @Test
    void harmJustAtTheToleranceIsTolerated() {
        Alarms alarms = run(0.5, 0.1, time -> 0.2, time -> 0.3);
        assertTrue(Proportions.of(alarms.anytime(), RUNS, SURE).low() <= ALPHA, alarms::toString);
    }

    @Test
    void harmIsFoundEarly() {
        Alarms alarms = run(0.5, 0, time -> 0.2, time -> 0.4);
        assertTrue(Proportions.of(alarms.anytime(), RUNS, SURE).low() > 0.95, alarms::toString);
        assertTrue(alarms.casesAtAlarm() < OUTCOMES / 2, alarms::toString);
    }

    @Test
    void blocksAreSettledByTheShareAlone() {
        PairedBetting betting = new PairedBetting();
        Blocks blocks = new Blocks(0.2, betting);
        blocks.add(Arm.CHALLENGER, true);
        for (int i = 0; i < 3; i++) {
            blocks.add(Arm.CHAMPION, false);
        }
        assertEquals(0, betting.blocks(), "four of the champion to one of the challenger");
        blocks.add(Arm.CHAMPION, true);
        assertEquals(1, betting.blocks());
        assertEquals(0.75, betting.difference(0.95).value(), 0);
        PairedBetting turned = new PairedBetting();
        Blocks most = new Blocks(0.75, turned);
        most.add(Arm.CHAMPION, true);
        for (int i = 0; i < 3; i++) {
            most.add(Arm.CHALLENGER, i == 0);
        }
        assertEquals(1 / 3.0 - 1, turned.difference(0.95).value(), 1e-15);
        new Blocks(1, new PairedBetting()).add(Arm.CHALLENGER, true);
    }

    @Test
    void aComparisonCountsEverything() {
        MetricTally tally = new MetricTally();
        tally.add("w", new OutcomeNote("default", Arm.CHALLENGER, 0.5, true, "d-1"));
        tally.add("w", new OutcomeNote("default", Arm.CHAMPION, 0.25, false, "d-2"));
        Comparison before = tally.compare("default", 0, ALPHA);
        assertTrue(!before.difference().known(), "outcomes of different shares are not set against each other");
        tally.add("v", new OutcomeNote("default", Arm.CHAMPION, 0.5, false, "d-3"));
        assertTrue(!tally.compare("default", 0, ALPHA).difference().known());
        tally.add("w", new OutcomeNote("default", Arm.CHAMPION, 0.5, false, "d-4"));
        Comparison after = tally.compare("default", 0, ALPHA);
        assertEquals(1, after.difference().value(), 0);
        assertEquals(3, after.championCases());
        assertEquals(1, after.challengerHits());
    }
}
