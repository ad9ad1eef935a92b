package io.modelgovernance.core;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditLog;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.PersonalData;
import io.modelgovernance.audit.Receipts;
import io.modelgovernance.audit.RetentionSchedule;
import io.modelgovernance.audit.Subscription;
import io.modelgovernance.core.audit.AuditEngine;
import io.modelgovernance.core.audit.PersonalDataEngine;
import io.modelgovernance.core.bundle.HistoriesEngine;
import io.modelgovernance.core.inventory.InventoryEngine;
import io.modelgovernance.core.inventory.Lines;
import io.modelgovernance.core.inventory.UseWatch;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.lineage.LineageEngine;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.monitoring.DriftEngine;
import io.modelgovernance.core.monitoring.Fallback;
import io.modelgovernance.core.monitoring.MonitorsEngine;
import io.modelgovernance.core.monitoring.References;
import io.modelgovernance.core.outcome.OutcomesEngine;
import io.modelgovernance.core.policy.ChecklistsEngine;
import io.modelgovernance.core.recall.RecallEngine;
import io.modelgovernance.core.registry.ApprovalsEngine;
import io.modelgovernance.core.registry.CatalogueEngine;
import io.modelgovernance.core.registry.CustodyEngine;
import io.modelgovernance.core.registry.RegistryEngine;
import io.modelgovernance.core.registry.Transitions;
import io.modelgovernance.core.review.ReviewEngine;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.core.risk.RiskEngine;
import io.modelgovernance.core.rollout.RolloutEngine;
import io.modelgovernance.core.rulebook.RulebookEngine;
import io.modelgovernance.core.serving.DecisionDelivery;
import io.modelgovernance.core.serving.DeploymentsEngine;
import io.modelgovernance.core.serving.Guard;
import io.modelgovernance.core.serving.KillSwitchEngine;
import io.modelgovernance.core.serving.ReceiptsEngine;
import io.modelgovernance.core.serving.ReplayEngine;
import io.modelgovernance.core.serving.RetentionEngine;
import io.modelgovernance.core.serving.ServingContext;
import io.modelgovernance.core.serving.StoredDecisions;
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
import io.modelgovernance.spi.SubjectKeys;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Governance over a store, wired by the application:
 * {@code GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()}.
 *
 * <p>Thread-safe. Holds one daemon thread unless a scheduler is handed in.
 */
public final class GovernanceEngine implements Governance {
    private final Ledger ledger;
    private final RegistryEngine registry;
    private final CatalogueEngine catalogue;
    private final CustodyEngine custody;
    private final HistoriesEngine histories;
    private final ApprovalsEngine approvals;
    private final MonitorsEngine monitors;
    private final ChecklistsEngine checklists;
    private final DeploymentsEngine deployments;
    private final LineageEngine lineage;
    private final RecallEngine recalls;
    private final RiskEngine risk;
    private final RulebookEngine rulebook;
    private final InventoryEngine inventory;
    private final DriftEngine drift;
    private final AuditEngine audit;
    private final RetentionEngine retention;
    private final @Nullable PersonalData personalData;
    private final Transitions transitions;
    private final ServingContext serving;
    private final RolloutEngine rollouts;
    private final ExecutorService ownedWriters;
    private final boolean ownsScheduler;
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();

    GovernanceEngine(GovernanceBuilder wiring, ScheduledExecutorService scheduler, boolean ownsScheduler) {
        this.ledger = new Ledger(wiring.name, wiring.records(), wiring.clock, wiring.access);
        Provenance provenance = new Provenance(ledger, new StoredDecisions(ledger, wiring.observations())::edge);
        this.transitions = new Transitions(ledger, wiring.lifecycles, wiring.policy, provenance);
        this.registry = new RegistryEngine(ledger, wiring.content(), transitions, provenance);
        this.catalogue = new CatalogueEngine(ledger, transitions);
        this.custody = new CustodyEngine(ledger, transitions, provenance);
        this.approvals = new ApprovalsEngine(ledger, transitions);
        this.checklists = new ChecklistsEngine(ledger, wiring.policy);
        this.lineage = new LineageEngine(ledger, provenance);
        this.recalls = new RecallEngine(ledger, provenance, new StoredDecisions(ledger, wiring.observations()));
        this.risk = new RiskEngine(ledger, wiring.scorer);
        this.rulebook = new RulebookEngine(ledger, provenance, new StoredDecisions(ledger, wiring.observations()));
        References references = new References(ledger, wiring.content());
        Fallback fallback = new Fallback(wiring.policy, wiring.lifecycles, new Labels(ledger, provenance));
        Rescoring rescoring = new Rescoring(wiring.scorer);
        this.drift = new DriftEngine(ledger, references, fallback, rescoring);
        OutcomesEngine outcomes =
                new OutcomesEngine(ledger, new StoredDecisions(ledger, wiring.observations()), rescoring);
        this.monitors = new MonitorsEngine(
                ledger, wiring.observations(), references, fallback, rescoring, lineage, outcomes, wiring.random);
        this.deployments = new DeploymentsEngine(
                ledger, wiring.observations(), registry, wiring.lifecycles, new Labels(ledger, provenance));
        this.inventory = new InventoryEngine(
                ledger,
                registry,
                new Lines(registry, risk, lineage, drift, deployments, wiring.policy),
                new UseWatch(ledger, new StoredDecisions(ledger, wiring.observations()), rescoring));
        this.retention = new RetentionEngine(ledger, wiring.observations(), provenance, wiring.policy);
        SubjectKeys keys = wiring.subjectKeys();
        this.personalData = keys == null ? null : new PersonalDataEngine(ledger, wiring.content(), keys, wiring.random);
        this.audit = new AuditEngine(ledger, wiring.records(), wiring.observations(), wiring.signer(), wiring.heads());
        this.histories =
                new HistoriesEngine(ledger, wiring.records(), wiring.content(), audit, transitions, provenance);
        ExecutorService writers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "governance-writer");
            thread.setDaemon(true);
            return thread;
        });
        this.serving = new ServingContext(
                ledger,
                wiring.observations(),
                monitors,
                wiring.lifecycles,
                wiring.policy,
                scheduler,
                writers,
                wiring.ticker,
                wiring.random);
        this.rollouts = new RolloutEngine(serving, registry, transitions, open::add);
        this.ownedWriters = writers;
        this.ownsScheduler = ownsScheduler;
    }

    /**
     * Begins the wiring.
     *
     * @return a builder with the standard policy, lifecycle and scorecard, the system clock and a fresh signing key
     */
    public static GovernanceBuilder builder() {
        return new GovernanceBuilder();
    }

    @Override
    public ModelRegistry registry() {
        return registry;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Catalogue catalogue() {
        return catalogue;
    }

    @Override
    public Custody custody() {
        return custody;
    }

    @Override
    public Histories histories() {
        return histories;
    }

    @Override
    public Monitors monitors() {
        return monitors;
    }

    @Override
    public Checklists checklists() {
        return checklists;
    }

    @Override
    public Deployments deployments() {
        return deployments;
    }

    @Override
    public Approvals approvals() {
        return approvals;
    }

    @Override
    public LineageGraph lineage() {
        return lineage;
    }

    @Override
    public Recalls recalls() {
        return recalls;
    }

    @Override
    public RiskRegister risk() {
        return risk;
    }

    @Override
    public Rulebook rulebook() {
        return rulebook;
    }

    @Override
    public DriftWatch drift() {
        return drift;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public PersonalData personalData() {
        PersonalData given = personalData;
        if (given == null) {
            throw new IllegalStateException(
                    "The engine must be given the keys of subjects. Maybe .subjectKeys(...) is meant.");
        }
        return given;
    }

    @Override
    public Receipts receipts(Supplier<Optional<Checkpoint>> anchored) {
        return new ReceiptsEngine(ledger, serving.observations(), anchored);
    }

    @Override
    public RetentionSchedule retention() {
        return retention;
    }

    @Override
    public KillSwitch killSwitch() {
        return new KillSwitchEngine(ledger, serving.observations(), registry);
    }

    @Override
    public Replay replay() {
        return new ReplayEngine(registry, ledger, serving.policy());
    }

    @Override
    public Rollouts rollouts() {
        return rollouts;
    }

    @Override
    public Reviews reviews() {
        return new ReviewEngine(ledger, serving.observations(), registry, approvals, risk, rollouts);
    }

    @Override
    public List<GateResult> gates(VersionId version, String stage) {
        Act reading = ledger.read();
        return transitions.gates(reading, registry.version(version), stage);
    }

    @Override
    public GovernedModel govern(String model, ModelLoader loader, ServingOptions options) {
        Guard guard = new Guard(serving, registry, model, loader, options);
        open.add(guard);
        return guard;
    }

    @Override
    public Subscription subscribe(long after, Consumer<AuditEntry> listener) {
        Feed feed = new Feed(audit, ledger, serving.scheduler(), after, listener);
        open.add(feed);
        return feed;
    }

    @Override
    public Delivery deliver(String model, DecisionSink sink) {
        DecisionDelivery delivery = new DecisionDelivery(serving, model, sink);
        open.add(delivery);
        return delivery;
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(GovernanceEngine.class).warn("Closing: {}", e.getMessage());
            }
        }
        ownedWriters.shutdown();
        if (ownsScheduler) {
            serving.scheduler().shutdown();
        }
    }
}
