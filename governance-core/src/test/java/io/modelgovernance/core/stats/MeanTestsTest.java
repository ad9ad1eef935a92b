package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References: SciPy 1.17.1, {@code ttest_ind(x, y, equal_var=False)}, {@code norm.sf}, {@code norm.isf}; mpmath for t. */
class MeanTestsTest {
    @Test
    void welchAgreesWithSciPy() {
        var result = WelchT.test(Moments.of(SampleData.a(100)), Moments.of(SampleData.b(90)));
        assertEquals(-1.6426017008390643, result.t(), 1e-12);
        assertEquals(184.28605177170002, result.degrees(), 1e-9);
        assertEquals(0.10217057915632141, result.p(), 1e-12);
        assertEquals(-2.250491717696697, result.difference().low(), 1e-11);
        assertEquals(0.20560771281269452, result.difference().high(), 1e-11);
        var small = WelchT.test(Moments.of(SampleData.t(5)), Moments.of(SampleData.u(9)));
        assertEquals(-0.7365705095710954, small.t(), 1e-13);
        assertEquals(0.4755526434965694, small.p(), 1e-12);
    }

    @Test
    void effectIsInStandardDeviations() {
        var shifted = WelchT.test(Moments.of(SampleData.a(100)), Moments.of(SampleData.shifted(SampleData.a(100), 3)));
        assertEquals(-3 / Moments.of(SampleData.a(100)).standardDeviation(), shifted.effect(), 1e-12);
    }

    @Test
    void refusesWhatHasNoVariance() {
        Moments constant = Moments.of(new double[] {1, 1, 1});
        Moments good = Moments.of(new double[] {1, 2, 3});
        assertThrows(InvalidInputException.class, () -> WelchT.test(constant, constant));
        assertThrows(InvalidInputException.class, () -> WelchT.test(good, Moments.of(new double[] {1})));
        assertTrue(WelchT.test(good, constant).p() > 0);
    }

    @Test
    void welchIntervalCovers() {
        SplittableRandom random = new SplittableRandom(8);
        int covered = 0;
        for (int run = 0; run < 2_000; run++) {
            double[] x = random.doubles(12).toArray();
            double[] y = random.doubles(30).map(v -> 5 * v).toArray();
            var difference = WelchT.test(Moments.of(x), Moments.of(y)).difference();
            covered += difference.low() <= -2 && -2 <= difference.high() ? 1 : 0;
        }
        assertEquals(1_900, covered, 5 * Math.sqrt(2_000 * 0.05 * 0.95));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 0.3910022189557705",
        "2, 1000000, 0.04550053385131924",
        "30, 50, 1.2380022795987244e-33",
        "0.001, 2.5, 0.9992763827207849",
        "0, 4, 1"
    })
    void studentsTailsKeepTheirDigits(double t, double degrees, double expected) {
        assertEquals(1, StudentT.twoSided(t, degrees) / expected, 1e-9);
        assertEquals(StudentT.twoSided(t, degrees), StudentT.twoSided(-t, degrees));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.3085375387259869",
        "1.96, 0.024997895148220435",
        "5, 2.866515718791933e-07",
        "10, 7.61985302416047e-24",
        "37, 5.7255712225239266e-300",
        "-1, 0.8413447460685429",
        "-99, 1",
        "99, 0"
    })
    void normalTailsKeepTheirDigits(double z, double expected) {
        assertEquals(expected, Normal.survival(z), 1e-11 * expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0.025, 1.9599639845400545",
        "1e-10, 6.361340902404056",
        "1e-300, 37.0470962993612",
        "0.7, -0.5244005127080407",
        "0.5, 0"
    })
    void normalQuantiles(double tail, double expected) {
        assertEquals(expected, Normal.upperQuantile(tail), 1e-10);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThrows(InvalidInputException.class, () -> Normal.upperQuantile(0));
        assertThrows(InvalidInputException.class, () -> Normal.upperQuantile(1));
        assertThrows(InvalidInputException.class, () -> Normal.survival(Double.NaN));
    }
}
