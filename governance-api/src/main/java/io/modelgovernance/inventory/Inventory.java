package io.modelgovernance.inventory;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
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
     * What has to be done about the registered models: rate, validate (for the first time, because a version differs,
     * because time has passed, or because something happened since), monitor, close findings, renew what ends. How often
     * follows from each version's tier in the policy in force.
     *
     * @param asOf when; on a past day under the policy of today
     * @return duties that are due and that come, in order of when they are due; those without a time last
     */
    List<Duty> duties(AsOf asOf);

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
     * Counts what a version was used for and how often outside its conditions of use, beside what it is approved for, and
     * rates it again by the share outside if its scheme reads it, in the same act. What the recording rule leaves out of
     * the log is not counted.
     *
     * @param actor who
     * @param version the version
     * @param from the first moment counted
     * @param to the first moment no longer counted
     * @return the observation
     * @throws io.modelgovernance.InvalidInputException if the time ends before it begins
     * @throws io.modelgovernance.NotFoundException if there is no such version
     */
    UseObservation observeUse(Actor actor, VersionId version, Instant from, Instant to);

    /**
     * What was observed of the use of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the observations, oldest first
     */
    List<UseObservation> useOf(VersionId version, AsOf asOf);

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
