package io.modelgovernance.core.serving;

import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.ServingOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permit in force and those of the fallbacks, renewed in the background by one at a time. Reading is free of locks.
 * Thread-safe.
 */
final class Permits {
    private static final Logger LOG = LoggerFactory.getLogger(Permits.class);
    private static final long FIRST_PAUSE = 100_000_000L;

    private final String model;
    private final PermitOffice office;
    private final Map<String, PermitOffice> otherOffices = new LinkedHashMap<>();
    private final Judge judge;
    private final LongSupplier ticker;
    private final Breaker breaker;
    private final Confirmation confirmation;
    private final Watched watched;
    private final ReentrantLock mains = new ReentrantLock();
    private final ReentrantLock fallbacks = new ReentrantLock();
    private volatile Permit main;
    private volatile Map<String, Permit> others = Map.of();

    Permits(ServingContext context, ModelRegistry registry, String model, ModelLoader loader, ServingOptions options) {
        this.model = model;
        this.ticker = context.ticker();
        this.judge = new Judge(options);
        this.watched = new Watched(context.monitors());
        this.office = new PermitOffice(context, registry, model, options.alias(), loader, options, watched);
        for (Fallback fallback : options.fallbacks()) {
            if (fallback instanceof Fallback.ToAlias) {
                String alias = ((Fallback.ToAlias) fallback).alias();
                otherOffices.put(alias, new PermitOffice(context, registry, model, alias, loader, options, watched));
            }
        }
        this.breaker = new Breaker(
                ticker,
                FIRST_PAUSE,
                Math.max(FIRST_PAUSE, options.maxStaleness().toNanos() / 3),
                context.random().nextLong());
        this.confirmation = new Confirmation(breaker, context.writers(), this::confirmed);
        this.main = office.issue();
        refreshOthers();
    }

    Permit now() {
        return main;
    }

    /** Those who count the rows of versions that are watched. */
    Watched watched() {
        return watched;
    }

    /** The permit of a fallback's alias, or null if there has been none. */
    @Nullable
    Permit of(String alias) {
        return others.get(alias);
    }

    /**
     * Asks the store once for a view that is too old; a process that was idle or starved is not one that lost the
     * store. Waits only where a call of the tier may wait for the store anyway, and no longer than it may.
     */
    Confirmation.Result confirm(Permit stale) {
        return confirmation.within(waits(stale) ? stale.recording().maxWait() : Duration.ZERO);
    }

    /** The same for a caller that must not be held. */
    CompletableFuture<Confirmation.Result> confirmLater(Permit stale) {
        return waits(stale)
                ? confirmation.later(stale.recording().maxWait())
                : CompletableFuture.completedFuture(confirmation.within(Duration.ZERO));
    }

    private static boolean waits(Permit stale) {
        return stale.durable() || stale.recording().whenFull() == RecordRule.WhenFull.BLOCK;
    }

    Permit require() {
        Permit now = main;
        if (judge.stale(now, ticker.getAsLong())) {
            Confirmation.Result result = confirmation.within(now.recording().maxWait());
            now = main;
            if (judge.stale(now, ticker.getAsLong())) {
                throw refused(List.of(judge.staleness(result)));
            }
        }
        if (!now.obstacles().isEmpty()) {
            throw refused(now.obstacles());
        }
        return now;
    }

    private RefusedException refused(List<Cause> causes) {
        return new RefusedException(
                model + " to decide", causes.stream().map(Cause::text).toList(), 0);
    }

    long jitter(long period) {
        return breaker.jitter(period);
    }

    /** Renews now. */
    void refresh() {
        refreshMain();
        refreshOthers();
    }

    /** Apart from the fallbacks: loading one of them may take long, and must not make the version's view old. */
    private void refreshMain() {
        mains.lock();
        try {
            main = office.renew(main);
        } finally {
            mains.unlock();
        }
    }

    private void refreshOthers() {
        fallbacks.lock();
        try {
            Map<String, Permit> fresh = new LinkedHashMap<>(others);
            otherOffices.forEach((alias, its) -> {
                try {
                    Permit known = fresh.get(alias);
                    fresh.put(alias, known == null ? its.issue() : its.renew(known));
                } catch (NotFoundException e) {
                    fresh.remove(alias);
                }
            });
            others = Map.copyOf(fresh);
        } finally {
            fallbacks.unlock();
        }
    }

    private boolean confirmed() {
        try {
            refreshMain();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The view of {} could not be confirmed: {}", model, e.getMessage());
            return false;
        }
    }

    /** Renews unless somebody does, or the store failed a moment ago. Returns whether it was renewed. */
    boolean tryRefresh() {
        if (!confirmation.here()) {
            return false;
        }
        if (!fallbacks.isLocked()) {
            try {
                refreshOthers();
            } catch (RuntimeException e) {
                LOG.warn("The fallbacks of {} could not be confirmed: {}", model, e.getMessage());
            }
        }
        return true;
    }
}
