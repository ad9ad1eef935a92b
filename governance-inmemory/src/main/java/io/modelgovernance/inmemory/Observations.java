package io.modelgovernance.inmemory;

import io.modelgovernance.ConflictException;
import io.modelgovernance.spi.Observation;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Observations under one lock. */
final class Observations {
    private record Place(String stream, String writer, long sequence) {}

    private record Id(String stream, String id) {}

    private final Map<String, NavigableMap<String, NavigableMap<Long, Observation>>> streams = new HashMap<>();
    private final Map<Id, Observation> byId = new HashMap<>();

    synchronized void append(List<Observation> batch) {
        Map<Place, Observation> places = new HashMap<>();
        Map<Id, Observation> ids = new HashMap<>();
        List<Observation> fresh = new ArrayList<>();
        for (Observation given : batch) {
            Observation one = copy(given);
            Id id = new Id(one.stream(), one.id());
            Observation stored = at(one.stream(), one.writer()).get(one.sequence());
            Observation sent = places.put(new Place(one.stream(), one.writer(), one.sequence()), one);
            requireEqual(stored, one);
            requireEqual(sent, one);
            requireEqual(byId.get(id), one);
            requireEqual(ids.put(id, one), one);
            if (stored == null && sent == null) {
                fresh.add(one);
            }
        }
        fresh.forEach(this::store);
    }

    private void store(Observation one) {
        byId.put(new Id(one.stream(), one.id()), one);
        streams.computeIfAbsent(one.stream(), stream -> new TreeMap<>())
                .computeIfAbsent(one.writer(), writer -> new TreeMap<>())
                .put(one.sequence(), one);
    }

    private static void requireEqual(@Nullable Observation stored, Observation one) {
        if (stored != null
                && !(one.id().equals(stored.id())
                        && one.writer().equals(stored.writer())
                        && one.sequence() == stored.sequence()
                        && one.at().equals(stored.at())
                        && Arrays.equals(one.body(), stored.body()))) {
            throw new ConflictException(
                    "observation " + one.id(),
                    "The observation (" + one.id() + ") number " + one.sequence() + " of " + one.stream()
                            + " must be new or equal to what is stored. Maybe two writers share a name.");
        }
    }

    private NavigableMap<Long, Observation> at(String stream, String writer) {
        return streams.getOrDefault(stream, new TreeMap<>()).getOrDefault(writer, new TreeMap<>());
    }

    synchronized List<Observation> read(String stream, String writer, long after, int limit) {
        Questions.observation(stream, writer, "any");
        Questions.limit(limit);
        List<Observation> page = new ArrayList<>();
        // Not a stream: it would ask the rest of the map for its size, which counts it.
        for (Observation one : at(stream, writer).tailMap(after, false).values()) {
            if (page.size() == limit) {
                break;
            }
            page.add(copy(one));
        }
        return List.copyOf(page);
    }

    synchronized int prune(String stream, String writer, long from, long to) {
        Questions.observation(stream, writer, "any");
        NavigableMap<Long, Observation> all = at(stream, writer);
        List<Observation> gone =
                List.copyOf(all.headMap(to, true).tailMap(from, true).values());
        gone.forEach(one -> {
            all.remove(one.sequence());
            byId.remove(new Id(stream, one.id()));
        });
        if (all.isEmpty()) {
            streams.getOrDefault(stream, new TreeMap<>()).remove(writer);
        }
        return gone.size();
    }

    synchronized List<String> writers(String stream) {
        Questions.observation(stream, "any", "any");
        return List.copyOf(streams.getOrDefault(stream, new TreeMap<>()).keySet());
    }

    synchronized Optional<Observation> find(String stream, String id) {
        Questions.observation(stream, "any", id);
        return Optional.ofNullable(byId.get(new Id(stream, id))).map(Observations::copy);
    }

    private static Observation copy(Observation one) {
        return new Observation(
                one.stream(),
                one.writer(),
                one.sequence(),
                one.id(),
                one.at().truncatedTo(ChronoUnit.MICROS),
                one.body().clone());
    }
}
