package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Names;
import io.modelgovernance.RefusedException;
import io.modelgovernance.Verdict;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.serving.Tally;
import io.modelgovernance.serving.TypedModel;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.PrunableObservationStore;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The guard around a predictor: no permit, no decision; no record, no decision. Thread-safe. */
public final class Guard implements GovernedModel {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final long SEAL_SECONDS = 10;
    private static final long COUNT_SECONDS = 60;

    private final ServingContext context;
    private final String model;
    private final Permits permits;
    private final DecisionWriter writer;
    private final Presence presence;
    private final Answers answers;
    private final Consumer<Committed> onCommit;
    private final List<ScheduledFuture<?>> background;
    private final AtomicBoolean closed;
    private final AtomicBoolean sealing = new AtomicBoolean();
    private final AtomicBoolean counting = new AtomicBoolean();
    private final boolean view;

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
        this.closed = new AtomicBoolean();
        this.view = false;
        this.context = context;
        this.model = Names.require("model name", model);
        this.permits = new Permits(context, registry, model, loader, options);
        permits.require();
        this.writer = new DecisionWriter(context, model, options);
        this.presence = new Presence(
                context.ledger(),
                context.observations(),
                model,
                writer.writer(),
                options.recording().deployment(),
                options.maxStaleness());
        presence.report(permits.now(), false);
        this.answers = new Answers(context, model, options, permits, writer);
        long every = Math.max(1_000_000, options.maxStaleness().toNanos() / 3);
        this.background = List.of(
                context.scheduler()
                        .scheduleWithFixedDelay(this::tryRefresh, permits.jitter(every), every, TimeUnit.NANOSECONDS),
                context.scheduler().scheduleWithFixedDelay(writer::wake, 1, 1, TimeUnit.SECONDS),
                context.scheduler()
                        .scheduleWithFixedDelay(this::flushQuietly, SEAL_SECONDS, SEAL_SECONDS, TimeUnit.SECONDS),
                context.scheduler()
                        .scheduleWithFixedDelay(
                                () -> apart(counting, permits.watched()::flush),
                                COUNT_SECONDS,
                                COUNT_SECONDS,
                                TimeUnit.SECONDS));
        this.onCommit = committed -> context.scheduler().execute(this::tryRefresh);
        context.ledger().onCommit(onCommit);
    }

    /** The same model, whose answers leave their records elsewhere. */
    private Guard(Guard of, Answers answers) {
        this.closed = of.closed;
        this.view = true;
        this.context = of.context;
        this.model = of.model;
        this.permits = of.permits;
        this.writer = of.writer;
        this.presence = of.presence;
        this.answers = answers;
        this.onCommit = of.onCommit;
        this.background = of.background;
    }

    @Override
    public GovernedModel joining(PrunableObservationStore transaction) {
        return new Guard(this, answers.keptBy(writer.joining(transaction)));
    }

    @Override
    public Decision decide(Actor caller, String purpose, Map<String, ?> values) {
        return decide(caller, purpose, permits.now().schema().row(values));
    }

    @Override
    public Decision decide(Actor caller, String purpose, double[] row) {
        return decide(new Call(caller, purpose), row);
    }

    Decision decide(Call call, double[] row) {
        requireOpen();
        return answers.strict(call, row).orThrow();
    }

    @Override
    public Verdict judge(Call call, double[] row) {
        return judge(call, row, List.of());
    }

    /**
     * Answers as {@link #judge(Call, double[])}, with what is known already about why it is asked.
     *
     * @param call who asks and what for
     * @param row features in schema order; not modified
     * @param because goes into the record
     * @return the verdict
     */
    public Verdict judge(Call call, double[] row, List<io.modelgovernance.serving.Cause> because) {
        requireOpen();
        return answers.lenient(call, row, because);
    }

    @Override
    public CompletionStage<Verdict> judgeLater(Call call, double[] row) {
        requireOpen();
        return answers.later(call, row);
    }

    @Override
    public List<Verdict> judgeAll(Call call, double[] rows) {
        requireOpen();
        return answers.all(call, rows);
    }

    @Override
    public <R extends Record> TypedModel<R> typed(Class<R> type, MethodHandles.Lookup access) {
        return new TypedGuard<>(this, type, access);
    }

    io.modelgovernance.model.FeatureSchema schema() {
        return permits.now().schema();
    }

    @Override
    public VersionId permitted() {
        requireOpen();
        return permits.require().version().id();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new RefusedException(model + " to decide", List.of("The governed model is closed."), 0);
        }
    }

    @Override
    public void refresh() {
        permits.refresh();
        presence.report(permits.now(), false);
    }

    /** Off the scheduler's thread, which must not wait for the store. */
    private void tryRefresh() {
        if (!closed.get()) {
            context.writers().execute(() -> {
                if (permits.tryRefresh()) {
                    presence.report(permits.now(), closed.get());
                }
            });
        }
    }

    @Override
    public int flush() {
        writer.drain();
        return writer.seal();
    }

    private void flushQuietly() {
        apart(sealing, () -> {
            try {
                flush();
            } catch (RuntimeException e) {
                LOG.warn("Decisions of {} could not be sealed: {}", model, e.getMessage());
            }
        });
    }

    /** On another thread, unless the same is under way: a store that stands still must not gather threads. */
    private void apart(AtomicBoolean underWay, Runnable work) {
        if (underWay.compareAndSet(false, true)) {
            context.writers().execute(() -> {
                try {
                    work.run();
                } finally {
                    underWay.set(false);
                }
            });
        }
    }

    @Override
    public Tally tally() {
        return writer.tally();
    }

    @Override
    public Optional<DecisionRecord> record(String decisionId) {
        return writer.find(decisionId);
    }

    @Override
    public boolean matches(DecisionRecord record, double[] row) {
        return record.input().filter(Commitment.of(record.salt(), row)::equals).isPresent();
    }

    @Override
    public void close() {
        if (view || !closed.compareAndSet(false, true)) {
            return;
        }
        context.ledger().forget(onCommit);
        background.forEach(task -> task.cancel(false));
        presence.report(permits.now(), true);
        try {
            flush();
        } catch (GovernanceException e) {
            LOG.warn("Decisions of {} could not be sealed on closing: {}", model, e.getMessage());
        } finally {
            permits.watched().close();
            writer.close();
        }
    }
}
