package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A window that one process is counting, part by part. One that is opened again has another writer, whose numbers begin anew.
 * Not thread-safe.
 */
final class OpenWindow {
    private final VersionId version;
    private final @Nullable TimeWindow window;
    private final String writer;
    private final Parts parts;
    private final PartCounter[] counters;
    private @Nullable Instant first;
    private long rows;
    private long sequence;

    /** Without a window, it is of a plan by rows. */
    OpenWindow(VersionId version, @Nullable TimeWindow window, String writer, Parts parts) {
        this.version = version;
        this.window = window;
        this.writer = writer;
        this.parts = parts;
        this.counters = new PartCounter[parts.all().size()];
        reset();
    }

    private void reset() {
        for (int i = 0; i < counters.length; i++) {
            counters[i] = new PartCounter(parts.all().get(i));
        }
        first = null;
        rows = 0;
    }

    boolean holds(Instant at) {
        TimeWindow cut = window;
        return cut == null || (!at.isBefore(cut.from()) && at.isBefore(cut.to()));
    }

    /** Whether nothing was counted that is not handed over. */
    boolean empty() {
        return first == null;
    }

    long rows() {
        return rows;
    }

    void see(Instant at, double[] row, long of) {
        count(at, of, part -> part.see(at, row));
        rows++;
    }

    /** Counts something in each of some parts. */
    void count(Instant at, long of, Consumer<PartCounter> what) {
        for (long left = of; left != 0; left &= left - 1) {
            what.accept(counters[Long.numberOfTrailingZeros(left)]);
        }
        if (first == null || at.isBefore(first)) {
            first = at;
        }
    }

    /** What was counted since the last time: one of the whole, and one of each segment under the same number. */
    List<Observation> take() {
        Instant from = first;
        if (from == null) {
            return List.of();
        }
        sequence++;
        Instant last = counters[0].newest().filter(from::isBefore).orElse(from);
        TimeWindow span = window == null ? new TimeWindow(from, last.plusNanos(1)) : window;
        List<Observation> taken = new ArrayList<>();
        for (PartCounter counter : counters) {
            String part = counter.part().name();
            taken.add(new Observation(
                    window == null ? Contribution.stream(version, part) : Contribution.stream(version, window, part),
                    writer,
                    sequence,
                    writer + "-" + sequence,
                    span.from(),
                    RecordCodec.write(counter.counted(span))));
        }
        reset();
        return taken;
    }
}
