package io.modelgovernance.core;

import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.HeadMemory;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.policy.Access;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.SubjectKeys;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Wires an engine. Not thread-safe; build once. */
public final class GovernanceBuilder {
    String name = "governance";
    Policy policy = Gates.standardPolicy();
    Lifecycles lifecycles = Lifecycles.of(Lifecycle.standard());
    Access access = Access.standard();
    RiskScorer scorer = new Scorecard();
    Clock clock = Clock.systemUTC();
    LongSupplier ticker = System::nanoTime;
    final SecureRandom random = new SecureRandom();
    private @Nullable GovernanceStore records;
    private @Nullable ObservationStore observations;
    private @Nullable ContentStore content;
    private Optional<HeadMemory> heads = Optional.empty();
    private @Nullable SubjectKeys subjectKeys;
    private @Nullable Signer signer;
    private @Nullable ScheduledExecutorService scheduler;

    GovernanceBuilder() {}

    /**
     * Keeps everything in one store.
     *
     * @param store a store of all three shapes
     * @param <S> its type
     * @return this
     */
    public <S extends GovernanceStore & ObservationStore & ContentStore> GovernanceBuilder store(S store) {
        return store(store, store, store);
    }

    /**
     * Keeps each shape in a store of its own.
     *
     * @param forRecords records and journal
     * @param forObservations observations
     * @param forContent content
     * @return this
     */
    public GovernanceBuilder store(
            GovernanceStore forRecords, ObservationStore forObservations, ContentStore forContent) {
        this.records = forRecords;
        this.observations = forObservations;
        this.content = forContent;
        return this;
    }

    /**
     * Names the audit log; the name is part of each entry and each checkpoint.
     *
     * @param logName a name, {@code governance} if not called
     * @return this
     */
    public GovernanceBuilder name(String logName) {
        this.name = Names.require("log name", logName);
        return this;
    }

    /**
     * The rules in force.
     *
     * @param rules {@link Gates#standardPolicy()} if not called
     * @return this
     */
    public GovernanceBuilder policy(Policy rules) {
        this.policy = rules;
        return this;
    }

    /**
     * The stages in force for models that have no lifecycle of their own.
     *
     * @param stages {@link Lifecycle#standard()} if not called
     * @return this
     */
    public GovernanceBuilder lifecycle(Lifecycle stages) {
        this.lifecycles = new Lifecycles(stages, lifecycles.own());
        return this;
    }

    /**
     * The stages in force for one model.
     *
     * @param model the model
     * @param stages its lifecycle
     * @return this
     * @throws InvalidInputException if the name cannot be one
     */
    public GovernanceBuilder lifecycle(String model, Lifecycle stages) {
        this.lifecycles = lifecycles.with(model, stages);
        return this;
    }

    /**
     * Who may do what.
     *
     * @param rules {@link Access#standard()} if not called
     * @return this
     */
    public GovernanceBuilder access(Access rules) {
        this.access = rules;
        return this;
    }

    /**
     * The risk scheme in force.
     *
     * @param scheme {@link Scorecard} if not called
     * @return this
     */
    public GovernanceBuilder riskScorer(RiskScorer scheme) {
        this.scorer = scheme;
        return this;
    }

    /**
     * Signs checkpoints.
     *
     * @param key a key that is kept; without one a fresh key is made and checkpoints cannot be checked after a restart
     * @return this
     */
    public GovernanceBuilder signer(Signer key) {
        this.signer = key;
        return this;
    }

    /**
     * Remembers heads of the log beyond this process, so that a log which was rolled back while it was down is found out
     * and not signed, and so that the first checkpoint after a start reads only what is new.
     *
     * @param memory out of reach of the database's administrators; memory of this process alone if not called
     * @return this
     */
    public GovernanceBuilder heads(HeadMemory memory) {
        this.heads = Optional.of(memory);
        return this;
    }

    /**
     * Lets personal data be kept and erased.
     *
     * @param keys where the keys of subjects are, apart from the store
     * @return this
     */
    public GovernanceBuilder subjectKeys(SubjectKeys keys) {
        this.subjectKeys = keys;
        return this;
    }

    /**
     * The time of acts.
     *
     * @param time the system's UTC clock if not called
     * @return this
     */
    public GovernanceBuilder clock(Clock time) {
        this.clock = time;
        return this;
    }

    /**
     * Monotonic time that staleness is measured by.
     *
     * @param nanoseconds {@code System.nanoTime} if not called
     * @return this
     */
    public GovernanceBuilder ticker(LongSupplier nanoseconds) {
        this.ticker = nanoseconds;
        return this;
    }

    /**
     * Runs refreshes, flushes and deliveries.
     *
     * @param executor the application's; one daemon thread of our own if not called
     * @return this
     */
    public GovernanceBuilder scheduler(ScheduledExecutorService executor) {
        this.scheduler = executor;
        return this;
    }

    /**
     * Builds the engine.
     *
     * @return governance, ready
     * @throws IllegalStateException if no store was given
     */
    public Governance build() {
        ScheduledExecutorService given = scheduler;
        ScheduledExecutorService used = given != null
                ? given
                : Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "governance");
                    thread.setDaemon(true);
                    return thread;
                });
        return new GovernanceEngine(this, used, given == null);
    }

    GovernanceStore records() {
        return required(records);
    }

    ObservationStore observations() {
        return required(observations);
    }

    ContentStore content() {
        return required(content);
    }

    Optional<HeadMemory> heads() {
        return heads;
    }

    @Nullable
    SubjectKeys subjectKeys() {
        return subjectKeys;
    }

    Signer signer() {
        Signer given = signer;
        return given != null ? given : Ed25519Signer.generate(name);
    }

    private static <T> T required(@Nullable T store) {
        if (store == null) {
            throw new IllegalStateException(
                    "The engine must be given a store. Maybe .store(new InMemoryGovernanceStore()) is meant.");
        }
        return store;
    }
}
