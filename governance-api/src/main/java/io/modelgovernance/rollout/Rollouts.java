package io.modelgovernance.rollout;

import io.modelgovernance.Actor;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.ServingOptions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Roll-outs: a challenger is tried beside the champion by a plan settled before, and ends in a request for promotion or
 * is rolled back. Thread-safe.
 */
public interface Rollouts {
    /**
     * Starts a roll-out, as a shadow at first.
     *
     * @param actor who
     * @param plan the plan; its steps are shares of the subjects
     * @param reason why
     * @return the roll-out
     * @throws io.modelgovernance.ConflictException if one of the model is open
     * @throws io.modelgovernance.InvalidInputException if the challenger is the champion, or takes other inputs
     */
    Rollout start(Actor actor, RolloutPlan plan, String reason);

    /**
     * Takes the next step: the challenger gets a greater share. Nobody who has the challenger goes back to the champion.
     *
     * @param actor who
     * @param model the model
     * @param reason why
     * @return the roll-out
     * @throws io.modelgovernance.RefusedException if the challenger is in no stage that may decide, the canary's alias
     *     points elsewhere, or a gate of the stage it shall come to does not pass; the refusal is recorded
     * @throws io.modelgovernance.ConflictException if none is open or all steps were taken
     */
    Rollout step(Actor actor, String model, String reason);

    /**
     * Has the challenger make past decisions, and puts a summary on record.
     *
     * @param actor who
     * @param model the model
     * @param past the decisions, read once
     * @param loader makes the scorer
     * @param options the checks
     * @return how many decisions would change, and how
     */
    ReplayReport mirror(
            Actor actor, String model, Iterator<Replay.Case> past, ModelLoader loader, ServingOptions options);

    /**
     * Reports what became of a decision, however late. Only the first report of each metric about a subject counts, and
     * only one that the plan watches.
     *
     * @param model the model
     * @param decisionId the decision
     * @param metric the metric
     * @param happened whether it happened
     * @return true if it was taken in; false if no roll-out is open, the decision is no part of it, or counts already
     * @throws io.modelgovernance.NotFoundException if a roll-out is open and no such decision is stored
     */
    boolean outcome(String model, String decisionId, String metric, boolean happened);

    /**
     * Compares the arms, and ends the roll-out if that is due: rolled back if harm is shown or another version has become
     * champion; concluded, with a request for promotion, if the goal is shown. May be called as often as one likes.
     *
     * @param model the model
     * @return what was seen
     * @throws io.modelgovernance.ConflictException if none is open
     */
    RolloutEvidence look(String model);

    /**
     * Stops a roll-out.
     *
     * @param actor who
     * @param model the model
     * @param reason why
     * @return the roll-out
     * @throws io.modelgovernance.ConflictException if none is open
     */
    Rollout stop(Actor actor, String model, String reason);

    /**
     * The latest roll-out.
     *
     * @param model the model
     * @return it, open or not
     */
    Optional<Rollout> latest(String model);

    /**
     * Every roll-out.
     *
     * @param model the model
     * @return the oldest first
     */
    List<Rollout> all(String model);

    /**
     * What the shadow of the latest roll-out saw, over all processes.
     *
     * @param model the model
     * @return the comparison
     */
    ShadowReport shadow(String model);

    /**
     * The arm of a subject.
     *
     * @param model the model
     * @param subject the pseudonym
     * @return the assignment in the open roll-out, empty if no share is given
     */
    Optional<Assignment> assignment(String model, String subject);

    /**
     * Serves a model with its roll-outs.
     *
     * @param model the model
     * @param loader makes scorers
     * @param options how
     * @return the model
     * @throws io.modelgovernance.RefusedException if the champion may not decide now
     */
    RolledOutModel serve(String model, ModelLoader loader, RolloutOptions options);

    /**
     * Whether a version is being tried.
     *
     * @param version the version
     * @return true if it is the challenger of an open roll-out
     */
    default boolean tried(VersionId version) {
        return latest(version.model())
                .filter(one -> one.status() == Rollout.Status.OPEN)
                .filter(one -> one.plan().challenger().equals(version))
                .isPresent();
    }
}
