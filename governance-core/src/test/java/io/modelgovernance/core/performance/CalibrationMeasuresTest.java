package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * References: NumPy 1.24 and SciPy 1.10.1 by the definitions: {@code z = ((y-p)*(1-2*p)).sum() /
 * np.sqrt(((1-2*p)**2*p*(1-p)).sum())}; Hosmer-Lemeshow over {@code np.array_split(np.argsort(p), 10)} and {@code
 * chi2.sf}.
 */
class CalibrationMeasuresTest {
    private static final boolean[] POSITIVE = {false, false, true, true, false, true, false, true, true, false};
    private static final double[] SCORE = {.1, .4, .35, .8, .2, .7, .4, .4, .9, .6};

    private static LabelledScores twoHundred() {
        boolean[] positive = new boolean[200];
        double[] p = new double[200];
        for (int i = 0; i < 200; i++) {
            p[i] = (i * 37 % 200 + 0.5) / 200;
            positive[i] = i * 53 % 199 / 199.0 < Math.pow(p[i], 1.3);
        }
        return LabelledScores.of(positive, p);
    }

    @Test
    void spiegelhalterByItsDefinition() {
        OutcomeTest ten = CalibrationTests.spiegelhalter(LabelledScores.of(POSITIVE, SCORE));
        assertEquals(-0.43117033650123804, ten.statistic(), 1e-14);
        assertEquals(0.66634452095904, ten.p().value(), 1e-13);
        assertEquals(
                0.8624073007751434,
                CalibrationTests.spiegelhalter(twoHundred()).p().value(),
                1e-13);
    }

    @Test
    void hosmerLemeshowByItsDefinition() {
        OutcomeTest fresh = CalibrationTests.hosmerLemeshow(twoHundred(), 10, false);
        assertEquals(10.177629456886422, fresh.statistic(), 1e-12);
        assertEquals(0.42504999773825136, fresh.p().value(), 1e-12);
        OutcomeTest fitted = CalibrationTests.hosmerLemeshow(twoHundred(), 10, true);
        assertEquals(0.25277940006535426, fitted.p().value(), 1e-12);
    }

    /** Right probabilities are rejected at 5 % in 5 % of 1,000: outside [30, 73] with a chance below 0.001. */
    @Test
    void bothKeepTheirLevelAndSeeWhatIsWrong() {
        SplittableRandom random = new SplittableRandom(12);
        int spiegelhalter = 0;
        int hosmer = 0;
        int seen = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            boolean[] positive = new boolean[400];
            boolean[] rarer = new boolean[400];
            double[] p = new double[400];
            for (int i = 0; i < 400; i++) {
                p[i] = random.nextDouble();
                positive[i] = random.nextDouble() < p[i];
                rarer[i] = random.nextDouble() < p[i] * p[i];
            }
            LabelledScores right = LabelledScores.of(positive, p);
            spiegelhalter += CalibrationTests.spiegelhalter(right).p().value() < 0.05 ? 1 : 0;
            hosmer += CalibrationTests.hosmerLemeshow(right, 10, false).p().value() < 0.05 ? 1 : 0;
            seen += CalibrationTests.hosmerLemeshow(LabelledScores.of(rarer, p), 10, false)
                                    .p()
                                    .value()
                            < 0.05
                    ? 1
                    : 0;
        }
        assertTrue(spiegelhalter >= 30 && spiegelhalter <= 73, "Spiegelhalter rejected " + spiegelhalter);
        assertTrue(hosmer >= 30 && hosmer <= 73, "Hosmer-Lemeshow rejected " + hosmer);
        assertTrue(seen > 990, "saw " + seen);
    }

    @Test
    void extremeProbabilities() {
        double[] certain = {0, 0, 1, 1};
        boolean[] right = {false, false, true, true};
        boolean[] wrong = {true, false, true, true};
        assertFalse(CalibrationTests.spiegelhalter(LabelledScores.of(right, certain))
                .p()
                .known());
        OutcomeTest impossible = CalibrationTests.spiegelhalter(LabelledScores.of(wrong, certain));
        assertEquals(Double.POSITIVE_INFINITY, impossible.statistic());
        assertEquals(0, impossible.p().value());
        assertFalse(CalibrationTests.spiegelhalter(LabelledScores.of(new boolean[0], new double[0]))
                .p()
                .known());
        assertFalse(CalibrationTests.hosmerLemeshow(LabelledScores.of(right, certain), 3, false)
                .p()
                .known());
        assertThrows(
                InvalidInputException.class,
                () -> CalibrationTests.spiegelhalter(LabelledScores.of(new boolean[1], new double[] {2})));
    }

    @Property(tries = 200)
    void partsAddUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int n) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] positive = new boolean[n];
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = random.nextInt(11) / 10.0;
            positive[i] = random.nextBoolean();
        }
        LabelledScores cases = LabelledScores.of(positive, p);
        BrierDecomposition exact = BrierDecomposition.byProbability(cases);
        assertEquals(0, exact.within(), 1e-13);
        assertTrue(exact.reliability() >= 0 && exact.resolution() >= 0);
        BrierDecomposition bins = BrierDecomposition.of(cases, CalibrationBins.equalWidth(3));
        assertEquals(bins.score(), bins.reliability() - bins.resolution() + bins.uncertainty() + bins.within(), 1e-14);
        assertTrue(bins.resolution() <= exact.resolution() + 1e-14);
        ReliabilityCurve curve = ReliabilityCurve.of(cases, CalibrationBins.equalMass(4), 0.95);
        assertEquals(
                n,
                curve.points().stream().mapToLong(point -> point.observed().n()).sum());
        assertTrue(curve.expectedError() <= curve.greatestError() + 1e-15);
    }

    @Test
    void curveAndPartsInClosedForm() {
        boolean[] positive = new boolean[40];
        double[] p = new double[40];
        for (int i = 0; i < 40; i++) {
            p[i] = i < 20 ? 0.2 : 0.7;
            positive[i] = i < 20 ? i < 6 : i < 30;
        }
        LabelledScores cases = LabelledScores.of(positive, p);
        BrierDecomposition parts = BrierDecomposition.byProbability(cases);
        assertEquals(0.5 * 0.01 + 0.5 * 0.04, parts.reliability(), 1e-15);
        assertEquals(0.01, parts.resolution(), 1e-15);
        assertEquals(0.24, parts.uncertainty(), 1e-15);
        assertEquals(1 - 0.255 / 0.24, parts.skill().value(), 1e-14);
        ReliabilityCurve curve = ReliabilityCurve.of(cases, CalibrationBins.equalWidth(10), 0.95);
        assertEquals(2, curve.points().size());
        assertEquals(0.15, curve.expectedError(), 1e-15);
        assertEquals(0.2, curve.greatestError(), 1e-15);
        assertEquals(0.3, curve.points().get(0).observed().value(), 1e-15);
        assertTrue(curve.points().get(0).plausible());
        boolean[] never = new boolean[400];
        double[] often = new double[400];
        java.util.Arrays.fill(often, 0.5);
        ReliabilityCurve wrong =
                ReliabilityCurve.of(LabelledScores.of(never, often), CalibrationBins.equalMass(5), 0.95);
        assertFalse(wrong.points().get(0).plausible());
        assertFalse(BrierDecomposition.byProbability(LabelledScores.of(never, often))
                .skill()
                .known());
    }
}
