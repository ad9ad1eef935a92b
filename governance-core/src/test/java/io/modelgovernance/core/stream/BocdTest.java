package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;

class BocdTest {
    /** Chances of all ways to cut ten values into stretches, each by its marginal likelihood in closed form (Murphy 2007). */
    @Test
    void itsBeliefIsThatOfAllWaysToCut() {
        double[] z = {0.3, -0.2, 0.1, 0.4, 2.9, 3.3, 2.7, 3.1, 3.4, 2.8};
        Bocd detector = Bocd.of(new Bocd.Settings(0, 1, 2, 50, 2, 0.999999));
        for (double value : z) {
            detector.update(value);
        }
        double ends = 1.0 / 50;
        double all = 0;
        double changed = 0;
        for (int cuts = 0; cuts < 1 << 10; cuts++) {
            double weight = 1;
            int from = 0;
            for (int i = 0; i < 10; i++) {
                boolean cut = (cuts >> i & 1) == 1;
                weight *= cut ? ends : 1 - ends;
                if (cut) {
                    weight *= Math.exp(marginal(z, from, i + 1));
                    from = i + 1;
                }
            }
            weight *= from < 10 ? Math.exp(marginal(z, from, 10)) : 1;
            int length = 10 - from;
            all += weight;
            changed += length >= 2 && length <= 8 ? weight : 0;
        }
        assertEquals(changed / all, detector.changed(), 1e-9);
        assertEquals(6, detector.length());
    }

    /** Of a stretch with a normal-gamma prior of mean 0, weight 1/4, shape 1 and rate 1. */
    private static double marginal(double[] z, int from, int to) {
        double n = to - from;
        double mean = 0;
        for (int i = from; i < to; i++) {
            mean += z[i] / n;
        }
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (z[i] - mean) * (z[i] - mean);
        }
        double weight = 0.25 + n;
        double shape = 1 + n / 2;
        double rate = 1 + squares / 2 + 0.25 * n * mean * mean / (2 * weight);
        return Gamma.logGamma(shape)
                - Gamma.logGamma(1)
                - shape * Math.log(rate)
                + 0.5 * Math.log(0.25 / weight)
                - n / 2 * Math.log(2 * Math.PI);
    }

    @Test
    void theRatioOfGammasIsRight() {
        for (double a : new double[] {1, 1.5, 29.5, 30, 1e3, 1e6}) {
            double expected = a > 1e5 ? 0.5 * Math.log(a) - 1 / (8 * a) : Gamma.logGamma(a + 0.5) - Gamma.logGamma(a);
            assertEquals(expected, Bocd.logRatio(a), 1e-11 * Math.max(1, a / 10));
        }
    }

    @Test
    void seesAShiftOfADeviationAndOfTheSpreadAndStaysQuietElse() {
        List<Integer> shifted = new ArrayList<>();
        List<Integer> spread = new ArrayList<>();
        int alarms = 0;
        for (int run = 0; run < 21; run++) {
            SplittableRandom random = new SplittableRandom(run);
            Bocd one = Bocd.of(Bocd.Settings.around(0, 1));
            Bocd two = Bocd.of(Bocd.Settings.around(0, 1));
            for (int i = 0; i < 1_000; i++) {
                double z = gauss(random);
                alarms += one.update(z) == Signal.DRIFT ? 1 : 0;
                two.update(z);
            }
            shifted.add(delay(one, random, 1, 1));
            spread.add(delay(two, random, 0, 2));
        }
        Collections.sort(shifted);
        Collections.sort(spread);
        assertTrue(alarms <= 1, "alarms " + alarms);
        assertTrue(shifted.get(10) <= 60, shifted.toString());
        assertTrue(spread.get(10) <= 80, spread.toString());
    }

    private static int delay(Bocd detector, SplittableRandom random, double mean, double deviation) {
        int delay = 1;
        while (delay < 2_000 && detector.update(mean + deviation * gauss(random)) != Signal.DRIFT) {
            delay++;
        }
        return delay;
    }

    /** Values beyond anything expected have no density left to tell stretches apart by; it begins anew and goes on. */
    @Test
    void survivesValuesOfNoDensity() {
        Bocd detector = Bocd.of(Bocd.Settings.around(0, 1));
        for (int i = 0; i < 100; i++) {
            detector.update(i % 2 == 0 ? 1e200 : -1e200);
        }
        assertTrue(detector.changed() >= 0 && detector.changed() <= 1);
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
