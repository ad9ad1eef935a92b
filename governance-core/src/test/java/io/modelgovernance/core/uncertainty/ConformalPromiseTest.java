package io.modelgovernance.core.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Binomial;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Whether the promises hold, over fresh calibrations with one case each. The exact rate of hits is known for continuous
 * scores, {@code k / (n + 1)}; a count of hits so far out that the binomial law gives it less than one in 10,000 fails.
 */
class ConformalPromiseTest {
    private static final int TRIALS = 2_000;

    private static void holds(String what, int hits, int trials, double atLeast, double atMost) {
        assertTrue(Binomial.atMost(hits, trials, atLeast) > 1e-4, what + " held only " + hits + " of " + trials);
        assertTrue(Binomial.atLeast(hits, trials, atMost) > 1e-4, what + " held even " + hits + " of " + trials);
    }

    /** Noise of group 1 is five times that of group 0: over all both hold, within the groups only Mondrian's do. */
    @Test
    void mondrianHoldsInEveryGroup() {
        SplittableRandom random = new SplittableRandom(31);
        int[] hits = new int[2];
        int[] asked = new int[2];
        int[] pooled = new int[2];
        for (int trial = 0; trial < TRIALS; trial++) {
            int n = 158;
            double[] predicted = new double[n];
            double[] actual = new double[n];
            int[] group = new int[n];
            for (int i = 0; i < n; i++) {
                // 39 of group 1 and 119 of group 0: the ranks are 36 of 40 and 108 of 120.
                group[i] = i < 39 ? 1 : 0;
                actual[i] = random.nextGaussian() * (group[i] == 1 ? 5 : 1);
            }
            int g = trial % 2;
            double next = Math.abs(random.nextGaussian() * (g == 1 ? 5 : 1));
            asked[g]++;
            hits[g] += next
                            <= Mondrian.regressors(predicted, actual, group, 0.1)
                                    .of(g)
                                    .radius()
                                    .value()
                    ? 1
                    : 0;
            pooled[g] += next
                            <= ConformalRegressor.calibrate(predicted, actual, 0.1)
                                    .radius()
                                    .value()
                    ? 1
                    : 0;
        }
        holds("group 0", hits[0], asked[0], 0.9, 0.9);
        holds("group 1", hits[1], asked[1], 0.9, 0.9);
        assertTrue(pooled[1] < 0.8 * asked[1], "the pooled interval fails the rare group");
    }

    @Test
    void quantilesHoldHoweverWrongTheyAre() {
        SplittableRandom random = new SplittableRandom(32);
        int hits = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[] low = new double[100];
            double[] high = new double[100];
            double[] actual = new double[100];
            for (int i = 0; i < 100; i++) {
                double x = random.nextDouble();
                low[i] = -x;
                high[i] = 3 * x;
                actual[i] = x * random.nextGaussian();
            }
            Estimate interval = ConformalQuantiles.calibrate(first(low), first(high), first(actual), 0.1)
                    .interval(low[99], high[99]);
            hits += interval.low() <= actual[99] && actual[99] <= interval.high() ? 1 : 0;
        }
        holds("quantiles", hits, TRIALS, 0.9, 0.9);
    }

    /** Label 1 is rare: by label it is held as often as promised, otherwise not. */
    @Test
    void setsHoldForEachLabelWhereTheyPromiseIt() {
        SplittableRandom random = new SplittableRandom(33);
        int[][] hits = new int[3][2];
        int[] asked = new int[2];
        for (int trial = 0; trial < TRIALS; trial++) {
            int n = 239;
            double[][] probabilities = new double[n][];
            int[] truth = new int[n];
            for (int i = 0; i < n; i++) {
                truth[i] = i < 39 ? 1 : 0;
                probabilities[i] = draw(random, truth[i]);
            }
            int label = trial % 2;
            double[] next = draw(random, label);
            asked[label]++;
            hits[0][label] +=
                    ConformalClassifier.calibrateByLabel(probabilities, truth, 0.1, Nonconformity.leastAmbiguous())
                                    .labels(next)
                                    .contains(label)
                            ? 1
                            : 0;
            hits[1][label] += ConformalClassifier.calibrateByLabel(probabilities, truth, 0.1, Nonconformity.adaptive())
                            .labels(next)
                            .contains(label)
                    ? 1
                    : 0;
            hits[2][label] += ConformalClassifier.calibrate(probabilities, truth, 0.1)
                            .labels(next)
                            .contains(label)
                    ? 1
                    : 0;
        }
        // Ranks 36 of 40 and 181 of 201.
        for (int label = 0; label < 2; label++) {
            holds("LAC by label " + label, hits[0][label], asked[label], 0.9, label == 1 ? 0.9 : 181 / 201.0);
            holds("APS by label " + label, hits[1][label], asked[label], 0.9, 1);
        }
        assertTrue(hits[2][1] < 0.8 * asked[1], "over all alone, the rare label is missed");
    }

    private static double[] draw(SplittableRandom random, int label) {
        double z = random.nextGaussian() + (label == 1 ? 1 : -1);
        double p = 0.2 / (0.2 + Math.exp(-2 * z));
        return new double[] {1 - p, p};
    }

    @Test
    void adaptiveSetsInClosedFormAndHold() {
        Nonconformity adaptive = Nonconformity.adaptive();
        double[] p = {.2, .5, .2, .1};
        assertEquals(.5, adaptive.score(p, 1), 1e-15);
        assertEquals(.7, adaptive.score(p, 0), 1e-15);
        assertEquals(.9, adaptive.score(p, 2), 1e-15);
        assertEquals(1, adaptive.score(p, 3), 1e-15);
        SplittableRandom random = new SplittableRandom(34);
        int hits = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            double[][] probabilities = new double[100][];
            int[] truth = new int[100];
            for (int i = 0; i < 100; i++) {
                double a = random.nextDouble();
                double b = random.nextDouble() * (1 - a);
                probabilities[i] = new double[] {a, b, 1 - a - b};
                double u = random.nextDouble();
                truth[i] = u < a * a ? 0 : u < 0.6 ? 1 : 2;
            }
            ConformalClassifier sets = ConformalClassifier.calibrate(
                    java.util.Arrays.copyOf(probabilities, 99), java.util.Arrays.copyOf(truth, 99), 0.1, adaptive);
            hits += sets.labels(probabilities[99]).contains(truth[99]) ? 1 : 0;
        }
        holds("adaptive sets", hits, TRIALS, 0.9, 1);
    }

    /** The bound of Gibbs and Candes holds for every stream: here the noise jumps, then residuals only ever grow. */
    @Test
    void theStreamKeepsItsPromiseAgainstAnAdversary() {
        SplittableRandom random = new SplittableRandom(35);
        for (int kind = 0; kind < 3; kind++) {
            AdaptiveConformal stream = AdaptiveConformal.of(0.1, 0.02, 200);
            int misses = 0;
            int cases = 20_000;
            for (int t = 0; t < cases; t++) {
                double residual = switch (kind) {
                    case 0 -> Math.abs(random.nextGaussian()) * (t < 10_000 ? 1 : 10);
                    case 1 -> t;
                    default -> stream.radius() < 1e300 ? Math.max(0, stream.radius()) + 1 : 0;
                };
                misses += stream.learn(residual) ? 0 : 1;
            }
            assertEquals(0.1, misses / (double) cases, 1.02 / (0.02 * cases), "stream " + kind);
            assertEquals(1 - misses / (double) cases, stream.coverage().value(), 1e-12);
        }
    }

    @Test
    void theWindowForgetsTheOldest() {
        AdaptiveConformal stream = AdaptiveConformal.of(0.5, 1e-9, 3);
        assertEquals(Double.POSITIVE_INFINITY, stream.radius());
        assertTrue(stream.learn(9));
        stream.learn(5);
        stream.learn(7);
        assertEquals(7, stream.radius());
        stream.learn(5);
        stream.learn(1);
        // Held: 7, 5, 1.
        assertEquals(5, stream.radius());
        assertEquals(-5, stream.interval(0).low());
        assertThrows(InvalidInputException.class, () -> stream.learn(-1));
        assertThrows(InvalidInputException.class, () -> stream.learn(Double.NaN));
        assertThrows(InvalidInputException.class, () -> stream.interval(Double.NaN));
        assertThrows(InvalidInputException.class, () -> AdaptiveConformal.of(0, 0.1, 1));
        assertThrows(InvalidInputException.class, () -> AdaptiveConformal.of(0.1, 1, 1));
        assertThrows(InvalidInputException.class, () -> AdaptiveConformal.of(0.1, 0.1, 0));
    }

    @Test
    void fewCasesAndUnknownGroupsPromiseNothing() {
        Mondrian<ConformalRegressor> groups = Mondrian.regressors(
                new double[12], new double[12], new int[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7}, 0.1);
        assertTrue(groups.of(0).radius().known());
        assertFalse(groups.of(7).radius().known());
        assertFalse(groups.of(3).radius().known());
        assertEquals(2, groups.groups().size());
        double[][] probabilities = {{.9, .1}, {.8, .2}};
        Mondrian<ConformalClassifier> sets = Mondrian.classifiers(
                probabilities, new int[] {0, 0}, new int[] {1, 1}, 0.5, Nonconformity.leastAmbiguous());
        assertEquals(List.of(0, 1), sets.of(2).labels(new double[] {1, 0}));
        assertEquals(List.of(0), sets.of(1).labels(new double[] {1, 0}));
        ConformalQuantiles none = Mondrian.quantiles(new double[1], new double[1], new double[1], new int[1], 0.1)
                .of(0);
        assertFalse(none.margin().known());
        assertFalse(none.interval(0, 1).known());
        assertFalse(none.coverage(new double[1], new double[1], new double[1]).known());
        assertThrows(
                InvalidInputException.class, () -> Mondrian.regressors(new double[2], new double[2], new int[1], 0.1));
    }

    @Test
    void quantilesInClosedForm() {
        double[] low = {0, 0, 0, 0};
        double[] high = {10, 10, 10, 10};
        double[] actual = {5, 9, 12, -3};
        // Scores -5, -1, 2, 3; rank 4 of 4 at 0.2, rank 3 at 0.4.
        ConformalQuantiles wide = ConformalQuantiles.calibrate(low, high, actual, 0.2);
        assertEquals(3, wide.margin().value());
        assertEquals(-3, wide.interval(0, 10).low());
        assertEquals(1, wide.coverage(low, high, actual).value());
        ConformalQuantiles narrow = ConformalQuantiles.calibrate(low, high, actual, 0.8);
        assertEquals(-5, narrow.margin().value());
        assertEquals(4, narrow.interval(2, 6).value());
        assertEquals(4, narrow.interval(2, 6).high());
        assertThrows(InvalidInputException.class, () -> narrow.interval(Double.NaN, 1));
        assertThrows(InvalidInputException.class, () -> ConformalQuantiles.calibrate(low, high, new double[3], 0.2));
        assertThrows(
                InvalidInputException.class,
                () -> ConformalQuantiles.calibrate(low, high, new double[] {1, 2, 3, Double.NaN}, 0.2));
    }

    private static double[] first(double[] values) {
        return java.util.Arrays.copyOf(values, 99);
    }
}
