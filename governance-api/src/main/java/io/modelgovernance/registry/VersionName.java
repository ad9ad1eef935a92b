package io.modelgovernance.registry;

import io.modelgovernance.Names;

/** How a version gets a name of its own beside its number, as it is registered. */
public sealed interface VersionName {
    /**
     * The caller says which.
     *
     * @param label the name, once in a model
     */
    record Given(String label) implements VersionName {
        /**
         * Checks.
         *
         * @throws io.modelgovernance.InvalidInputException if it is no label
         */
        public Given {
            Names.requireLabel("label", label);
        }
    }

    /**
     * The semantic version after the greatest one that a version of the model has; before the first there is 0.0.0.
     *
     * @param part which part goes up
     */
    record Following(SemanticVersion.Part part) implements VersionName {}
}
