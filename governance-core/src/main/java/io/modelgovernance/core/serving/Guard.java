package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Names;
import io.modelgovernance.RefusedException;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.Committed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard around a predictor: no permit, no decision; no record, no decision. Thread-safe. */
public final class Guard implements GovernedModel {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long DURABLE_WAIT_SECONDS = 10;

    private final ServingContext context;
    private final ServingOptions options;
    private final String model;
    private final PermitOffice office;
    private final DecisionWriter writer;
    private final LongSupplier ticker;
    private final long maxStaleness;
    private final AtomicLong decisions = new AtomicLong();
    private final Consumer<Committed> onCommit;
    private final ScheduledFuture<?> refreshing;
    private final ScheduledFuture<?> flushing;
    private volatile Permit permit;
    private volatile boolean closed;

    /**
     * Governs a model.
     *
     * @param context what the engine shares
     * @param registry the registry
     * @param model the model's name
     * @param loader makes scorers
     * @param options how it is served
     * @throws RefusedException if no version may decide now
     */
    public Guard(
            ServingContext context, ModelRegistry registry, String model, ModelLoader loader, ServingOptions options) {
        this.context = context;
        this.options = options;
        this.model = Names.require("model name", model);
        this.ticker = context.ticker();
        this.maxStaleness = options.maxStaleness().toNanos();
        this.office = new PermitOffice(context, registry, model, loader, options);
        this.permit = office.issue();
        permitted();
        this.writer = new DecisionWriter(context, model, options.capacity());
        long every = Math.max(1_000_000, maxStaleness / 3);
        this.refreshing =
                context.scheduler().scheduleWithFixedDelay(this::refreshQuietly, every, every, TimeUnit.NANOSECONDS);
        this.flushing = context.scheduler().scheduleWithFixedDelay(this::flushQuietly, 1, 1, TimeUnit.SECONDS);
        this.onCommit = committed -> context.scheduler().execute(this::refreshQuietly);
        context.ledger().onCommit(onCommit);
    }

    @Override
    public Decision decide(Actor caller, String purpose, Map<String, ?> values) {
        return decide(caller, purpose, permit.schema().row(values));
    }

    @Override
    public Decision decide(Actor caller, String purpose, double[] row) {
        Permit now = requirePermit();
        if (!now.version().purposes().contains(purpose)) {
            throw refused("The purpose " + Names.printable(purpose) + " is not one of those approved: "
                    + now.version().purposes() + ".");
        }
        now.schema().check(row);
        double[] input = row.clone();
        double score = now.scorer().score(input);
        if (!Double.isFinite(score)) {
            throw refused("The version " + now.version().id() + " gave a score that is not finite.");
        }
        Outcome outcome = now.rule().apply(score);
        List<ReasonCode> reasons = outcome == Outcome.APPROVE ? List.of() : reasons(now, input);
        String id = writer.writer() + "-" + decisions.incrementAndGet();
        keep(now, id, caller, purpose, input, score, outcome, reasons);
        return new Decision(id, now.version().id(), score, outcome, reasons);
    }

    private List<ReasonCode> reasons(Permit now, double[] input) {
        return now.explainer()
                .flatMap(explainer -> options.reasons()
                        .map(codes -> codes.reasons(now.schema(), explainer.explain(now.scorer(), input), true)))
                .orElse(List.of());
    }

    private void keep(
            Permit now,
            String id,
            Actor caller,
            String purpose,
            double[] input,
            double score,
            Outcome outcome,
            List<ReasonCode> reasons) {
        DecisionRecord draft = new DecisionRecord(
                id,
                context.ledger().now(),
                now.version().id(),
                now.manifest(),
                options.alias(),
                caller.id(),
                purpose,
                "",
                now.manifest(),
                score,
                outcome,
                reasons,
                context.policy().version(),
                now.position());
        CompletableFuture<Void> stored = new CompletableFuture<>();
        if (!writer.offer(new DecisionWriter.Pending(draft, input, stored))) {
            throw refused("Its record cannot be kept: " + options.capacity() + " records wait to be stored.");
        }
        if (now.durable()) {
            await(stored);
        }
    }

    private void await(CompletableFuture<Void> stored) {
        try {
            if (!writer.drain()) {
                throw refused("Its record cannot be stored now.");
            }
            stored.get(DURABLE_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refused("The caller was interrupted before its record was stored.");
        } catch (ExecutionException | TimeoutException e) {
            throw refused("Its record could not be stored in time.");
        }
    }

    @Override
    public VersionId permitted() {
        return requirePermit().version().id();
    }

    private Permit requirePermit() {
        Permit now = permit;
        if (closed) {
            throw refused("The governed model is closed.");
        }
        if (ticker.getAsLong() - now.confirmedAt() > maxStaleness) {
            throw refused("The registry could not be confirmed for longer than " + options.maxStaleness() + ".");
        }
        if (!now.obstacles().isEmpty()) {
            throw new RefusedException(model + " to decide", now.obstacles(), 0);
        }
        return now;
    }

    private RefusedException refused(String reason) {
        return new RefusedException(model + " to decide", List.of(reason), 0);
    }

    @Override
    public synchronized void refresh() {
        permit = office.issue();
    }

    private void refreshQuietly() {
        try {
            refresh();
        } catch (RuntimeException e) {
            LOG.warn("The view of {} could not be confirmed: {}", model, e.getMessage());
        }
    }

    @Override
    public int flush() {
        writer.drain();
        return writer.seal();
    }

    private void flushQuietly() {
        try {
            flush();
        } catch (RuntimeException e) {
            LOG.warn("Decisions of {} could not be sealed: {}", model, e.getMessage());
        }
    }

    @Override
    public Optional<DecisionRecord> record(String decisionId) {
        return writer.find(decisionId);
    }

    @Override
    public boolean matches(DecisionRecord record, double[] row) {
        return Commitment.of(record.salt(), row).equals(record.input());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        context.ledger().forget(onCommit);
        refreshing.cancel(false);
        flushing.cancel(false);
        try {
            flush();
        } catch (GovernanceException e) {
            LOG.warn("Decisions of {} could not be sealed on closing: {}", model, e.getMessage());
        }
    }
}
