package io.modelgovernance.serving;

import io.modelgovernance.registry.ModelVersion;

/** Makes the intervals of a version's scores. Called off the decision path, once a version. */
@FunctionalInterface
public interface IntervalFactory {
    /**
     * Makes them.
     *
     * @param version the version
     * @return thread-safe intervals
     */
    ScoreInterval intervals(ModelVersion version);
}
