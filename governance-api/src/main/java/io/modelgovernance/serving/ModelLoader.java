package io.modelgovernance.serving;

import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;

/**
 * Makes a scorer from the verified files of a version. Called off the decision path, once a version.
 */
@FunctionalInterface
public interface ModelLoader {
    /**
     * Loads.
     *
     * @param version what is loaded
     * @param files its files, verified
     * @return a thread-safe scorer
     */
    Scorer load(ModelVersion version, ModelFiles files);
}
