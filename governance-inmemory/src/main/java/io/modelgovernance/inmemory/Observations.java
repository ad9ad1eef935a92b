package io.modelgovernance.inmemory;

import io.modelgovernance.ConflictException;
import io.modelgovernance.spi.Observation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Observations under one lock. */
final class Observations {
    private record Id(String stream, String id) {}

    private final Map<String, NavigableMap<String, NavigableMap<Long, Observation>>> streams = new HashMap<>();
    private final Map<Id, Observation> byId = new HashMap<>();

    synchronized void append(List<Observation> batch) {
        Map<Id, Observation> fresh = new HashMap<>();
        for (Observation observation : batch) {
            Observation same = byKey(observation);
            Observation twin = byId.get(new Id(observation.stream(), observation.id()));
            Observation inBatch = fresh.get(new Id(observation.stream(), observation.id()));
            boolean stored = same != null && equal(same, observation);
            if ((same != null && !stored)
                    || (twin != null && !equal(twin, observation))
                    || (inBatch != null && !equal(inBatch, observation))) {
                throw new ConflictException(
                        "observation " + observation.id(),
                        "The observation (" + observation.id() + ") number " + observation.sequence() + " of "
                                + observation.stream() + " must be new or equal to what is stored. Maybe two writers"
                                + " share a name.");
            }
            if (!stored) {
                fresh.put(new Id(observation.stream(), observation.id()), copy(observation));
            }
        }
        fresh.forEach((id, observation) -> {
            byId.put(id, observation);
            streams.computeIfAbsent(id.stream(), stream -> new TreeMap<>())
                    .computeIfAbsent(observation.writer(), writer -> new TreeMap<>())
                    .put(observation.sequence(), observation);
        });
    }

    private @org.jspecify.annotations.Nullable Observation byKey(Observation observation) {
        NavigableMap<String, NavigableMap<Long, Observation>> writers = streams.get(observation.stream());
        NavigableMap<Long, Observation> numbered = writers == null ? null : writers.get(observation.writer());
        return numbered == null ? null : numbered.get(observation.sequence());
    }

    private static boolean equal(Observation one, Observation other) {
        return one.id().equals(other.id())
                && one.writer().equals(other.writer())
                && one.sequence() == other.sequence()
                && one.at().equals(other.at())
                && Arrays.equals(one.body(), other.body());
    }

    synchronized List<Observation> read(String stream, String writer, long after, int limit) {
        NavigableMap<String, NavigableMap<Long, Observation>> writers = streams.get(stream);
        NavigableMap<Long, Observation> numbered = writers == null ? null : writers.get(writer);
        return numbered == null
                ? List.of()
                : numbered.tailMap(after, false).values().stream()
                        .limit(limit)
                        .map(Observations::copy)
                        .toList();
    }

    synchronized List<String> writers(String stream) {
        NavigableMap<String, NavigableMap<Long, Observation>> writers = streams.get(stream);
        return writers == null ? List.of() : List.copyOf(writers.keySet());
    }

    synchronized Optional<Observation> find(String stream, String id) {
        return Optional.ofNullable(byId.get(new Id(stream, id))).map(Observations::copy);
    }

    private static Observation copy(Observation observation) {
        return new Observation(
                observation.stream(),
                observation.writer(),
                observation.sequence(),
                observation.id(),
                observation.at(),
                observation.body().clone());
    }
}
