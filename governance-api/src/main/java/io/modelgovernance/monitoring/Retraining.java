package io.modelgovernance.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.registry.VersionId;
import java.util.List;

/**
 * From an alert to a new version. A request is an act and an event that a training pipeline subscribes to; training itself
 * is its business. Each call that changes something is one act. Thread-safe.
 */
public interface Retraining {
    /**
     * Asks for a version that is trained anew.
     *
     * @param actor who; a person or a service
     * @param version the version that drifted
     * @param reason why
     * @return the request, with every alert of the version that is not closed
     * @throws NotFoundException if the version has no such alert
     * @throws ConflictException if a request for it is open
     * @throws InvalidInputException if the reason is missing
     */
    RetrainingRequest request(Actor actor, VersionId version, String reason);

    /**
     * Says which version a request led to. Its gates and votes are those of any version.
     *
     * @param actor who
     * @param model the model
     * @param id the request
     * @param trained another version of the model that is on record
     * @return the request
     * @throws NotFoundException if there is no such request or version
     * @throws ConflictException if it was answered before
     * @throws InvalidInputException if the version is of another model or the one that drifted
     */
    RetrainingRequest answer(Actor actor, String model, String id, VersionId trained);

    /**
     * The requests of a model.
     *
     * @param model the model
     * @param asOf when
     * @return all of them, in the order in which they were made
     */
    List<RetrainingRequest> of(String model, AsOf asOf);
}
