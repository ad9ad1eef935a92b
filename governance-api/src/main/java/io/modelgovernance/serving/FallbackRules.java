package io.modelgovernance.serving;

import io.modelgovernance.model.FeatureSchema;

/** Rules that decide without a model. Thread-safe. */
@FunctionalInterface
public interface FallbackRules {
    /**
     * Decides.
     *
     * @param schema what the values are
     * @param row the values in schema order; not modified
     * @return the outcome
     */
    Outcome decide(FeatureSchema schema, double[] row);
}
