package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * References: tails.csv, logarithms with 20 digits by mpmath 1.2.1 at 60 digits: {@code erfc}, {@code gammainc(...,
 * regularized=True)}, {@code x**a*y**b*hyp2f1(1,a+b,a+1,x)/(a*beta(a,b))}, and for the binomial the sum of its terms.
 */
class TailsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "tails.csv", numLinesToSkip = 1)
    void agreesWithMpmath(String law, double x, double first, double second, double log) {
        double found = logarithm(law, x, first, second);
        // An absolute error of the logarithm is a relative one of the tail.
        assertEquals(log, found, Math.max(1e-10, 1e-13 * Math.abs(log)));
        if (log > -690) {
            assertEquals(1, tail(law, x, first, second) / StrictMath.exp(log), 1e-10);
        }
    }

    private static double logarithm(String law, double x, double first, double second) {
        return switch (law) {
            case "normal" -> Normal.logSurvival(x);
            case "t" -> StudentT.logSurvival(x, first);
            case "chi2" -> ChiSquare.logSurvival(x, (int) first);
            case "f" -> FisherF.logSurvival(x, first, second);
            case "binomGe" -> Binomial.logAtLeast((long) x, (long) first, second);
            case "binomLe" -> Binomial.logAtMost((long) x, (long) first, second);
            case "poisGe" -> Poisson.logAtLeast((long) x, first);
            case "poisLe" -> Poisson.logAtMost((long) x, first);
            default -> throw new IllegalArgumentException(law);
        };
    }

    private static double tail(String law, double x, double first, double second) {
        return switch (law) {
            case "normal" -> Normal.survival(x);
            case "t" -> StudentT.survival(x, first);
            case "chi2" -> ChiSquare.survival(x, (int) first);
            case "f" -> FisherF.survival(x, first, second);
            case "binomGe" -> Binomial.atLeast((long) x, (long) first, second);
            case "binomLe" -> Binomial.atMost((long) x, (long) first, second);
            case "poisGe" -> Poisson.atLeast((long) x, first);
            case "poisLe" -> Poisson.atMost((long) x, first);
            default -> throw new IllegalArgumentException(law);
        };
    }

    /** Commons Math 3.6.1 takes upper tails from 1, so that small ones are 0. */
    @Test
    void commonsMathHasNoneOfTheseTails() {
        assertEquals(0, 1 - new ChiSquaredDistribution(3).cumulativeProbability(200));
        assertEquals(1, ChiSquare.survival(200, 3) / 4.218541107192018e-43, 1e-9);
        assertEquals(0, new BinomialTest().binomialTest(250, 60, 0.01, AlternativeHypothesis.GREATER_THAN));
        assertTrue(Binomial.atLeast(60, 250, 0.01) > 0);
        assertEquals(0, 1 - new TDistribution(50).cumulativeProbability(50));
        assertTrue(StudentT.survival(50, 50) > 0);
    }

    @Property(tries = 300)
    void tailsAddUpAndFall(
            @ForAll @DoubleRange(min = -30, max = 30) double x,
            @ForAll @DoubleRange(min = 0.5, max = 500) double degrees,
            @ForAll @IntRange(max = 400) int k) {
        assertEquals(1, Normal.survival(x) + Normal.survival(-x), 1e-14);
        assertEquals(1, StudentT.survival(x, degrees) + StudentT.survival(-x, degrees), 1e-13);
        double chance = (x + 30) / 60;
        assertEquals(1, Binomial.atLeast(k, 400, chance) + Binomial.atMost(k - 1, 400, chance), 1e-12);
        assertTrue(Binomial.atLeast(k, 400, chance) >= Binomial.atLeast(k + 1, 400, chance));
        assertEquals(1, Poisson.atLeast(k, degrees) + Poisson.atMost(k - 1, degrees), 1e-12);
        double f = Math.abs(x) + 0.1;
        assertEquals(1, FisherF.survival(f, degrees, k + 1) + FisherF.survival(1 / f, k + 1, degrees), 1e-12);
        // Square of Student's t is F with one degree above.
        assertEquals(1, StudentT.twoSided(x, degrees) / FisherF.survival(x * x, 1, degrees), 1e-9);
    }

    @Test
    void endsAndBadInput() {
        assertEquals(0, Normal.survival(Double.POSITIVE_INFINITY));
        assertEquals(1, Normal.survival(Double.NEGATIVE_INFINITY));
        assertEquals(0.5, StudentT.survival(0, 3));
        assertEquals(0, StudentT.survival(Double.POSITIVE_INFINITY, 3));
        assertEquals(1, StudentT.survival(Double.NEGATIVE_INFINITY, 3));
        assertEquals(1, FisherF.survival(0, 2, 3));
        assertEquals(0, FisherF.survival(Double.POSITIVE_INFINITY, 2, 3));
        assertEquals(1, Binomial.atLeast(0, 0, 0.3));
        assertEquals(1, Binomial.atMost(0, 0, 0.3));
        assertEquals(0, Binomial.atLeast(6, 5, 0.3));
        assertEquals(0, Binomial.atLeast(1, 5, 0));
        assertEquals(1, Binomial.atLeast(5, 5, 1));
        assertEquals(0, Binomial.atMost(4, 5, 1));
        assertEquals(0, Poisson.atLeast(1, 0));
        assertEquals(1, Poisson.atMost(0, 0));
        assertThrows(InvalidInputException.class, () -> Normal.logSurvival(Double.NaN));
        assertThrows(InvalidInputException.class, () -> StudentT.survival(Double.NaN, 3));
        assertThrows(InvalidInputException.class, () -> StudentT.survival(1, 0));
        assertThrows(InvalidInputException.class, () -> FisherF.survival(-1, 1, 1));
        assertThrows(InvalidInputException.class, () -> FisherF.survival(1, 1, Double.NaN));
        assertThrows(InvalidInputException.class, () -> Binomial.atLeast(1, -1, 0.5));
        assertThrows(InvalidInputException.class, () -> Binomial.atMost(1, 1, 1.5));
        assertThrows(InvalidInputException.class, () -> Poisson.atMost(1, Double.NaN));
        assertThrows(InvalidInputException.class, () -> ChiSquare.logSurvival(1, 0));
    }
}
