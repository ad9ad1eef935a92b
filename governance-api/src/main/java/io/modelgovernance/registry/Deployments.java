package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import java.util.List;

/**
 * Where models run, and which processes serve them right now.
 *
 * <p>Deployments are declared and kept with their history; processes report of themselves. Each call that changes
 * something is one act. Thread-safe.
 */
public interface Deployments {
    /**
     * Declares an environment, or revises it.
     *
     * @param actor who
     * @param environment what it is
     * @return the environment
     */
    Environment declare(Actor actor, Environment environment);

    /**
     * What environments there are.
     *
     * @param asOf when
     * @return environments by name
     */
    List<Environment> environments(AsOf asOf);

    /**
     * Records that a version was put to work. A deployment of the same name is replaced.
     *
     * @param actor who
     * @param plan what and where
     * @return the deployment
     * @throws NotFoundException if the environment, the version or the alias is unknown
     * @throws RefusedException if the version may not run there: archived, tainted, or with a critical finding; or, in
     *     production, in a stage that is not servable
     */
    Deployment deploy(Actor actor, DeploymentPlan plan);

    /**
     * Records that a deployment was taken away.
     *
     * @param actor who
     * @param model the model
     * @param name the deployment's name
     * @param reason why
     * @return the deployment
     * @throws NotFoundException if there is none that runs
     */
    Deployment retire(Actor actor, String model, String name, String reason);

    /**
     * What runs where.
     *
     * @param model the model
     * @param asOf when
     * @return those that ran then, by name
     * @throws NotFoundException if the model is unknown
     */
    List<Deployment> of(String model, AsOf asOf);

    /**
     * All that one deployment was.
     *
     * @param model the model
     * @param name its name
     * @return every state of it, the oldest first
     */
    List<Deployment> history(String model, String name);

    /**
     * Which processes serve a model, and whether they serve what they should. A process takes up a champion change at the
     * latest a third of its lease later; one that hears nothing refuses from {@link ServingProcess#leaseEnds} on.
     *
     * @param model the model
     * @return processes by deployment and id; those that have ended, or lapsed long ago, are left out
     * @throws InvalidInputException if the name cannot be one
     */
    List<ServingProcess> processes(String model);
}
