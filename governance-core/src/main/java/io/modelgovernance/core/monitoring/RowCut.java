package io.modelgovernance.core.monitoring;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * A window by rows: the contributions after those of the window before, the oldest first, until they hold enough rows. Which
 * those are is kept with what the window showed, so that each row is in one window and the same window can be read again.
 */
record RowCut(
        ObservationStore observations,
        VersionId version,
        TimeWindow window,
        long number,
        Map<String, Long> after,
        Map<String, Long> upTo)
        implements Cut {
    /** The next contribution of a writer. */
    private record Head(String writer, Observation at, Contribution contribution) {}

    /** The next window, if there are enough rows for one. */
    static Optional<Cut> next(
            Ledger ledger, ObservationStore observations, MonitorDefinition definition, FrozenReference reference) {
        VersionId version = definition.version();
        long number = count(ledger, version) + 1;
        Map<String, Long> upTo = new TreeMap<>(cursor(ledger, version, number - 1));
        String stream = Contribution.stream(version, "");
        PriorityQueue<Head> heads = new PriorityQueue<>(
                Comparator.comparing((Head one) -> one.contribution().window().from())
                        .thenComparing(Head::writer));
        for (String writer : observations.writers(stream)) {
            offer(heads, observations, stream, writer, upTo.getOrDefault(writer, 0L));
        }
        long rows = 0;
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        while (rows < definition.windows().count() && !heads.isEmpty()) {
            Head head = heads.remove();
            Contribution one = head.contribution();
            boolean ours = one.profile().reference().equals(reference.fingerprint());
            rows += ours ? one.profile().rows() : 0;
            from = one.window().from().isBefore(from) ? one.window().from() : from;
            to = one.window().to().isAfter(to) ? one.window().to() : to;
            upTo.put(head.writer(), head.at().sequence());
            offer(heads, observations, stream, head.writer(), head.at().sequence());
        }
        if (rows < definition.windows().count()) {
            return Optional.empty();
        }
        Map<String, Long> after = cursor(ledger, version, Math.max(0, number - definition.span()));
        return Optional.of(new RowCut(observations, version, new TimeWindow(from, to), number, after, upTo));
    }

    private static void offer(
            PriorityQueue<Head> heads, ObservationStore observations, String stream, String writer, long after) {
        List<Observation> next = observations.read(stream, writer, after, 1);
        next.forEach(one -> heads.add(new Head(writer, one, RecordCodec.read(Contribution.class, one.body()))));
    }

    /** How many windows were judged, found by doubling and halving, for they are numbered without gaps. */
    static long count(Ledger ledger, VersionId version) {
        long known = 0;
        long step = 1;
        while (look(ledger, version, known + step).isPresent()) {
            known += step;
            step *= 2;
        }
        for (; step > 0; step /= 2) {
            known += look(ledger, version, known + step).isPresent() ? step : 0;
        }
        return known;
    }

    static Optional<Look> look(Ledger ledger, VersionId version, long number) {
        return ledger.find(Look.class, LookKeys.of(version, number), AsOf.now());
    }

    private static Map<String, Long> cursor(Ledger ledger, VersionId version, long number) {
        return look(ledger, version, number).map(Look::upTo).orElse(Map.of());
    }

    @Override
    public TimeWindow window(int late) {
        return window;
    }

    @Override
    public RecordKey key() {
        return LookKeys.of(version, number);
    }

    @Override
    public Optional<RecordKey> before() {
        return number > 1 ? Optional.of(LookKeys.of(version, number - 1)) : Optional.empty();
    }

    @Override
    public Contributions read(Part part, int late) {
        Contributions.Sum sum = new Contributions.Sum(part);
        sum.add(
                observations,
                Contribution.stream(version, part.name()),
                writer -> after.getOrDefault(writer, 0L),
                writer -> upTo.getOrDefault(writer, 0L));
        return sum.total();
    }
}
