package io.modelgovernance.core.rollout;

import io.modelgovernance.Decision;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.RefusedException;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.serving.Guard;
import io.modelgovernance.core.serving.ServingContext;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Assignment;
import io.modelgovernance.rollout.RolledOutModel;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ServingOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each call to the arm of its subject, and the champion's decisions to the shadow. Thread-safe. */
final class Router implements RolledOutModel {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** All that the decision path reads, replaced as one. */
    private record View(
            @Nullable Rollout rollout,
            @Nullable Guard canary,
            @Nullable Shadow shadow,
            long confirmedAt) {}

    private final ServingContext context;
    private final ModelRegistry registry;
    private final RolloutBook book;
    private final String model;
    private final ModelLoader loader;
    private final RolloutOptions options;
    private final Guard champion;
    private final long staleAfter;
    private final Runnable look;
    private final ScheduledFuture<?> background;
    private volatile View view;
    private volatile boolean closed;

    Router(
            ServingContext context,
            ModelRegistry registry,
            RolloutBook book,
            String model,
            ModelLoader loader,
            RolloutOptions options,
            Runnable look) {
        this.context = context;
        this.registry = registry;
        this.book = book;
        this.model = model;
        this.loader = loader;
        this.options = options;
        this.look = look;
        this.champion = new Guard(context, registry, model, loader, options.serving());
        this.staleAfter = options.serving().maxStaleness().toNanos();
        this.view = new View(null, null, null, context.ticker().getAsLong());
        renew();
        long every = Math.max(1_000_000, staleAfter / 3);
        this.background = context.scheduler()
                .scheduleWithFixedDelay(
                        () -> context.writers().execute(this::tryRenew), every, every, TimeUnit.NANOSECONDS);
    }

    @Override
    public Verdict judge(Call call, double[] row) {
        View now = view;
        Rollout rollout = fresh(now);
        Optional<Assignment> assignment = rollout == null ? Optional.empty() : Assigner.assign(rollout, call.subject());
        if (rollout == null || assignment.isEmpty()) {
            return shadowed(now, rollout, champion.judge(call, row), row);
        }
        if (assignment.get().arm() == Arm.CHAMPION) {
            Verdict verdict = champion.judge(call, row, List.of(Assigner.cause(assignment.get())));
            return shadowed(now, rollout, verdict, row);
        }
        Guard canary = now.canary();
        if (canary != null && decides(canary, rollout)) {
            try {
                return canary.judge(call, row, List.of(Assigner.cause(assignment.get())));
            } catch (RefusedException e) {
                LOG.debug("The challenger of {} was closed on the way", model, e);
            }
        }
        return champion.judge(call, row, List.of(Assigner.inItsStead(assignment.get())));
    }

    /** The open roll-out, unless it could not be confirmed of late. */
    private @Nullable Rollout fresh(View now) {
        boolean stale = context.ticker().getAsLong() - now.confirmedAt() > staleAfter;
        return stale ? null : now.rollout();
    }

    private static boolean decides(Guard canary, Rollout rollout) {
        try {
            return canary.permitted().equals(rollout.plan().challenger());
        } catch (RefusedException e) {
            return false;
        }
    }

    private static Verdict shadowed(View now, @Nullable Rollout rollout, Verdict verdict, double[] row) {
        Shadow shadow = now.shadow();
        if (rollout != null && shadow != null && verdict instanceof Decision.Served) {
            shadow.offer((Decision.Served) verdict, row);
        }
        return verdict;
    }

    @Override
    public Optional<Assignment> assignment(String subject) {
        Rollout rollout = fresh(view);
        return rollout == null ? Optional.empty() : Assigner.assign(rollout, subject);
    }

    @Override
    public GovernedModel champion() {
        return champion;
    }

    @Override
    public Optional<DecisionRecord> record(String decisionId) {
        return champion.record(decisionId);
    }

    @Override
    public void refresh() {
        champion.refresh();
        renew();
        Guard canary = view.canary();
        if (canary != null) {
            canary.refresh();
        }
    }

    private synchronized void renew() {
        if (closed) {
            return;
        }
        long asked = context.ticker().getAsLong();
        Rollout rollout = book.open(model).orElse(null);
        Guard canary = rollout == null ? null : canary(rollout, view.canary());
        Shadow shadow = rollout == null ? null : shadow(rollout, view.shadow());
        View before = view;
        view = new View(rollout, canary, shadow, asked);
        if (before.canary() != null && before.canary() != canary) {
            before.canary().close();
        }
        if (before.shadow() != null && before.shadow() != shadow) {
            before.shadow().drain();
        }
    }

    private @Nullable Guard canary(Rollout rollout, @Nullable Guard before) {
        if (before != null || rollout.share() == 0) {
            return before;
        }
        try {
            return new Guard(
                    context, registry, model, loader, serving(rollout.plan().alias()));
        } catch (GovernanceException e) {
            LOG.warn("The challenger of {} may not decide: {}", model, e.getMessage());
            return null;
        }
    }

    /** As the champion is served, but by another alias and with a local journal of its own. */
    private ServingOptions serving(String alias) {
        ServingOptions canary = options.serving().withAlias(alias);
        var recording = canary.recording();
        return recording
                .spill()
                .map(directory ->
                        canary.withRecording(recording.withSpill(directory.resolve(alias), recording.spillBytes())))
                .orElse(canary);
    }

    private @Nullable Shadow shadow(Rollout rollout, @Nullable Shadow before) {
        if (before != null && before.of(rollout)) {
            return before;
        }
        try {
            ModelVersion version = registry.version(rollout.plan().challenger());
            return new Shadow(
                    context,
                    rollout,
                    version,
                    loader.load(version, registry.files(version.id())),
                    options.shadowCapacity());
        } catch (RuntimeException e) {
            LOG.warn("The challenger of {} could not be loaded for its shadow: {}", model, e.getMessage());
            return null;
        }
    }

    private void tryRenew() {
        try {
            renew();
            look.run();
        } catch (GovernanceException e) {
            LOG.warn("The roll-out of {} could not be confirmed: {}", model, e.getMessage());
        }
    }

    @Override
    public void flush() {
        View now = view;
        if (now.shadow() != null) {
            now.shadow().drain();
        }
        if (now.canary() != null) {
            now.canary().flush();
        }
        champion.flush();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        background.cancel(false);
        try {
            if (view.shadow() != null) {
                view.shadow().drain();
            }
        } catch (GovernanceException e) {
            LOG.warn("What the shadow of {} saw could not be stored on closing: {}", model, e.getMessage());
        } finally {
            if (view.canary() != null) {
                view.canary().close();
            }
            champion.close();
        }
    }
}
