package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.core.stats.Normal;
import io.modelgovernance.core.stats.Proportions;

/**
 * Backtests of an estimated default probability against defaults of independent debtors; small p-values say that it is too
 * low. Pure and thread-safe.
 */
public final class DefaultRateTests {
    private DefaultRateTests() {}

    /**
     * The exact binomial test.
     *
     * @param defaults number of defaults, 0 to {@code debtors}
     * @param debtors number of debtors, at least 0
     * @param estimated estimated default probability, 0 to 1
     * @return the defaults as the statistic; p is the chance of at least as many; unknown without debtors
     * @throws InvalidInputException if an argument is out of range
     */
    public static OutcomeTest binomial(long defaults, long debtors, double estimated) {
        require(defaults, debtors, estimated);
        String name = "binomial";
        return debtors == 0
                ? OutcomeTest.unknown(name, 0, "needs a debtor")
                : OutcomeTest.of(name, (double) defaults, Binomial.atLeast(defaults, debtors, estimated), debtors);
    }

    /**
     * Jeffreys' test, which the European Central Bank's validation reporting asks for: the chance, after the data and with
     * Jeffreys' prior, that the true probability is at most the estimated one.
     *
     * @param defaults number of defaults, 0 to {@code debtors}
     * @param debtors number of debtors, at least 0
     * @param estimated estimated default probability, 0 to 1
     * @return the observed rate as the statistic; p from the beta law of {@code defaults + 1/2} and {@code debtors -
     *     defaults + 1/2}; unknown without debtors
     * @throws InvalidInputException if an argument is out of range
     */
    public static OutcomeTest jeffreys(long defaults, long debtors, double estimated) {
        require(defaults, debtors, estimated);
        String name = "Jeffreys";
        return debtors == 0
                ? OutcomeTest.unknown(name, 0, "needs a debtor")
                : OutcomeTest.of(
                        name,
                        (double) defaults / debtors,
                        Proportions.betaBelow(estimated, defaults + 0.5, debtors - defaults + 0.5),
                        debtors);
    }

    /**
     * The binomial test for debtors who depend on one common factor (Vasicek's one-factor model, many debtors): a rate may
     * be far above the estimate in a bad year though the estimate is right.
     *
     * @param defaults number of defaults, 0 to {@code debtors}
     * @param debtors number of debtors, at least 0
     * @param estimated estimated default probability, between 0 and 1
     * @param correlation correlation of the debtors' assets, above 0 and below 1
     * @return the observed rate as the statistic; p is the chance of at least such a rate among very many debtors; unknown
     *     without debtors
     * @throws InvalidInputException if an argument is out of range
     */
    public static OutcomeTest vasicek(long defaults, long debtors, double estimated, double correlation) {
        require(defaults, debtors, estimated);
        if (!(estimated > 0 && estimated < 1 && correlation > 0 && correlation < 1)) {
            throw InvalidInputException.of(
                    "estimate and correlation", "are " + estimated + " and " + correlation, "between 0 and 1");
        }
        String name = "Vasicek, correlation " + correlation;
        if (debtors == 0) {
            return OutcomeTest.unknown(name, 0, "needs a debtor");
        }
        double rate = (double) defaults / debtors;
        double p = defaults == 0
                ? 1
                : defaults == debtors
                        ? 0
                        : Normal.survival((Normal.upperQuantile(estimated)
                                        - Math.sqrt(1 - correlation) * Normal.upperQuantile(rate))
                                / Math.sqrt(correlation));
        return OutcomeTest.of(name, rate, p, debtors);
    }

    /**
     * The default rate that {@link #jeffreys} judges, with Jeffreys' own interval.
     *
     * @param defaults number of defaults, 0 to {@code debtors}
     * @param debtors number of debtors, at least 0
     * @param level confidence level between 0 and 1
     * @return the rate; the ends are 0 and 1 where all debtors came out the same; unknown without debtors
     * @throws InvalidInputException if an argument is out of range
     */
    public static Estimate rate(long defaults, long debtors, double level) {
        return Proportions.jeffreys(defaults, debtors, level);
    }

    private static void require(long defaults, long debtors, double estimated) {
        if (defaults < 0 || defaults > debtors) {
            throw InvalidInputException.of("defaults", "are " + defaults + " of " + debtors, "0 to all debtors");
        }
        if (!(estimated >= 0 && estimated <= 1)) {
            throw InvalidInputException.of("estimated probability", "is " + estimated, "0 to 1");
        }
    }
}
