package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.performance.ScoreCounter;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A window that one process is counting: the rows, those of each segment, and the scores. One that is opened again has
 * another writer, whose numbers begin anew. Not thread-safe.
 */
final class OpenWindow {
    private final VersionId version;
    private final @Nullable TimeWindow window;
    private final String writer;
    private final List<Segment> segments;
    private final List<FrozenReference> references;
    private final int[] places;
    private final WindowCounter[] counters;
    private @Nullable ScoreCounter scores;
    private @Nullable Instant first;
    private @Nullable Instant newest;
    private long changes;
    private long rows;
    private long flips;
    private long changed;
    private long sequence;

    /** Without a window, it is of a plan by rows. */
    OpenWindow(
            VersionId version,
            @Nullable TimeWindow window,
            String writer,
            List<Segment> segments,
            List<FrozenReference> references) {
        this.version = version;
        this.window = window;
        this.writer = writer;
        this.segments = segments;
        this.references = references;
        this.places = segments.stream()
                .mapToInt(one -> references.get(0).profile().schema().indexOf(one.feature()))
                .toArray();
        this.counters = new WindowCounter[references.size()];
        reset();
    }

    private void reset() {
        for (int i = 0; i < counters.length; i++) {
            counters[i] = references.get(i).counter();
        }
        scores = null;
        first = null;
        newest = null;
        changes = 0;
        rows = 0;
        flips = 0;
        changed = 0;
    }

    boolean holds(Instant at) {
        TimeWindow cut = window;
        return cut == null || (!at.isBefore(cut.from()) && at.isBefore(cut.to()));
    }

    /** Whether nothing was counted that is not handed over. */
    boolean empty() {
        return changes == 0;
    }

    long rows() {
        return rows;
    }

    void see(Instant at, double[] row) {
        touch(at);
        rows++;
        counters[0].add(row);
        for (int i = 0; i < places.length; i++) {
            if (segments.get(i).holds(row[places[i]])) {
                counters[i + 1].add(row);
            }
        }
        if (newest == null || newest.isBefore(at)) {
            newest = at;
        }
    }

    void flipped(Instant at, boolean other) {
        touch(at);
        flips++;
        changed += other ? 1 : 0;
    }

    void unreadable(Instant at, int feature) {
        touch(at);
        counters[0].unreadable(feature);
    }

    void scored(Instant at, double score) {
        touch(at);
        scores().score(score);
    }

    void labelled(Instant at, double score, boolean positive) {
        scores().label(score, positive);
        touch(at);
    }

    private ScoreCounter scores() {
        ScoreCounter counter = scores;
        if (counter == null) {
            counter = new ScoreCounter();
            scores = counter;
        }
        return counter;
    }

    private void touch(Instant at) {
        changes++;
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
        Instant last = newest == null || newest.isBefore(from) ? from : newest;
        TimeWindow span = window == null ? new TimeWindow(from, last.plusNanos(1)) : window;
        List<Observation> taken = new ArrayList<>();
        for (int i = 0; i < counters.length; i++) {
            String segment = i == 0 ? "" : segments.get(i - 1).name();
            WindowProfile profile = counters[i].profile();
            ScoreCounts counts = i == 0 && scores != null ? scores.counts() : ScoreCounts.NONE;
            Contribution one = new Contribution(
                    span, profile, Optional.ofNullable(newest), counts, i == 0 ? flips : 0, i == 0 ? changed : 0);
            taken.add(new Observation(
                    window == null
                            ? Contribution.stream(version, segment)
                            : Contribution.stream(version, window, segment),
                    writer,
                    sequence,
                    writer + "-" + sequence,
                    span.from(),
                    RecordCodec.write(one)));
        }
        reset();
        return taken;
    }
}
