package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Proportions;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * References: NumPy 1.24 by the definitions with SciPy 1.10.1 {@code chi2.sf}, {@code binom.sf}, {@code beta.cdf}, {@code
 * beta.ppf}, {@code norm.sf}; Kupiec's (1995) table of regions where a limit of 1 % is kept; the zones of MAR32.
 */
class BacktestsTest {
    @Test
    void proportionOfFailures() {
        OutcomeTest seven = ExceedanceTests.proportionOfFailures(7, 250, 0.01);
        assertEquals(5.496990447792694, seven.statistic(), 1e-12);
        assertEquals(0.019049230890526417, seven.p().value(), 1e-13);
        assertEquals(
                5.025167926750753,
                ExceedanceTests.proportionOfFailures(0, 250, 0.01).statistic(),
                1e-12);
        double far = ExceedanceTests.proportionOfFailures(100, 250, 0.01).p().value();
        assertEquals(1, far / 8.57583800925714e-130, 1e-10);
        assertFalse(ExceedanceTests.proportionOfFailures(0, 0, 0.01).p().known());
    }

    /** Kupiec: at 5 % keep the limit of 1 % with N below 7 of 255 days, 2 to 10 of 510, 5 to 16 of 1,000. */
    @ParameterizedTest
    @CsvSource({
        "6,255,true",
        "7,255,false",
        "1,510,false",
        "2,510,true",
        "10,510,true",
        "11,510,false",
        "4,1000,false",
        "5,1000,true",
        "16,1000,true",
        "17,1000,false"
    })
    void kupiecsTable(long exceedances, long days, boolean kept) {
        assertEquals(
                kept,
                ExceedanceTests.proportionOfFailures(exceedances, days, 0.01)
                                .p()
                                .value()
                        > 0.05);
    }

    /** Kupiec: at 5 % the first failure of a limit of 1 % should be neither before day 7 nor after day 438. */
    @ParameterizedTest
    @CsvSource({
        "1,9.210340371976182",
        "6,3.904109224115541",
        "7,3.589315946180473",
        "438,3.832180931715457",
        "439,3.847715389409819"
    })
    void timeUntilFirstFailure(long first, double ratio) {
        OutcomeTest found = ExceedanceTests.timeUntilFirstFailure(first, 0.01);
        assertEquals(ratio, found.statistic(), 1e-10);
        assertEquals(first >= 7 && first <= 438, found.p().value() > 0.05);
    }

    @Test
    void christoffersen() {
        boolean[] exceeded = new boolean[250];
        for (int i = 0; i < 250; i++) {
            exceeded[i] = i % 9 == 0 || i % 23 == 4 || i >= 100 && i < 104;
        }
        OutcomeTest alone = ExceedanceTests.independence(exceeded);
        assertEquals(0.0759558990676652, alone.statistic(), 1e-12);
        assertEquals(0.7828545584222477, alone.p().value(), 1e-12);
        OutcomeTest both = ExceedanceTests.conditionalCoverage(exceeded, 0.1);
        assertEquals(8.837990094544196, both.statistic(), 1e-12);
        assertEquals(0.012046332198188698, both.p().value(), 1e-13);
        boolean[] clustered = new boolean[250];
        java.util.Arrays.fill(clustered, 40, 60, true);
        assertTrue(ExceedanceTests.independence(clustered).p().value() < 1e-10);
        assertFalse(ExceedanceTests.independence(new boolean[250]).p().known());
        assertTrue(
                ExceedanceTests.conditionalCoverage(new boolean[250], 0.01).p().known());
        assertFalse(
                ExceedanceTests.conditionalCoverage(new boolean[1], 0.01).p().known());
        boolean[] always = new boolean[30];
        java.util.Arrays.fill(always, true);
        assertTrue(ExceedanceTests.conditionalCoverage(always, 0.01).p().value() < 1e-20);
    }

    @ParameterizedTest
    @CsvSource({"0,GREEN", "4,GREEN", "5,YELLOW", "9,YELLOW", "10,RED", "250,RED"})
    void zonesOfTheBaselFramework(long exceedances, BaselZone zone) {
        assertEquals(zone, BaselZone.of(exceedances, 250, 0.01));
    }

    @Test
    void defaultRates() {
        assertEquals(
                0.028614033509956772,
                DefaultRateTests.jeffreys(5, 100, 0.02).p().value(),
                1e-14);
        assertEquals(1, DefaultRateTests.jeffreys(40, 1_000, 0.001).p().value() / 3.345248259726301e-50, 1e-9);
        assertEquals(
                0.05083044536950036, DefaultRateTests.binomial(5, 100, 0.02).p().value(), 1e-14);
        assertEquals(1, DefaultRateTests.binomial(40, 1_000, 0.001).p().value() / 2.178800794176027e-49, 1e-9);
        assertEquals(
                0.07018995539949761,
                DefaultRateTests.vasicek(5, 100, 0.02, 0.12).p().value(),
                1e-12);
        assertEquals(1, DefaultRateTests.vasicek(0, 100, 0.02, 0.12).p().value());
        assertEquals(0, DefaultRateTests.vasicek(9, 9, 0.02, 0.12).p().value());
        Estimate rate = DefaultRateTests.rate(5, 100, 0.95);
        assertEquals(0.01933181, rate.low(), 1e-8);
        assertEquals(0.10610007, rate.high(), 1e-8);
        assertEquals(0, DefaultRateTests.rate(0, 10, 0.95).low());
        assertEquals(1, DefaultRateTests.rate(10, 10, 0.95).high());
        assertEquals(0, DefaultRateTests.jeffreys(0, 10, 0).p().value());
        assertEquals(1, DefaultRateTests.jeffreys(0, 10, 1).p().value());
        assertFalse(DefaultRateTests.jeffreys(0, 0, 0.1).p().known());
        assertFalse(DefaultRateTests.binomial(0, 0, 0.1).p().known());
        assertFalse(DefaultRateTests.rate(0, 0, 0.95).known());
    }

    @Test
    void informationValueByItsDefinition() {
        InformationValue found = InformationValue.of(new long[] {100, 200, 300, 150}, new long[] {40, 30, 20, 5}, 0.95);
        assertEquals(-1.14990558, found.weights().get(0), 1e-8);
        assertEquals(1.33500107, found.weights().get(3), 1e-8);
        assertEquals(0.6575069511833223, found.value().value(), 1e-14);
        assertEquals(
                1.959963984540054 * 0.18022759377045858,
                found.value().high() - found.value().value(),
                1e-13);
        InformationValue raised = InformationValue.of(new long[] {10, 0}, new long[] {3, 4}, 0.95);
        assertEquals(Math.log(10.5 / 11 / (3.5 / 8)), raised.weights().get(0), 1e-14);
        assertTrue(raised.value().method().contains("raised by a half"));
        assertFalse(InformationValue.of(new long[] {3}, new long[] {0}, 0.95)
                .value()
                .known());
        InformationValue same = InformationValue.of(new long[] {10, 20}, new long[] {10, 20}, 0.95);
        assertEquals(0, same.value().low(), 1e-15);
    }

    /** Of 1,000 samples the 95 % interval of the information value covers the population's. */
    @Test
    void informationValueCovers() {
        double[] g = {0.2, 0.5, 0.3};
        double[] b = {0.5, 0.4, 0.1};
        double truth = 0;
        for (int i = 0; i < 3; i++) {
            truth += (g[i] - b[i]) * Math.log(g[i] / b[i]);
        }
        SplittableRandom random = new SplittableRandom(41);
        int covered = 0;
        for (int trial = 0; trial < 1_000; trial++) {
            long[] goods = new long[3];
            long[] bads = new long[3];
            for (int i = 0; i < 1_500; i++) {
                double u = random.nextDouble();
                goods[u < g[0] ? 0 : u < g[0] + g[1] ? 1 : 2]++;
                if (i % 3 == 0) {
                    double v = random.nextDouble();
                    bads[v < b[0] ? 0 : v < b[0] + b[1] ? 1 : 2]++;
                }
            }
            Estimate value = InformationValue.of(goods, bads, 0.95).value();
            covered += value.low() <= truth && truth <= value.high() ? 1 : 0;
        }
        Estimate share = Proportions.of(covered, 1_000, 0.9998);
        assertTrue(share.low() <= 0.95 && 0.95 <= share.high(), "covered " + covered);
    }

    @Test
    void rankOrder() {
        long[] debtors = {200, 220, 150, 180, 160};
        RankOrder rising = RankOrder.of(new long[] {2, 5, 4, 12, 30}, debtors);
        assertEquals(0, rising.inversions());
        assertEquals(1, rising.inversion().p().value());
        assertEquals(6.996962643926873, rising.trend().statistic(), 1e-12);
        assertEquals(1, rising.trend().p().value() / 1.3078549548868717e-12, 1e-10);
        RankOrder broken = RankOrder.of(new long[] {20, 5, 14, 12, 30}, debtors);
        assertEquals(2, broken.inversions());
        assertEquals(4 * 0.000687292468072968, broken.inversion().p().value(), 1e-12);
        RankOrder gap = RankOrder.of(new long[] {1, 0, 9}, new long[] {100, 0, 100});
        assertEquals(0, gap.inversions());
        assertFalse(gap.rates().get(1).known());
        assertFalse(RankOrder.of(new long[] {3}, new long[] {9}).inversion().p().known());
        assertFalse(RankOrder.of(new long[2], new long[] {9, 9}).trend().p().known());
        assertFalse(RankOrder.of(new long[0], new long[0]).trend().p().known());
    }

    @Test
    void refusesWhatIsOutOfRange() {
        assertThrows(InvalidInputException.class, () -> ExceedanceTests.proportionOfFailures(3, 2, 0.01));
        assertThrows(InvalidInputException.class, () -> ExceedanceTests.proportionOfFailures(1, 2, 0));
        assertThrows(InvalidInputException.class, () -> ExceedanceTests.timeUntilFirstFailure(0, 0.01));
        assertThrows(InvalidInputException.class, () -> ExceedanceTests.conditionalCoverage(new boolean[9], 1));
        assertThrows(InvalidInputException.class, () -> BaselZone.of(1, 0, 0.01));
        assertThrows(InvalidInputException.class, () -> BaselZone.of(1, 2, Double.NaN));
        assertThrows(InvalidInputException.class, () -> DefaultRateTests.jeffreys(-1, 2, 0.1));
        assertThrows(InvalidInputException.class, () -> DefaultRateTests.binomial(1, 2, 1.1));
        assertThrows(InvalidInputException.class, () -> DefaultRateTests.vasicek(1, 2, 0.1, 0));
        assertThrows(InvalidInputException.class, () -> InformationValue.of(new long[0], new long[0], 0.95));
        assertThrows(InvalidInputException.class, () -> InformationValue.of(new long[] {-1}, new long[1], 0.95));
        assertThrows(InvalidInputException.class, () -> InformationValue.of(new long[] {1}, new long[] {1}, 1));
        assertThrows(InvalidInputException.class, () -> RankOrder.of(new long[1], new long[2]));
        assertThrows(InvalidInputException.class, () -> RankOrder.of(new long[] {3}, new long[] {2}));
        assertThrows(InvalidInputException.class, () -> Proportions.betaBelow(2, 1, 1));
        assertThrows(InvalidInputException.class, () -> Proportions.betaBelow(0.5, 0, 1));
    }
}
