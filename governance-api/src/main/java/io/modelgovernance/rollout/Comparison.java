package io.modelgovernance.rollout;

import io.modelgovernance.Estimate;

/**
 * One metric of the two arms, as it stood at a look.
 *
 * @param metric the metric
 * @param challengerHits how often it happened to the challenger's subjects
 * @param challengerCases subjects of the challenger whose outcome is known
 * @param championHits how often it happened to the champion's subjects
 * @param championCases subjects of the champion whose outcome is known
 * @param difference challenger's share less champion's, with an interval that holds at every look at once
 * @param logEvidence natural logarithm of the e-value
 * @param needed the logarithm that shows it, {@code log(1 / alpha)}
 */
public record Comparison(
        String metric,
        long challengerHits,
        long challengerCases,
        long championHits,
        long championCases,
        Estimate difference,
        double logEvidence,
        double needed) {
    /**
     * Whether it is shown.
     *
     * @return true if the evidence suffices
     */
    public boolean shown() {
        return logEvidence >= needed;
    }
}
