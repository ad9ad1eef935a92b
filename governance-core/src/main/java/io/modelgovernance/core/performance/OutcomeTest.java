package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;

/**
 * What a test of predictions against outcomes found.
 *
 * @param test the test's name
 * @param statistic its statistic; infinite where something happened that had no chance; NaN if there was nothing to test
 * @param p the p-value as an exact number: probability of a statistic at least as far out if the predictions are right;
 *     unknown if there was nothing to test
 */
public record OutcomeTest(String test, double statistic, Estimate p) {
    static OutcomeTest of(String test, double statistic, double p, long n) {
        return new OutcomeTest(test, statistic, Estimate.exact(p, n, test));
    }

    static OutcomeTest unknown(String test, long n, String why) {
        return new OutcomeTest(test, Double.NaN, Estimate.notEnoughData(n, why));
    }
}
