package io.modelgovernance.core.drift;

import io.modelgovernance.drift.DriftVerdict;
import java.util.Locale;

/**
 * From when on a monitor speaks.
 *
 * @param alpha greatest corrected p-value that counts
 * @param minimum least number of values on both sides
 * @param warning least PSI of a warning
 * @param drift least PSI of drift
 */
record Limits(double alpha, int minimum, double warning, double drift) {
    /** Least change of a share (missing, unseen) that is a warning. */
    static final double SHARE_WARNING = 0.05;

    /** Least change of a share that is drift. */
    static final double SHARE_DRIFT = 0.10;

    DriftVerdict ofValues(double p, double psi) {
        return p <= alpha ? Comparison.bySize(psi, warning, drift) : DriftVerdict.STABLE;
    }

    DriftVerdict ofShare(double p, double change) {
        return p <= alpha ? Comparison.bySize(change, SHARE_WARNING, SHARE_DRIFT) : DriftVerdict.STABLE;
    }

    String describe(int tests) {
        return String.format(
                Locale.ROOT,
                "KS or chi-square, and exact tests of missing and unseen shares; Holm over %d tests at %.4g;"
                        + " PSI %.4g/%.4g, shares %.2f/%.2f, at least %d values",
                tests,
                alpha,
                warning,
                drift,
                SHARE_WARNING,
                SHARE_DRIFT,
                minimum);
    }
}
