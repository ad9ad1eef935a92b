package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.Segment;
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
    private final List<FrozenReference> references = new ArrayList<>();
    private final ObservationStore observations;
    private final String process;
    private final int width;
    private final List<Segment> segments;
    private final Object counting = new Object();
    private final TreeMap<Instant, OpenWindow> open = new TreeMap<>();
    private final List<Observation> full = new ArrayList<>();
    private final ReentrantLock storing = new ReentrantLock();
    private final List<Observation> unconfirmed = new ArrayList<>();
    private long opened;
    private boolean closed;

    CountingObserver(
            MonitorDefinition definition,
            FrozenReference reference,
            List<FrozenReference> parts,
            ObservationStore observations,
            String process) {
        this.version = definition.version();
        this.plan = definition.windows();
        this.segments = definition.segments();
        this.references.add(reference);
        this.references.addAll(parts);
        this.observations = observations;
        this.process = process;
        this.width = reference.profile().features().size();
    }

    @Override
    public void see(Instant at, double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + width);
        }
        count(at, window -> window.see(at, row));
    }

    @Override
    public void scored(Instant at, double score) {
        count(at, window -> window.scored(at, score));
    }

    @Override
    public void labelled(Instant decided, double score, boolean positive) {
        count(decided, window -> window.labelled(decided, score, positive));
    }

    @Override
    public void flipped(Instant at, boolean changed) {
        count(at, window -> window.flipped(at, changed));
    }

    @Override
    public void unreadable(Instant at, String feature) {
        int place = references.get(0).profile().schema().indexOf(feature);
        count(at, window -> window.unreadable(at, place));
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
        OpenWindow fresh = new OpenWindow(version, window, writer, segments, references);
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
