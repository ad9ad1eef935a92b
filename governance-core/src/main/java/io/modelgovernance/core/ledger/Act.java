package io.modelgovernance.core.ledger;

import io.modelgovernance.Digest;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One act in the making: notes the revision of every scope it reads, collects what it writes.
 *
 * <p>What an act has put it also finds; what it has read once it does not read again, for it fails if that has changed.
 * Used by one thread.
 */
public final class Act {
    private final GovernanceStore store;
    private final ActReads reads;
    private final Instant now;
    private final Map<String, Long> expected = new LinkedHashMap<>();
    private final Map<RecordKey, Put> puts = new LinkedHashMap<>();
    private final Map<RecordKey, Object> written = new LinkedHashMap<>();
    private final Map<RecordKey, Optional<?>> found = new HashMap<>();
    private final Map<List<String>, List<?>> listed = new HashMap<>();
    private final Map<String, String> details = new TreeMap<>();
    private final List<String> refusals = new ArrayList<>();
    private EventType type;
    private String subject;

    Act(GovernanceStore store, Instant now, EventType type, String subject) {
        this.store = store;
        this.reads = new ActReads(store);
        this.now = now;
        this.type = type;
        this.subject = subject;
    }

    /**
     * The time of the act.
     *
     * @return now, whole microseconds
     */
    public Instant now() {
        return now;
    }

    /**
     * Reads in one question what the act is about to read; it changes nothing but the time that takes.
     *
     * @param keys what it will find
     * @param lists what it will list, by {@link #all} and {@link #under}
     */
    public void ahead(List<RecordKey> keys, List<RecordQuery> lists) {
        List<String> scopes = Stream.concat(
                        keys.stream().map(RecordKey::scope), lists.stream().flatMap(list -> list.scope().stream()))
                .filter(scope -> !expected.containsKey(scope))
                .toList();
        expected.putAll(reads.ahead(new SnapshotQuery(scopes, keys, lists)));
    }

    /**
     * The records of a kind in a scope, to be read {@linkplain #ahead ahead}.
     *
     * @param kind their kind
     * @param scope the scope
     * @return the first page of them
     */
    public static RecordQuery all(String kind, String scope) {
        return ActReads.first(kind, scope, "");
    }

    /**
     * The records of a kind in a scope whose id begins alike, to be read {@linkplain #ahead ahead}.
     *
     * @param kind their kind
     * @param scope the scope
     * @param prefix what the id begins with
     * @return the first page of them
     */
    public static RecordQuery under(String kind, String scope, String prefix) {
        return ActReads.first(kind, scope, prefix);
    }

    /**
     * Finds a record as it is now.
     *
     * @param type its class
     * @param key its name
     * @param <T> its class
     * @return it, or empty
     */
    public <T> Optional<T> find(Class<T> type, RecordKey key) {
        if (puts.containsKey(key)) {
            return Optional.ofNullable(written.get(key)).map(type::cast);
        }
        watch(key.scope());
        return found.computeIfAbsent(key, one -> reads.find(one).map(record -> RecordCodec.read(type, record.body())))
                .map(type::cast);
    }

    /**
     * Lists the records of a kind in a scope as they are now, without what this act puts.
     *
     * @param type their class
     * @param kind their kind
     * @param scope the scope
     * @param <T> their class
     * @return the records in id order
     */
    public <T> List<T> list(Class<T> type, String kind, String scope) {
        return list(type, kind, scope, "");
    }

    /**
     * Lists the records of a kind in a scope whose id begins alike, as they are now, without what this act puts.
     *
     * @param type their class
     * @param kind their kind
     * @param scope the scope
     * @param prefix what the id begins with
     * @param <T> their class
     * @return the records in id order
     */
    public <T> List<T> list(Class<T> type, String kind, String scope, String prefix) {
        watch(scope);
        return listed
                .computeIfAbsent(
                        List.of(kind, scope, prefix),
                        one -> reads.list(kind, scope, prefix).stream()
                                .map(record -> RecordCodec.read(type, record.body()))
                                .toList())
                .stream()
                .map(type::cast)
                .toList();
    }

    /**
     * Every body a record ever had, oldest first, without what this act puts.
     *
     * @param type its class
     * @param key its name
     * @param <T> its class
     * @return the bodies
     */
    public <T> List<T> history(Class<T> type, RecordKey key) {
        watch(key.scope());
        return store.history(key).stream()
                .map(record -> RecordCodec.read(type, record.body()))
                .toList();
    }

    /**
     * What a record was at last, even if it has ended, without what this act puts.
     *
     * @param type its class
     * @param key its name
     * @param <T> its class
     * @return its last body, or empty if it never was
     */
    public <T> Optional<T> last(Class<T> type, RecordKey key) {
        watch(key.scope());
        return reads.last(key).map(record -> RecordCodec.read(type, record.body()));
    }

    /**
     * Writes a record; once the act is refused it writes nothing.
     *
     * @param key its name
     * @param value its new body
     * @param terms what it can be found by
     */
    public void put(RecordKey key, Object value, Term... terms) {
        if (!refusals.isEmpty()) {
            return;
        }
        watch(key.scope());
        puts.put(key, Put.of(key, RecordCodec.write(value), List.of(terms)));
        written.put(key, value);
    }

    /**
     * Ends a record.
     *
     * @param key its name
     */
    public void end(RecordKey key) {
        if (!refusals.isEmpty()) {
            return;
        }
        watch(key.scope());
        puts.put(key, Put.end(key));
        written.remove(key);
    }

    /**
     * Adds a name and value to the audit entry.
     *
     * @param name the name
     * @param value the value; no personal data
     */
    public void detail(String name, Object value) {
        details.put(name, String.valueOf(value));
    }

    /**
     * Says what the act turned out to be.
     *
     * @param newType what was done
     */
    public void becomes(EventType newType) {
        type = newType;
    }

    /**
     * Names the subject once it is known.
     *
     * @param name what it was done to
     */
    public void subject(String name) {
        subject = name;
    }

    /**
     * Turns the act into a recorded refusal: nothing is written but the audit entry.
     *
     * @param reasons why, at least one
     */
    public void refuse(List<String> reasons) {
        refusals.addAll(reasons);
        becomes(EventType.TRANSITION_REFUSED);
        for (int i = 0; i < reasons.size(); i++) {
            detail("refusal." + (i + 1), reasons.get(i));
        }
        puts.clear();
        written.clear();
    }

    private void watch(String scope) {
        expected.computeIfAbsent(scope, store::revision);
    }

    Map<String, Long> expected() {
        return expected;
    }

    List<Put> puts() {
        return List.copyOf(puts.values());
    }

    List<String> refusals() {
        return refusals;
    }

    EventType type() {
        return type;
    }

    String subject() {
        return subject;
    }

    Map<String, String> details() {
        return details;
    }

    List<AuditEntry.Change> changes() {
        return puts.values().stream()
                .map(put -> new AuditEntry.Change(
                        put.key().scope(),
                        put.key().kind(),
                        put.key().id(),
                        put.body().map(Digest::of),
                        digest(put.terms())))
                .toList();
    }

    /**
     * What a journal entry says of the terms of a record.
     *
     * @param terms the terms, sorted
     * @return their digest, empty if there are none
     */
    public static Optional<Digest> digest(List<Term> terms) {
        return terms.isEmpty() ? Optional.empty() : Optional.of(Digest.of(RecordCodec.write(terms)));
    }
}
