package io.modelgovernance.review;

import io.modelgovernance.Actor;
import io.modelgovernance.serving.Outcome;
import java.util.List;
import java.util.Optional;

/** The queue of decisions that people look at, and what becomes of them. Thread-safe. */
public interface Reviews {
    /**
     * Settles how a model's decisions are reviewed from now on.
     *
     * @param actor who
     * @param plan the plan
     * @param reason why
     * @return the plan
     * @throws io.modelgovernance.NotFoundException if there is no such model
     */
    ReviewPlan plan(Actor actor, ReviewPlan plan, String reason);

    /**
     * The plan in force.
     *
     * @param model the model
     * @return it, or empty
     */
    Optional<ReviewPlan> plan(String model);

    /**
     * Reads the decisions stored since the last time and queues those that are referred, that a rule means, or that are
     * drawn. A full queue is not overrun: what finds no room stays where it is and is read again.
     *
     * @param actor who
     * @param model the model
     * @param rules further reasons
     * @return what was done
     * @throws io.modelgovernance.ConflictException if the model has no plan
     */
    ReviewIntake collect(Actor actor, String model, List<ReviewRule> rules);

    /**
     * Claims the most pressing case that the reviewer may look at: escalated ones first, then by deadline. Whoever
     * developed the version, declared an interest in the model, or answered or holds the case already may not.
     *
     * @param reviewer a person
     * @param model the model
     * @return the case as far as the reviewer may see it, or empty if there is none
     */
    Optional<ReviewTask> claim(Actor reviewer, String model);

    /**
     * Answers a claimed case. Two answers that differ make a dispute, which a third person settles.
     *
     * @param reviewer who claimed it
     * @param model the model
     * @param decision the case
     * @param outcome approve or decline
     * @param reason one of the plan's codes
     * @param comment in words; no personal data
     * @return the case
     * @throws io.modelgovernance.ConflictException if the reviewer holds no claim, or it has lapsed
     */
    ReviewCase answer(Actor reviewer, String model, String decision, Outcome outcome, String reason, String comment);

    /**
     * Notes which cases are overdue.
     *
     * @param actor who
     * @param model the model
     * @return those noted now
     */
    List<ReviewCase> escalate(Actor actor, String model);

    /**
     * Finds a case.
     *
     * @param model the model
     * @param decision the decision
     * @return it, or empty
     */
    Optional<ReviewCase> find(String model, String decision);

    /**
     * Agreement and override rates.
     *
     * @param model the model
     * @return the report
     */
    ReviewReport report(String model);

    /**
     * Opens a finding, once, on each version whose override rate is shown to be above the limit; gates see it.
     *
     * @param actor who
     * @param model the model
     * @return the report it rests on
     */
    ReviewReport watch(Actor actor, String model);
}
