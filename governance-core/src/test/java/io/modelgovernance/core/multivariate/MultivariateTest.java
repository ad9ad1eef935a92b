package io.modelgovernance.core.multivariate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.EnergyDistance;
import io.modelgovernance.core.stats.SortedSample;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Tests of whole rows: their statistics by another way, their level and their power by simulation. */
class MultivariateTest {
    private static final FeatureSchema THREE =
            FeatureSchema.of(Feature.numeric("a"), Feature.numeric("b"), Feature.numeric("c"));

    /** Three standard normal numbers, of which the first two go together. */
    private static Rows rows(SplittableRandom random, int n, double correlation) {
        double[] data = new double[3 * n];
        double rest = Math.sqrt(1 - correlation * correlation);
        for (int i = 0; i < n; i++) {
            data[3 * i] = gauss(random);
            data[3 * i + 1] = correlation * data[3 * i] + rest * gauss(random);
            data[3 * i + 2] = gauss(random);
        }
        return Rows.of(THREE, data);
    }

    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static double[] numbers(SplittableRandom random, int n) {
        double[] values = new double[n];
        Arrays.setAll(values, i -> gauss(random));
        return values;
    }

    /** The unbiased estimate written out as in Gretton and others (2012), equation 3, at the bandwidth that was used. */
    @Test
    void theMeanDiscrepancyIsThatOfTheFormula() {
        SplittableRandom random = new SplittableRandom(3);
        double[] x = numbers(random, 2 * 15);
        double[] y = numbers(random, 2 * 22);
        double[] kept = x.clone();
        PairwiseTest.Result result = PairwiseTest.mmd(5).test(x, y, 2);
        double h = result.bandwidth();
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < 15; i++) {
            for (int j = 0; j < 15; j++) {
                xx += i == j ? 0 : kernel(x, i, x, j, h) / 15 / 14;
            }
            for (int j = 0; j < 22; j++) {
                xy += kernel(x, i, y, j, h) / 15 / 22;
            }
        }
        for (int i = 0; i < 22; i++) {
            for (int j = 0; j < 22; j++) {
                yy += i == j ? 0 : kernel(y, i, y, j, h) / 22 / 21;
            }
        }
        assertEquals(xx + yy - 2 * xy, result.statistic(), 1e-12);
        assertArrayEquals(kept, x);
        assertEquals(result, PairwiseTest.mmd(5).test(x, y, 2));
    }

    private static double kernel(double[] a, int i, double[] b, int j, double h) {
        double d0 = a[2 * i] - b[2 * j];
        double d1 = a[2 * i + 1] - b[2 * j + 1];
        return Math.exp(-(d0 * d0 + d1 * d1) / (2 * h * h));
    }

    @Test
    void inOneDimensionTheEnergyIsThatOfTheEnergyDistance() {
        SplittableRandom random = new SplittableRandom(4);
        double[] x = numbers(random, 40);
        double[] y = numbers(random, 31);
        double distance = EnergyDistance.of(SortedSample.of(x), SortedSample.of(y));
        assertEquals(distance * distance, PairwiseTest.energy(1).test(x, y, 1).statistic(), 1e-12);
    }

    @Test
    void theyHoldTheirLevel() {
        int runs = 200;
        int[] alarms = new int[4];
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(1_000 + run);
            Rows reference = rows(random, 80, 0.8);
            RowSpace space = RowSpace.of(reference);
            double[] before = space.place(rows(random, 80, 0.8));
            double[] now = space.place(rows(random, 60, 0.8));
            int width = space.width();
            alarms[0] += PairwiseTest.mmd(run)
                                    .withPermutations(19)
                                    .test(before, now, width)
                                    .p()
                            <= 0.05
                    ? 1
                    : 0;
            alarms[1] += PairwiseTest.energy(run)
                                    .withPermutations(19)
                                    .test(before, now, width)
                                    .p()
                            <= 0.05
                    ? 1
                    : 0;
            alarms[2] += ClassifierTest.withTrees(run).test(space, before, now).p() <= 0.05 ? 1 : 0;
            alarms[3] +=
                    ReconstructionTest.of(before, width, 0.65, run).test(now).p() <= 0.05 ? 1 : 0;
        }
        int most = new BinomialDistribution(null, runs, 0.05).inverseCumulativeProbability(1 - 1e-5);
        for (int alarm : alarms) {
            assertTrue(alarm <= most, Arrays.toString(alarms) + ", at most " + most);
        }
    }

    /** Each number lies as it lay; only that two of them went together is over. No test of one feature can see it. */
    @Test
    void theySeeThatFeaturesNoLongerGoTogether() {
        SplittableRandom random = new SplittableRandom(7);
        Rows reference = rows(random, 800, 0.9);
        RowSpace space = RowSpace.of(reference);
        double[] before = space.place(reference);
        double[] now = space.place(rows(random, 400, 0));
        assertTrue(PairwiseTest.mmd(1).test(before, now, space.width()).p() <= 0.005);
        assertTrue(PairwiseTest.energy(1).test(before, now, space.width()).p() <= 0.005);
        ReconstructionTest.Result made =
                ReconstructionTest.of(before, space.width(), 0.6, 1).test(now);
        assertTrue(made.p() < 1e-6 && made.windowError() > 1.2 * made.referenceError(), made.toString());
        ClassifierTest.Result told = ClassifierTest.withTrees(1).test(space, before, now);
        assertTrue(told.p() < 1e-6 && told.auc().low() > 0.6, told.toString());
        assertTrue(told.importance()[2] < 0.1, Arrays.toString(told.importance()));
        assertEquals(1, Arrays.stream(told.importance()).sum(), 1e-9);
    }

    /** Components of two numbers of correlation r keep (1 + r) / 2 and (1 - r) / 2 of their variance. */
    @Test
    void theComponentsKeepWhatTheyShould() {
        int n = 20_000;
        SplittableRandom random = new SplittableRandom(9);
        double[] data = new double[2 * n];
        for (int i = 0; i < n; i++) {
            data[2 * i] = gauss(random);
            data[2 * i + 1] = 0.6 * data[2 * i] + 0.8 * gauss(random);
        }
        double[] shares = ReconstructionTest.of(data, 2, 0.99, 1).shares();
        assertEquals(0.8, shares[0], 0.02);
        assertEquals(1, shares[0] + shares[1], 1e-9);
    }

    @Test
    void embeddingsAreRowsToo() {
        SplittableRandom random = new SplittableRandom(11);
        Rows reference = RowSpace.vectors(numbers(random, 16 * 300), 16);
        double[] turned = numbers(random, 16 * 200);
        for (int i = 0; i < turned.length; i += 16) {
            turned[i + 3] += 0.8;
        }
        RowSpace space = RowSpace.of(reference);
        double[] now = space.place(RowSpace.vectors(turned, 16));
        assertTrue(PairwiseTest.mmd(2)
                        .test(space.place(reference), now, space.width())
                        .p()
                <= 0.01);
    }

    @Test
    void categoriesAndMissingValuesHaveCoordinates() {
        FeatureSchema schema = FeatureSchema.of(
                Feature.numeric("x").orMissing(),
                Feature.categorical("job", "none", "some").orMissing());
        RowSpace space = RowSpace.of(Rows.of(schema, new double[] {1, 0, 3, 1}));
        assertEquals(6, space.width());
        assertEquals(0, space.feature(1));
        assertEquals(1, space.feature(5));
        double half = Math.sqrt(0.5);
        assertArrayEquals(
                new double[] {half, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 1, 0},
                space.place(Rows.of(schema, new double[] {3, 1, Double.NaN, Double.NaN, 1e300, 9})),
                1e-12);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        double[] two = {1, 2};
        assertThrows(InvalidInputException.class, () -> PairwiseTest.mmd(1).test(two, two, 2));
        assertThrows(InvalidInputException.class, () -> PairwiseTest.mmd(1).test(two, new double[] {1, Double.NaN}, 1));
        assertThrows(InvalidInputException.class, () -> PairwiseTest.energy(1).withMost(1));
        assertThrows(InvalidInputException.class, () -> PairwiseTest.energy(1).withPermutations(18));
        assertThrows(InvalidInputException.class, () -> ReconstructionTest.of(new double[80], 2, 1, 1));
        assertThrows(InvalidInputException.class, () -> ReconstructionTest.of(new double[10], 2, 0.5, 1));
        assertThrows(InvalidInputException.class, () -> RowSpace.of(Rows.of(THREE, new double[3])));
        assertThrows(
                InvalidInputException.class, () -> RowSpace.of(Rows.of(THREE, new double[] {1, 2, 3, 4, 5, 1 / 0.0})));
        assertThrows(
                InvalidInputException.class, () -> ClassifierTest.withTrees(1).withMost(19));
        RowSpace space = RowSpace.of(Rows.of(THREE, new double[6]));
        assertThrows(
                InvalidInputException.class,
                () -> ClassifierTest.withTrees(1).test(space, new double[6], new double[6]));
        assertThrows(InvalidInputException.class, () -> space.place(RowSpace.vectors(two, 1)));
    }

    /** Rows that never differ: nothing to tell, nothing divided by zero. */
    @Test
    void constantRowsAreNoDrift() {
        Rows same = Rows.of(THREE, new double[3 * 60]);
        RowSpace space = RowSpace.of(same);
        double[] placed = space.place(same);
        assertEquals(1, PairwiseTest.mmd(1).test(placed, placed, space.width()).p());
        assertEquals(
                1, PairwiseTest.energy(1).test(placed, placed, space.width()).p());
        assertEquals(
                1,
                ReconstructionTest.of(placed, space.width(), 0.65, 1)
                        .test(placed)
                        .p());
        assertTrue(ClassifierTest.withTrees(1).test(space, placed, placed).p() > 0.49);
    }
}
