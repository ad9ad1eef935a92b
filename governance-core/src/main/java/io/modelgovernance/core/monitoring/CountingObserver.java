package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.monitoring.CaseObserver;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Counts for one process. A window's counts are handed over as a numbered observation; what was not confirmed is offered
 * again with the same number and bytes, so that it is stored once. While it is being stored, counting goes on. By rows there
 * is one open window, cut wherever it has enough of them. Thread-safe.
 */
final class CountingObserver implements RowObserver {
    /** Windows that are counted at a time. */
    static final int MOST_OPEN = 4;

    private final VersionId version;
    private final WindowPlan plan;
    private final Parts parts;
    private final CaseObserver whole;
    private final ObservationStore observations;
    private final String process;
    private final Object counting = new Object();
    private final TreeMap<Instant, OpenWindow> open = new TreeMap<>();
    private final List<Observation> full = new ArrayList<>();
    private final ReentrantLock storing = new ReentrantLock();
    private final List<Observation> unconfirmed = new ArrayList<>();
    private long opened;
    private boolean closed;

    CountingObserver(MonitorDefinition definition, Parts parts, ObservationStore observations, String process) {
        this.version = definition.version();
        this.plan = definition.windows();
        this.parts = parts;
        this.whole = new CountedCases(this::count, parts, Parts.WHOLE);
        this.observations = observations;
        this.process = process;
    }

    @Override
    public void see(Instant at, double[] row) {
        long of = parts.of(row);
        count(at, window -> window.see(at, row, of));
    }

    @Override
    public CaseObserver about(double[] row) {
        long of = parts.of(row);
        return of == Parts.WHOLE ? whole : new CountedCases(this::count, parts, of);
    }

    @Override
    public void scored(Instant at, double score) {
        whole.scored(at, score);
    }

    @Override
    public void labelled(Instant decided, double score, boolean positive) {
        whole.labelled(decided, score, positive);
    }

    @Override
    public void measured(Instant decided, double predicted, double actual) {
        whole.measured(decided, predicted, actual);
    }

    @Override
    public void classified(Instant decided, String predicted, String actual) {
        whole.classified(decided, predicted, actual);
    }

    @Override
    public void flipped(Instant at, boolean changed) {
        whole.flipped(at, changed);
    }

    @Override
    public void unreadable(Instant at, String feature) {
        whole.unreadable(at, feature);
    }

    private void count(Instant at, Consumer<OpenWindow> what) {
        while (!counts(at, what)) {
            flush();
            forgetOldest();
        }
    }

    /** Counts unless as many windows as may be are open, and it belongs to another. */
    private boolean counts(Instant at, Consumer<OpenWindow> what) {
        synchronized (counting) {
            if (closed) {
                throw InvalidInputException.of("observer of " + version, "is closed", "open");
            }
            Map.Entry<Instant, OpenWindow> near = plan.byRows() ? open.firstEntry() : open.floorEntry(at);
            OpenWindow window = near != null && near.getValue().holds(at) ? near.getValue() : null;
            if (window == null) {
                if (open.size() == MOST_OPEN) {
                    return false;
                }
                window = opened(at);
            }
            what.accept(window);
            if (plan.byRows() && window.rows() >= plan.count()) {
                full.addAll(window.take());
            }
            return true;
        }
    }

    private OpenWindow opened(Instant at) {
        TimeWindow window = plan.byRows() ? null : plan.at(at);
        String writer = process + Contribution.SEPARATOR + ++opened;
        OpenWindow fresh = new OpenWindow(version, window, writer, parts);
        open.put(window == null ? Instant.EPOCH : window.from(), fresh);
        return fresh;
    }

    /** What was counted in it is handed over; if not all of it, it stays. */
    private void forgetOldest() {
        synchronized (counting) {
            if (open.size() == MOST_OPEN && open.firstEntry().getValue().empty()) {
                open.remove(open.firstKey());
            }
        }
    }

    @Override
    public void flush() {
        storing.lock();
        try {
            confirm();
            unconfirmed.addAll(counted());
            confirm();
        } finally {
            storing.unlock();
        }
    }

    private List<Observation> counted() {
        synchronized (counting) {
            List<Observation> counted = new ArrayList<>(full);
            full.clear();
            open.values().forEach(one -> counted.addAll(one.take()));
            return counted;
        }
    }

    private void confirm() {
        if (!unconfirmed.isEmpty()) {
            observations.append(unconfirmed);
            unconfirmed.clear();
        }
    }

    @Override
    public void close() {
        flush();
        synchronized (counting) {
            closed = true;
        }
    }
}
