package io.modelgovernance.audit;

import io.modelgovernance.Actor;
import io.modelgovernance.IntegrityException;
import java.util.List;

/**
 * How long decisions are kept, and their removal when nothing needs them any more.
 *
 * <p>The log itself is never cut: it keeps the root over every removed batch and the act that removed it, so that every
 * proof stays valid and verification says what was removed by order and what by hand. Thread-safe.
 */
public interface RetentionSchedule {
    /**
     * Lays down how long decisions of a class are kept, those made already too.
     *
     * @param actor who
     * @param schedule the class
     * @param reason why
     * @return the class
     */
    RetentionClass define(Actor actor, RetentionClass schedule, String reason);

    /**
     * The classes in force.
     *
     * @return the classes by name
     */
    List<RetentionClass> classes();

    /**
     * Removes a model's sealed decisions, whole batches of them, unless something needs one of the batch: its class has
     * time left or is not defined, the policy keeps decisions of its version's tier for longer, an applicant has still to be told, its version is under legal hold or has to be kept,
     * or lineage leads on from it. Each removal is recorded first; one that was recorded and not finished is finished.
     *
     * @param actor who
     * @param model the model
     * @param reason why
     * @return what was removed, and what needs the rest
     * @throws IntegrityException if a batch is not what was sealed: evidence of tampering is not removed
     * @throws UnsupportedOperationException if the store of observations is not a
     *     {@link io.modelgovernance.spi.PrunableObservationStore}
     */
    Pruning prune(Actor actor, String model, String reason);
}
