package io.modelgovernance.core.serving;

import io.modelgovernance.RefusedException;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ServingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

    /** All that the decision path reads, replaced as one. */
    private record View(Permit main, Map<String, Permit> others) {}

    private final String model;
    private final PermitOffice office;
    private final Map<String, PermitOffice> others = new LinkedHashMap<>();
    private final Judge judge;
    private final LongSupplier ticker;
    private final Breaker breaker;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile View view;

    Permits(ServingContext context, ModelRegistry registry, String model, ModelLoader loader, ServingOptions options) {
        this.model = model;
        this.ticker = context.ticker();
        this.judge = new Judge(options);
        this.office = new PermitOffice(context, registry, model, options.alias(), loader, options);
        for (Fallback fallback : options.fallbacks()) {
            if (fallback instanceof Fallback.ToAlias) {
                String alias = ((Fallback.ToAlias) fallback).alias();
                others.put(alias, new PermitOffice(context, registry, model, alias, loader, options));
            }
        }
        this.breaker = new Breaker(
                ticker,
                FIRST_PAUSE,
                Math.max(FIRST_PAUSE, options.maxStaleness().toNanos() / 3),
                context.random().nextLong());
        this.view = new View(office.issue(), Map.of());
        refreshOthers();
    }

    Permit now() {
        return view.main();
    }

    /**
     * The permit to decide by. One that is too old is confirmed first where the tier's decisions wait for the store
     * anyway: then a pause of the process, in which nothing could confirm it, does not make it refuse what it may do.
     */
    Permit current(long moment) {
        Permit permit = view.main();
        return permit.durable() && judge.stale(permit, moment) && tryRefresh() ? view.main() : permit;
    }

    /** The permit of a fallback's alias, or null if there has been none. */
    @Nullable
    Permit of(String alias) {
        return view.others().get(alias);
    }

    Permit require() {
        Permit now = view.main();
        if (judge.stale(now, ticker.getAsLong())) {
            throw refused(List.of(judge.staleness()));
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
    synchronized void refresh() {
        view = new View(office.renew(view.main()), view.others());
        refreshOthers();
    }

    private void refreshOthers() {
        Map<String, Permit> fresh = new LinkedHashMap<>(view.others());
        others.forEach((alias, its) -> {
            try {
                Permit known = fresh.get(alias);
                fresh.put(alias, known == null ? its.issue() : its.renew(known));
            } catch (io.modelgovernance.NotFoundException e) {
                fresh.remove(alias);
            }
        });
        view = new View(view.main(), Map.copyOf(fresh));
    }

    /** Renews unless somebody does, or the store failed a moment ago. Returns whether it was renewed. */
    boolean tryRefresh() {
        if (!breaker.allows() || !refreshing.compareAndSet(false, true)) {
            return false;
        }
        try {
            refresh();
            breaker.succeeded();
            return true;
        } catch (RuntimeException e) {
            breaker.failed();
            LOG.warn("The view of {} could not be confirmed: {}", model, e.getMessage());
            return false;
        } finally {
            refreshing.set(false);
        }
    }
}
