package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.drift.DriftReport;
import java.util.Comparator;
import java.util.Optional;

/** The population stability index that a drift report found, as the risk scheme reads it. */
final class StabilityIndex {
    private StabilityIndex() {}

    /** The feature's with the worst upper end; empty if no feature had enough data. */
    static Optional<Estimate> worst(DriftReport report) {
        return report.features().stream()
                .flatMap(feature -> feature.tests().stream())
                .filter(test -> test.method().equals("psi") && test.statistic().known())
                .map(test -> test.statistic())
                .max(Comparator.comparingDouble(Estimate::high));
    }
}
