package io.modelgovernance.drift;

import io.modelgovernance.Estimate;

/**
 * One test of one feature.
 *
 * @param method the test with its parameters, such as {@code "psi bins=10 smoothing=0.5"}
 * @param statistic the statistic
 * @param pValue probability of such a statistic without change; unknown if the test has none
 * @param effect size of the change on the test's own scale, which thresholds are about
 */
public record DriftTestResult(String method, Estimate statistic, Estimate pValue, double effect) {}
