package io.modelgovernance.serving;

import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Objects;

/**
 * What decides when the version that is followed does not: another version of the model, another model, or rules.
 *
 * <p>A fallback must have a permit of its own; one that has none is passed over.
 */
public sealed interface Fallback permits Fallback.ToAlias, Fallback.ToModel, Fallback.ByRules {
    /**
     * Its name in records.
     *
     * @return the name
     */
    String name();

    /**
     * The version another alias of the same model points to, such as the champion before.
     *
     * @param alias the alias
     */
    record ToAlias(String alias) implements Fallback {
        /** Checks the name. */
        public ToAlias {
            Names.require("alias", alias);
        }

        @Override
        public String name() {
            return "alias " + alias;
        }
    }

    /**
     * Another governed model with the same inputs, such as a simpler one. Its decision is recorded as its own, with the
     * reason why it was asked.
     *
     * @param name its name in records
     * @param model the model; whoever made it closes it
     */
    record ToModel(String name, GovernedModel model) implements Fallback {
        /** Checks the name. */
        public ToModel {
            Names.requireLabel("fallback", name);
            Objects.requireNonNull(model, "model");
        }
    }

    /**
     * Rules.
     *
     * @param name name and version of the rules
     * @param rules the rules
     */
    record ByRules(String name, FallbackRules rules) implements Fallback {
        /**
         * Checks.
         *
         * @throws InvalidInputException if the name does not fit
         */
        public ByRules {
            Names.requireLabel("fallback", name);
            Objects.requireNonNull(rules, "rules");
        }
    }
}
