package io.modelgovernance.inmemory;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.SortedQuery.Place;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermMatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Records and journal under one lock. */
final class Journal {
    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::scope).thenComparing(RecordKey::id);

    private static final NavigableMap<RecordKey, List<Body>> NONE =
            Collections.unmodifiableNavigableMap(new TreeMap<>(ORDER));

    private static final String FIRST = " ";
    private static final String LAST = "~".repeat(RecordKey.MAX_LENGTH);

    private record Body(StoredRecord record, Set<Term> terms) {
        boolean bears(RecordQuery query) {
            return terms.containsAll(query.terms())
                    && query.ranges().stream().allMatch(range -> terms.stream().anyMatch(range::holds));
        }

        boolean validAt(long position) {
            return record.from() <= position && position < record.to();
        }
    }

    private final NavigableMap<String, NavigableMap<RecordKey, List<Body>>> kinds = new TreeMap<>();
    /** By kind and term, of every life: search still looks whether the body of the moment bears it. */
    private final Map<String, NavigableMap<Term, NavigableMap<RecordKey, List<Body>>>> terms = new HashMap<>();

    private final Map<String, Long> revisions = new HashMap<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<UUID, JournalEntry> acts = new HashMap<>();
    private Head head = Head.EMPTY;

    synchronized Committed commit(ChangeSet changes) {
        JournalEntry known = acts.get(changes.actId());
        if (known != null) {
            return new Committed(known.position(), known.recordedAt(), true);
        }
        changes.expected().forEach((scope, expected) -> {
            long actual = revision(scope);
            if (actual != expected) {
                throw new StaleScopeException(scope, expected, actual);
            }
        });
        Instant at = changes.at().truncatedTo(ChronoUnit.MICROS);
        Instant recordedAt = at.isBefore(head.recordedAt()) ? head.recordedAt() : at;
        long position = head.position() + 1;
        Sealer.Sealed sealed = changes.sealer().seal(copy(head), position, recordedAt);
        JournalEntry entry = new JournalEntry(
                position,
                changes.actId(),
                recordedAt,
                sealed.entry().clone(),
                sealed.nodes().clone());
        Head next = new Head(position, recordedAt, sealed.treeState().clone());
        Set<String> written = new HashSet<>();
        for (Put put : changes.puts()) {
            write(put, position);
            written.add(put.key().scope());
        }
        written.forEach(scope -> revisions.merge(scope, 1L, Long::sum));
        entries.add(entry);
        acts.put(entry.actId(), entry);
        head = next;
        return new Committed(position, recordedAt, false);
    }

    private void write(Put put, long position) {
        List<Body> bodies = kinds.computeIfAbsent(put.key().kind(), kind -> new TreeMap<>(ORDER))
                .computeIfAbsent(put.key(), key -> new ArrayList<>());
        int last = bodies.size() - 1;
        if (last >= 0 && bodies.get(last).record().to() == GovernanceStore.NOW) {
            StoredRecord old = bodies.get(last).record();
            bodies.set(
                    last,
                    new Body(
                            new StoredRecord(old.key(), old.body(), old.from(), position),
                            bodies.get(last).terms()));
        }
        for (Term term : put.terms()) {
            if (term.name().equals(Link.NOTE)) {
                continue;
            }
            terms.computeIfAbsent(put.key().kind(), kind -> new TreeMap<>())
                    .computeIfAbsent(term, one -> new TreeMap<>(ORDER))
                    .put(put.key(), bodies);
        }
        put.body()
                .ifPresent(body -> bodies.add(new Body(
                        new StoredRecord(put.key(), body.clone(), position, GovernanceStore.NOW),
                        Set.copyOf(put.terms()))));
    }

    synchronized Head head() {
        return copy(head);
    }

    synchronized long revision(String scope) {
        Questions.scope(scope);
        return revisions.getOrDefault(scope, 0L);
    }

    synchronized Optional<StoredRecord> find(RecordKey key, long asOf) {
        return bodies(key).stream()
                .filter(body -> validAt(body, asOf))
                .map(body -> copy(body.record()))
                .findFirst();
    }

    synchronized List<StoredRecord> history(RecordKey key) {
        return bodies(key).stream().map(body -> copy(body.record())).toList();
    }

    synchronized List<StoredRecord> search(RecordQuery query) {
        NavigableMap<RecordKey, List<Body>> records = candidates(query);
        NavigableMap<RecordKey, List<Body>> rest =
                query.after().map(after -> records.tailMap(after, false)).orElse(records);
        List<StoredRecord> found = new ArrayList<>();
        for (Map.Entry<RecordKey, List<Body>> entry : rest.entrySet()) {
            if (query.scope().isPresent()
                    && !query.scope().get().equals(entry.getKey().scope())) {
                continue;
            }
            entry.getValue().stream()
                    .filter(body -> validAt(body, query.asOf()) && body.bears(query))
                    .forEach(body -> found.add(copy(body.record())));
            if (found.size() == query.limit()) {
                break;
            }
        }
        return found;
    }

    synchronized List<TermMatch> sorted(SortedQuery query) {
        NavigableMap<Term, NavigableMap<RecordKey, List<Body>>> all =
                terms.getOrDefault(query.kind(), Collections.emptyNavigableMap());
        Term first = new Term(query.name(), query.after().map(Place::value).orElse(query.descending() ? LAST : FIRST));
        List<TermMatch> found = new ArrayList<>();
        for (Map.Entry<Term, NavigableMap<RecordKey, List<Body>>> entry :
                (query.descending() ? all.headMap(first, true).descendingMap() : all.tailMap(first, true)).entrySet()) {
            Term term = entry.getKey();
            if (!term.name().equals(query.name()) || found.size() == query.limit()) {
                break;
            }
            NavigableMap<RecordKey, List<Body>> records =
                    query.descending() ? entry.getValue().descendingMap() : entry.getValue();
            query
                    .after()
                    .filter(place -> place.value().equals(term.value()))
                    .map(place -> records.tailMap(place.key(), false))
                    .orElse(records)
                    .values()
                    .stream()
                    .flatMap(List::stream)
                    .filter(body -> validAt(body, query.asOf()) && body.terms().contains(term))
                    .limit(query.limit() - (long) found.size())
                    .forEach(body -> found.add(new TermMatch(term.value(), copy(body.record()))));
        }
        return found;
    }

    synchronized List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        Questions.limit(limit);
        return kinds.tailMap(after.map(last -> last.key().kind()).orElse(""), true).values().stream()
                .flatMap(records -> rest(records, after).values().stream().flatMap(List::stream))
                .filter(body -> after.isEmpty() || !isUpTo(body.record(), after.get()))
                .limit(limit)
                .map(body -> new Scanned(copy(body.record()), List.copyOf(body.terms()), List.of()))
                .toList();
    }

    private static NavigableMap<RecordKey, List<Body>> rest(
            NavigableMap<RecordKey, List<Body>> records, Optional<StoredRecord> after) {
        boolean within = after.isPresent()
                && records.firstKey().kind().equals(after.get().key().kind());
        return within ? records.tailMap(after.get().key(), true) : records;
    }

    private static boolean isUpTo(StoredRecord record, StoredRecord last) {
        return record.key().equals(last.key()) && record.from() <= last.from();
    }

    /** All records of the kind, or those that ever bore the rarest of the terms. */
    private NavigableMap<RecordKey, List<Body>> candidates(RecordQuery query) {
        return query.terms().stream()
                .map(term -> terms.getOrDefault(query.kind(), Collections.emptyNavigableMap())
                        .getOrDefault(term, NONE))
                .min(Comparator.comparing(Map::size))
                .orElseGet(() -> kinds.getOrDefault(query.kind(), NONE));
    }

    synchronized List<JournalEntry> entries(long after, int limit) {
        Questions.limit(limit);
        int from = (int) Math.min(Math.max(0, after), entries.size());
        return entries.subList(from, entries.size()).stream()
                .limit(limit)
                .map(Journal::copy)
                .toList();
    }

    synchronized Optional<JournalEntry> act(UUID actId) {
        return Optional.ofNullable(acts.get(actId)).map(Journal::copy);
    }

    synchronized long positionAt(Instant instant) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).recordedAt().isAfter(instant)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private List<Body> bodies(RecordKey key) {
        NavigableMap<RecordKey, List<Body>> records = kinds.get(key.kind());
        return records == null ? List.of() : records.getOrDefault(key, List.of());
    }

    private static boolean validAt(Body body, long asOf) {
        return asOf == GovernanceStore.NOW ? body.record().to() == GovernanceStore.NOW : body.validAt(asOf);
    }

    private static Head copy(Head head) {
        return new Head(head.position(), head.recordedAt(), head.treeState().clone());
    }

    private static StoredRecord copy(StoredRecord record) {
        return new StoredRecord(record.key(), record.body().clone(), record.from(), record.to());
    }

    private static JournalEntry copy(JournalEntry entry) {
        return new JournalEntry(
                entry.position(),
                entry.actId(),
                entry.recordedAt(),
                entry.entry().clone(),
                entry.nodes().clone());
    }
}
