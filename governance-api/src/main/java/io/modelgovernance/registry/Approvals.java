package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.RefusedException;
import java.time.Instant;
import java.util.List;

/** Who may vote on a model beyond the rule: delegates, and those who may not; and what to do in an emergency. */
public interface Approvals {
    /**
     * Lets somebody vote in one's stead.
     *
     * @param actor who delegates, with the roles that the vote is to count for
     * @param model votes on which model
     * @param to id of the person who may vote instead
     * @param until the delegation ends then
     * @param reason why
     * @return the delegation
     */
    Delegation delegate(Actor actor, String model, String to, Instant until, String reason);

    /**
     * Votes in somebody's stead. Neither of the two may be the requester, a developer, in a conflict of interest, or
     * have voted already, in person or by another.
     *
     * @param actor who votes
     * @param principal id of whom it is for
     * @param version the version with an open request
     * @param approve for or against
     * @param comment why
     * @return the request
     * @throws ConflictException if there is no delegation in force, or one of them may not vote
     * @throws RefusedException if it was the deciding vote and a gate did not pass
     */
    TransitionRequest voteFor(Actor actor, String principal, VersionId version, boolean approve, String comment);

    /**
     * Declares a conflict of interest: from now on the actor has no vote on the model.
     *
     * @param actor whose interest
     * @param model the model
     * @param reason what it is
     */
    void declareInterest(Actor actor, String model, String reason);

    /**
     * The ids of those with a declared conflict of interest.
     *
     * @param model the model
     * @return ids, sorted
     */
    default List<String> interested(String model) {
        return interested(model, AsOf.now());
    }

    /**
     * The ids of those who had declared a conflict of interest by a moment.
     *
     * @param model the model
     * @param asOf when
     * @return ids, sorted
     */
    List<String> interested(String model, AsOf asOf);

    /**
     * The delegations on a model, those that have ended included.
     *
     * @param model the model
     * @param asOf when
     * @return the delegations by who delegates, to whom
     */
    List<Delegation> delegations(String model, AsOf asOf);

    /**
     * Moves a version in an emergency, without votes and past gates that do not pass; each of those is recorded. A
     * finding of severity HIGH is opened for the review afterwards, which somebody else has to close. Who may do it is
     * for the {@link io.modelgovernance.policy.Access} rules to say; without such rules nobody may.
     *
     * @param actor who
     * @param version which
     * @param stage where to
     * @param reason the emergency
     * @return the committed request, with no votes
     * @throws RefusedException if the actor may not, or the version is archived or has a critical finding open
     */
    TransitionRequest breakGlass(Actor actor, VersionId version, String stage, String reason);
}
