package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;

/**
 * F1, the harmonic mean of precision and recall: {@code 2 j / (1 + j)} where j is the share of hits among what is selected or
 * positive, and so is its exact interval.
 */
final class HarmonicShare {
    private HarmonicShare() {}

    /** Of hits and of those that are one of selected and positive; unknown if there is none of either. */
    static Estimate of(long hits, long wrong, double level) {
        Estimate share = Proportions.of(hits, hits + wrong, level);
        return share.known()
                ? Estimate.of(
                        of(share.value()),
                        of(share.low()),
                        of(share.high()),
                        level,
                        share.n(),
                        "F1, exact interval of the share of hits")
                : share;
    }

    private static double of(double share) {
        return 2 * share / (1 + share);
    }
}
