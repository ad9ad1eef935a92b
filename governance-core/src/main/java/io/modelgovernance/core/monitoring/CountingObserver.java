package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
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

/**
 * Counts for one process. A window's counts are handed over as a numbered observation; what was not confirmed is offered
 * again with the same number and bytes, so that it is stored once. Thread-safe.
 */
final class CountingObserver implements RowObserver {
    /** Windows that are counted at a time. */
    static final int MOST_OPEN = 4;

    private final VersionId version;
    private final WindowPlan plan;
    private final FrozenReference reference;
    private final ObservationStore observations;
    private final String process;
    private final int width;
    private final TreeMap<Instant, Open> open = new TreeMap<>();
    private final List<Observation> unconfirmed = new ArrayList<>();
    private long opened;
    private boolean closed;

    /** A window that is being counted. One that is opened again has another writer, whose numbers begin anew. */
    private static final class Open {
        private final TimeWindow window;
        private final String writer;
        private WindowCounter counter;
        private long rows;
        private long sequence;

        Open(TimeWindow window, String writer, WindowCounter counter) {
            this.window = window;
            this.writer = writer;
            this.counter = counter;
        }

        boolean holds(Instant at) {
            return !at.isBefore(window.from()) && at.isBefore(window.to());
        }
    }

    CountingObserver(
            VersionId version,
            WindowPlan plan,
            FrozenReference reference,
            ObservationStore observations,
            String process) {
        this.version = version;
        this.plan = plan;
        this.reference = reference;
        this.observations = observations;
        this.process = process;
        this.width = reference.profile().features().size();
    }

    @Override
    public synchronized void see(Instant at, double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + width);
        }
        if (closed) {
            throw InvalidInputException.of("observer of " + version, "is closed", "open");
        }
        Open window = of(at);
        window.counter.add(row);
        window.rows++;
    }

    private Open of(Instant at) {
        Map.Entry<Instant, Open> near = open.floorEntry(at);
        if (near != null && near.getValue().holds(at)) {
            return near.getValue();
        }
        if (open.size() == MOST_OPEN) {
            flush();
            open.remove(open.firstKey());
        }
        TimeWindow window = plan.at(at);
        Open fresh = new Open(window, process + Contribution.SEPARATOR + ++opened, reference.counter());
        open.put(window.from(), fresh);
        return fresh;
    }

    @Override
    public synchronized void flush() {
        confirm();
        for (Open one : open.values()) {
            if (one.rows > 0) {
                unconfirmed.add(observation(one));
                one.counter = reference.counter();
                one.rows = 0;
            }
        }
        confirm();
    }

    private Observation observation(Open one) {
        one.sequence++;
        return new Observation(
                Contribution.stream(version, one.window),
                one.writer,
                one.sequence,
                one.writer + "-" + one.sequence,
                one.window.from(),
                RecordCodec.write(new Contribution(one.window, one.counter.profile())));
    }

    private void confirm() {
        if (!unconfirmed.isEmpty()) {
            observations.append(unconfirmed);
            unconfirmed.clear();
        }
    }

    @Override
    public synchronized void close() {
        flush();
        closed = true;
    }
}
