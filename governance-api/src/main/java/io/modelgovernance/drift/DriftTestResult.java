package io.modelgovernance.drift;

import io.modelgovernance.Estimate;

/**
 * One test of one feature.
 *
 * @param method the test: {@code ks}, {@code chi-square}, {@code psi}, {@code wasserstein}, or a name of your own
 * @param statistic the statistic; unknown if there is too little data
 * @param pValue probability of such a statistic without change, 0 to 1; unknown if the test has none
 * @param effect size of the change on the test's own scale, at least 0 and finite; 0 if the statistic is unknown
 * @param referenceCount values present in the reference
 * @param currentCount current values present
 * @param verdict what this test says by itself, not corrected for others
 * @param threshold when it says so, for people, such as {@code "warning from 0.10, drift from 0.25"}
 */
public record DriftTestResult(
        String method,
        Estimate statistic,
        Estimate pValue,
        double effect,
        long referenceCount,
        long currentCount,
        DriftVerdict verdict,
        String threshold) {}
