package io.modelgovernance;

import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditLog;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.PersonalData;
import io.modelgovernance.audit.Receipts;
import io.modelgovernance.audit.RetentionSchedule;
import io.modelgovernance.audit.Subscription;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.inventory.Inventory;
import io.modelgovernance.lineage.LineageGraph;
import io.modelgovernance.lineage.Recalls;
import io.modelgovernance.monitoring.Monitors;
import io.modelgovernance.policy.Checklists;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Rulebook;
import io.modelgovernance.registry.Approvals;
import io.modelgovernance.registry.Catalogue;
import io.modelgovernance.registry.Custody;
import io.modelgovernance.registry.Deployments;
import io.modelgovernance.registry.Histories;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.Reviews;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.rollout.Rollouts;
import io.modelgovernance.serving.Delivery;
import io.modelgovernance.serving.KillSwitch;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.DecisionSink;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The front door: hands out the roles of governance and governs models.
 *
 * <p>Thread-safe. Close it when the application ends.
 */
public interface Governance extends AutoCloseable {
    /**
     * What exists, which may decide.
     *
     * @return the registry
     */
    ModelRegistry registry();

    /**
     * Every model there is.
     *
     * @return the inventory
     */
    Inventory inventory();

    /**
     * Search, tags, comparison.
     *
     * @return the catalogue
     */
    Catalogue catalogue();

    /**
     * Archive, lock, hold, deletion.
     *
     * @return the custody
     */
    Custody custody();

    /**
     * Models with their whole history, from and to other registries.
     *
     * @return the histories
     */
    Histories histories();

    /**
     * What is watched, window by window.
     *
     * @return the monitors
     */
    Monitors monitors();

    /**
     * What people have to have done before a version moves on.
     *
     * @return the checklists
     */
    Checklists checklists();

    /**
     * Where models run, and which processes serve them.
     *
     * @return the deployments
     */
    Deployments deployments();

    /**
     * Delegation, conflicts of interest, emergencies.
     *
     * @return the approvals
     */
    Approvals approvals();

    /**
     * Where it came from, what it touched.
     *
     * @return the lineage graph
     */
    LineageGraph lineage();

    /**
     * Data found bad, and everything that came of it.
     *
     * @return the recalls
     */
    Recalls recalls();

    /**
     * How much could go wrong.
     *
     * @return the risk register
     */
    RiskRegister risk();

    /**
     * Rules in force, exemptions, drafts run over the past.
     *
     * @return the rulebook
     */
    Rulebook rulebook();

    /**
     * Does it still see what it was trained for.
     *
     * @return the drift watch
     */
    DriftWatch drift();

    /**
     * Proof.
     *
     * @return the audit log
     */
    AuditLog audit();

    /**
     * Stops models and says who has heard.
     *
     * @return the kill switch
     */
    KillSwitch killSwitch();

    /**
     * Makes past decisions again.
     *
     * @return the replay
     */
    Replay replay();

    /**
     * Challengers beside champions.
     *
     * @return the roll-outs
     */
    Rollouts rollouts();

    /**
     * Decisions that people look at.
     *
     * @return the reviews
     */
    Reviews reviews();

    /**
     * Evaluates the gates of a stage for a version, without asking for anything.
     *
     * @param version the version
     * @param stage the stage
     * @return one result a gate
     */
    List<GateResult> gates(VersionId version, String stage);

    /**
     * Governs a model: the returned handle follows the alias {@code champion}.
     *
     * @param model the model's name
     * @param loader makes scorers from verified files
     * @return the governed model
     * @throws RefusedException if no version may decide now
     */
    default GovernedModel govern(String model, ModelLoader loader) {
        return govern(model, loader, ServingOptions.defaults());
    }

    /**
     * Governs a model.
     *
     * @param model the model's name
     * @param loader makes scorers from verified files
     * @param options how it is served
     * @return the governed model
     * @throws RefusedException if no version may decide now
     */
    GovernedModel govern(String model, ModelLoader loader, ServingOptions options);

    /**
     * Personal data that can be erased.
     *
     * @return the keeper of personal data
     * @throws IllegalStateException if the engine was given no keys of subjects
     */
    PersonalData personalData();

    /**
     * How safe acts and decisions are by now.
     *
     * @param anchored the last head that the witnesses took, such as {@code witnessing::anchored}
     * @return receipts
     */
    Receipts receipts(Supplier<Optional<Checkpoint>> anchored);

    /**
     * How long decisions are kept, and their removal.
     *
     * @return the schedule
     */
    RetentionSchedule retention();

    /**
     * Delivers every change, in order and at least once, from a position on. The listener is called off the acting
     * thread; one that throws is given the same entry again.
     *
     * @param after position to go on after, 0 for the start
     * @param listener receives the entries
     * @return closes the subscription
     */
    Subscription subscribe(long after, Consumer<AuditEntry> listener);

    /**
     * Hands every decision record of a model on to a sink, those of all processes, each writer's in order, off the
     * decision path. What was recorded while nobody delivered comes first. One process at a time should do it.
     *
     * @param model the model's name
     * @param sink where to; whoever made it closes it
     * @return closes the delivery
     */
    Delivery deliver(String model, DecisionSink sink);

    @Override
    void close();
}
