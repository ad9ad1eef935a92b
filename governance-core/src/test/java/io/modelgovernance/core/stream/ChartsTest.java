package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charts against published run lengths, anytime-valid tests against their promise. */
class ChartsTest {
    /** Montgomery, Introduction to Statistical Quality Control, table 9.3: allowance 0.5, thresholds 4 and 5. */
    @ParameterizedTest
    @CsvSource({"4, 0, 168", "4, 1, 8.38", "5, 0, 465", "5, 1, 10.4", "5, 2, 4.01"})
    void cusumHasThePublishedRunLengths(double threshold, double shift, double expected) {
        double length = runLength(() -> Cusum.of(new Cusum.Settings(0, 1, 0.5, threshold)), shift);
        assertEquals(1, length / expected, 0.06);
    }

    /** Lucas and Saccucci (1990), table 1: weight 0.1 with limit 2.814, and 0.25 with 2.998. */
    @ParameterizedTest
    @CsvSource({"0.1, 2.814, 0, 500", "0.1, 2.814, 1, 10.3", "0.25, 2.998, 0, 500", "0.25, 2.998, 1, 11.0"})
    void ewmaHasThePublishedRunLengths(double weight, double limit, double shift, double expected) {
        double length = runLength(() -> Ewma.of(new Ewma.Settings(0, 1, weight, limit)), shift);
        assertEquals(1, length / expected, 0.06);
    }

    private static double runLength(Supplier<StreamDetector> make, double shift) {
        SplittableRandom random = new SplittableRandom(17);
        int runs = 4_000;
        long steps = 0;
        for (int run = 0; run < runs; run++) {
            StreamDetector detector = make.get();
            do {
                steps++;
            } while (detector.update(random.nextGaussian() + shift) != Signal.DRIFT);
        }
        return (double) steps / runs;
    }

    /**
     * Looked at after every value of 2,000 streams of 1,500 values: the share that ever alarms may exceed alpha only as
     * often as one time in a million a coin of that chance does.
     */
    @Test
    void anytimeValidTestsKeepTheirPromise() {
        double alpha = 0.05;
        int runs = 2_000;
        int bound = new BinomialDistribution(null, runs, alpha).inverseCumulativeProbability(1 - 1e-6);
        int betting = 0;
        int edge = 0;
        int martingale = 0;
        SplittableRandom random = new SplittableRandom(23);
        for (int run = 0; run < runs; run++) {
            long[] reference = new long[11];
            for (int i = 0; i < 300; i++) {
                reference[random.nextInt(11)]++;
            }
            StreamDetector inside = MeanBetting.of(new MeanBetting.Settings(0.15, 0.25, alpha));
            StreamDetector atEdge = MeanBetting.of(new MeanBetting.Settings(0.2, 0.2, alpha));
            StreamDetector exchangeable = martingale(alpha, run, reference);
            boolean[] alarmed = new boolean[3];
            for (int i = 0; i < 1_500; i++) {
                double error = random.nextDouble() < 0.2 ? 1 : 0;
                alarmed[0] |= inside.update(error) == Signal.DRIFT;
                alarmed[1] |= atEdge.update(error) == Signal.DRIFT;
                alarmed[2] |= exchangeable.update(random.nextInt(11)) == Signal.DRIFT;
            }
            betting += alarmed[0] ? 1 : 0;
            edge += alarmed[1] ? 1 : 0;
            martingale += alarmed[2] ? 1 : 0;
        }
        assertTrue(betting <= bound && edge <= bound && martingale <= bound, betting + " " + edge + " " + martingale);
        assertTrue(edge > 0 && martingale > 0, "A test that never errs is no test.");
    }

    @Test
    void anytimeValidTestsSeeAChangeAndStayThere() {
        SplittableRandom random = new SplittableRandom(2);
        long[] reference = new long[11];
        for (int i = 0; i < 1_000; i++) {
            reference[random.nextInt(11)]++;
        }
        StreamDetector falling = MeanBetting.of(new MeanBetting.Settings(0.4, 0.6, 0.001));
        StreamDetector moved = martingale(0.001, 1, reference);
        Signal lastFalling = Signal.NONE;
        Signal lastMoved = Signal.NONE;
        boolean warned = false;
        for (int i = 0; i < 1_000; i++) {
            lastFalling = falling.update(random.nextDouble() < 0.2 ? 1 : 0);
            lastMoved = moved.update(Math.min(10, random.nextInt(11) + 3));
            warned |= lastMoved == Signal.WARNING;
        }
        assertEquals(Signal.DRIFT, lastFalling);
        assertEquals(Signal.DRIFT, lastMoved);
        assertTrue(warned);
        assertEquals(Signal.DRIFT, falling.update(1));
    }

    @Test
    void moneyIsFairAtTheBound() {
        MeanBetting betting = MeanBetting.of(new MeanBetting.Settings(0.3, 0.3, 0.01));
        double mean = 0;
        for (int bits = 0; bits < 1 << 10; bits++) {
            MeanBetting one = (MeanBetting) betting.state().restore();
            double chance = 1;
            for (int i = 0; i < 10; i++) {
                boolean hit = (bits >> i & 1) == 1;
                chance *= hit ? 0.3 : 0.7;
                one.update(hit ? 1 : 0);
            }
            mean += chance * one.evidence();
        }
        assertEquals(1, mean, 1e-12);
    }

    @Test
    void kswinSeesAChangeOfShape() {
        SplittableRandom random = new SplittableRandom(6);
        Kswin kswin = Kswin.of(Kswin.Settings.defaults());
        int early = 0;
        for (int i = 0; i < 3_000; i++) {
            early += kswin.update(random.nextGaussian()) == Signal.DRIFT ? 1 : 0;
        }
        assertTrue(early <= 4, "false alarms " + early);
        boolean seen = false;
        for (int i = 0; i < 60; i++) {
            seen |= kswin.update(random.nextGaussian() + 3) == Signal.DRIFT;
        }
        assertTrue(seen);
    }

    @Test
    void adwinFollowsTheMeanInLogarithmicMemory() {
        Adwin adwin = Adwin.of(Adwin.Settings.defaults());
        SplittableRandom random = new SplittableRandom(9);
        double sum = 0;
        for (int i = 0; i < 50_000; i++) {
            double value = random.nextDouble();
            sum += value;
            adwin.update(value);
        }
        assertEquals(50_000, adwin.width());
        assertEquals(sum / 50_000, adwin.mean(), 1e-9);
        assertTrue(adwin.state().memory().size() < 250);
        for (int i = 0; i < 2_000; i++) {
            adwin.update(random.nextDouble() / 4);
        }
        assertEquals(0.125, adwin.mean(), 0.02);
        assertTrue(adwin.width() < 2_300, "width " + adwin.width());
    }

    @Test
    void ddmDoesNotTakeTheFirstErrorForADrift() {
        Ddm ddm = Ddm.of(Ddm.Settings.defaults());
        for (int i = 0; i < 500; i++) {
            assertEquals(Signal.NONE, ddm.update(0));
        }
        assertFalse(ddm.update(1) == Signal.DRIFT);
    }

    @Test
    void hddmSeesAFallIfAsked() {
        HddmA one = HddmA.of(HddmA.Settings.defaults());
        HddmA two = HddmA.of(new HddmA.Settings(0.001, 0.005, true));
        boolean oneSeen = false;
        boolean twoSeen = false;
        for (int i = 0; i < 2_000; i++) {
            double value = i < 1_000 ? i % 2 : i % 10 == 0 ? 1 : 0;
            oneSeen |= one.update(value) == Signal.DRIFT;
            twoSeen |= two.update(value) == Signal.DRIFT;
        }
        assertTrue(twoSeen);
        assertFalse(oneSeen);
    }

    private static StreamDetector martingale(double alpha, int seed, long[] reference) {
        List<Double> edges = List.of(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5);
        List<Long> counts = java.util.Arrays.stream(reference).boxed().toList();
        return ConformalMartingale.of(new ConformalMartingale.Settings(alpha, seed, edges, counts));
    }
}
