package io.modelgovernance.serving;

import io.modelgovernance.explain.Explainer;
import io.modelgovernance.registry.ModelVersion;

/** Makes the explainer for a version's decisions. Called off the decision path, once a version. */
@FunctionalInterface
public interface ExplainerFactory {
    /**
     * Makes it.
     *
     * @param version the version
     * @return a thread-safe explainer over the version's schema
     */
    Explainer explainer(ModelVersion version);
}
