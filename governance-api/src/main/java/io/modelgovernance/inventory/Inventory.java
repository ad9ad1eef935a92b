package io.modelgovernance.inventory;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import java.util.List;
import java.util.Optional;

/**
 * The inventory of models. What is declared is kept; the rest is read from what is on record anyway, so that the two
 * cannot disagree.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry.
 */
public interface Inventory {
    /**
     * Declares a model, or declares it anew.
     *
     * @param actor who
     * @param entry what is declared
     * @param reason why
     * @return the entry
     */
    InventoryEntry declare(Actor actor, InventoryEntry entry, String reason);

    /**
     * A model's entry.
     *
     * @param model the model
     * @param asOf when
     * @return it, or empty
     */
    Optional<InventoryEntry> entry(String model, AsOf asOf);

    /**
     * Every line: each model that is declared, and each that is registered but was never declared.
     *
     * @param asOf when
     * @return lines in order of model
     */
    List<InventoryLine> lines(AsOf asOf);

    /**
     * Attests that the inventory is complete and true, as far as the actor can tell.
     *
     * @param actor a person
     * @param statement his words
     * @return the attestation
     * @throws io.modelgovernance.ConflictException if the actor is no person
     */
    Attestation attest(Actor actor, String statement);

    /**
     * The attestations.
     *
     * @param asOf when
     * @return them, oldest first
     */
    List<Attestation> attestations(AsOf asOf);

    /**
     * The models that take the output of a model, directly or through others.
     *
     * @param model the model
     * @param asOf when
     * @return their ids, sorted
     */
    List<String> dependents(String model, AsOf asOf);

    /**
     * All models together.
     *
     * @param asOf when
     * @return tiers, what is overdue, and concentrations
     */
    Portfolio portfolio(AsOf asOf);
}
