package io.modelgovernance.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import java.time.Instant;
import java.util.List;

/** What drifts and who deals with it. Each call that changes something is one act. Thread-safe. */
public interface Alerts {
    /**
     * The alerts of a model.
     *
     * @param model the model
     * @param asOf when
     * @return all of them, closed ones too, in the order in which they were opened
     */
    List<Alert> of(String model, AsOf asOf);

    /**
     * Takes an alert on.
     *
     * @param actor a person
     * @param model the model
     * @param id the alert
     * @param note what is done about it
     * @return the alert
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is closed
     * @throws InvalidInputException if the actor is no person
     */
    Alert acknowledge(Actor actor, String model, String id, String note);

    /**
     * Keeps an alert from being escalated for a while.
     *
     * @param actor a person
     * @param model the model
     * @param id the alert
     * @param until the end of the silence, in the future
     * @param reason why
     * @return the alert
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is closed
     * @throws InvalidInputException if the end is past, the reason is missing, or the actor is no person
     */
    Alert silence(Actor actor, String model, String id, Instant until, String reason);

    /**
     * Escalates what is overdue: open, not silenced, and not acknowledged in time. A scheduler calls it; a listener of
     * the events ({@code Governance.subscribe}) tells whom it concerns.
     *
     * @param actor who
     * @param model the model
     * @return those that were escalated by this call
     */
    List<Alert> escalate(Actor actor, String model);

    /**
     * Closes an alert.
     *
     * @param actor a person
     * @param model the model
     * @param id the alert
     * @param reason what was found
     * @return the alert
     * @throws NotFoundException if there is none
     * @throws ConflictException if it is closed already
     * @throws InvalidInputException if the reason is missing, or the actor is no person
     */
    Alert close(Actor actor, String model, String id, String reason);
}
