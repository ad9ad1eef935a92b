package io.modelgovernance.inventory;

import io.modelgovernance.Names;

/**
 * A use that a model is approved for; it is rated by what it is used for, not by what it is made of.
 *
 * @param id its id, the purpose that callers name
 * @param description what is decided with it
 * @param population on whom
 * @param decisionEffect what the decision does to them
 * @param autonomy how far it acts without a person, such as {@code reviewed by exception}
 */
public record UseCase(String id, String description, String population, String decisionEffect, String autonomy) {
    /** Checks the id. */
    public UseCase {
        Names.require("use", id);
    }
}
