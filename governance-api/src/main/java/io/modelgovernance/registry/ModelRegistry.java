package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.model.FeatureSchema;
import java.util.List;
import java.util.Optional;

/**
 * What models exist and which version may decide.
 *
 * <p>Each call that changes something is one act: all of it is recorded with its audit entry, or none of it. Unknown
 * names raise {@link NotFoundException}, ill-formed ones {@link InvalidInputException}. Thread-safe.
 */
public interface ModelRegistry extends Aliases {
    /**
     * Registers files as the next version of a model; the model is created with its first version.
     *
     * @param actor who registers; counts as a developer of the version
     * @param model the model's name
     * @param candidate the files and what is known of them
     * @param schema the version's inputs
     * @return the new version, in the lifecycle's first stage
     * @throws InvalidInputException if a name is ill-formed, a file is missing or the run is unknown
     */
    ModelVersion register(Actor actor, String model, Candidate candidate, FeatureSchema schema);

    /**
     * One version.
     *
     * @param id which
     * @return its content
     * @throws NotFoundException if it is not registered
     */
    default ModelVersion version(VersionId id) {
        return version(id, AsOf.now());
    }

    /**
     * One version, also one that was deleted since.
     *
     * @param id which
     * @param asOf when
     * @return its content
     * @throws NotFoundException if it was not registered then
     */
    ModelVersion version(VersionId id, AsOf asOf);

    /**
     * The versions of a model.
     *
     * @param model the model
     * @param asOf when
     * @return versions by number
     * @throws NotFoundException if the model is unknown
     */
    List<ModelVersion> versions(String model, AsOf asOf);

    /**
     * The names of all models.
     *
     * @param asOf when
     * @return names in order
     */
    List<String> models(AsOf asOf);

    /**
     * Where a version stood in its life.
     *
     * @param id which
     * @param asOf when
     * @return its stage
     * @throws NotFoundException if it was not registered then
     */
    String stage(VersionId id, AsOf asOf);

    /**
     * Reads a version's files, verified.
     *
     * @param id which
     * @return its files
     */
    ModelFiles files(VersionId id);

    /**
     * Asks to move a version to another stage. The gates of that stage are evaluated now; a refusal is recorded.
     *
     * @param actor who asks
     * @param id the version
     * @param stage the stage wanted
     * @param comment why
     * @return the open request
     * @throws RefusedException if a gate does not pass
     * @throws ConflictException if a request for that version is open already
     */
    TransitionRequest request(Actor actor, VersionId id, String stage, String comment);

    /**
     * Votes for the open request of a version. The vote that completes the number carries the move out, if the gates
     * pass again in that same act.
     *
     * @param actor who votes: a person who neither requested nor developed it, once
     * @param id the version
     * @param comment why
     * @return the request after the vote
     * @throws ConflictException if the vote is not allowed, or the request or its approvals have expired
     * @throws RefusedException if a gate does not pass any more
     */
    TransitionRequest approve(Actor actor, VersionId id, String comment);

    /**
     * Votes against the open request of a version, which closes it.
     *
     * @param actor who votes
     * @param id the version
     * @param comment why
     * @return the request, rejected
     * @throws ConflictException if the vote is not allowed
     */
    TransitionRequest reject(Actor actor, VersionId id, String comment);

    /**
     * Takes the open request of a version back.
     *
     * @param actor the requester
     * @param id the version
     * @param comment why
     * @return the request, withdrawn
     * @throws ConflictException if the actor did not make it
     */
    TransitionRequest withdraw(Actor actor, VersionId id, String comment);

    /**
     * All requests of a model, oldest first.
     *
     * @param model the model
     * @return the requests
     */
    default List<TransitionRequest> requests(String model) {
        return requests(model, AsOf.now());
    }

    /**
     * All requests of a model with the votes and status that they had at a moment, oldest first.
     *
     * @param model the model
     * @param asOf when
     * @return the requests
     * @throws NotFoundException if there was no such model
     */
    List<TransitionRequest> requests(String model, AsOf asOf);

    /**
     * Writes a model's card.
     *
     * @param actor who
     * @param model a registered model
     * @param card the card
     */
    void reviseCard(Actor actor, String model, ModelCard card);

    /**
     * A model's card.
     *
     * @param model the model
     * @param asOf when
     * @return the card valid then
     */
    Optional<ModelCard> card(String model, AsOf asOf);

    /**
     * Stops a model: no version of it may decide until it is resumed.
     *
     * @param actor who
     * @param model the model
     * @param reason why
     */
    void suspend(Actor actor, String model, String reason);

    /**
     * Lets a stopped model decide again.
     *
     * @param actor who; not the one who stopped it
     * @param model the model
     * @param reason why
     * @throws ConflictException if it is not stopped, or was stopped by the same actor
     */
    void resume(Actor actor, String model, String reason);

    /**
     * Why a model is stopped.
     *
     * @param model the model
     * @return the reason, or empty if it is not stopped
     */
    default Optional<String> suspension(String model) {
        return suspension(model, AsOf.now());
    }

    /**
     * Why a model was stopped at a moment.
     *
     * @param model the model
     * @param asOf when
     * @return the reason, or empty if it was not stopped
     * @throws NotFoundException if there was no such model
     */
    Optional<String> suspension(String model, AsOf asOf);

    /**
     * Makes several changes at once: all of them with one audit entry, or none.
     *
     * @param actor who
     * @param changes what, in this order, at least one
     * @param reason why
     * @throws ConflictException if an alias has another revision than expected
     * @throws RefusedException if a version may not serve where an alias is to point to it
     */
    void change(Actor actor, List<? extends Change> changes, String reason);
}
