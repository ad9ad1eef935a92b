package io.modelgovernance.core.ledger;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.policy.Access;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out acts: reads, decides and writes as one commit with its audit entry, again from the start if something it
 * read has changed meanwhile. Thread-safe.
 */
public final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int ATTEMPTS = 50;

    private final String origin;
    private final GovernanceStore store;
    private final Clock clock;
    private final Access access;
    private final RightOfWay way = new RightOfWay(Duration.ofSeconds(1));
    private final List<Consumer<Committed>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Creates the ledger.
     *
     * @param origin name of the audit log
     * @param store where it is kept
     * @param clock time of acts
     * @param access who may do what
     */
    public Ledger(String origin, GovernanceStore store, Clock clock, Access access) {
        this.origin = origin;
        this.access = access;
        this.store = store;
        this.clock = clock;
    }

    /**
     * Carries out an act.
     *
     * @param actor who
     * @param type what is done
     * @param subject to what
     * @param reason why
     * @param body reads, decides and writes; may run more than once, so it must have no other effect
     * @param <T> what it returns
     * @return what the body returned, once committed
     * @throws RefusedException if the body refused; the refusal is recorded
     * @throws ConflictException if it kept colliding with other acts
     */
    public <T> T act(Actor actor, EventType type, String subject, String reason, Function<Act, T> body) {
        refusal(actor, type, subject).ifPresent(why -> deny(actor, type, subject, reason, why));
        for (int attempt = 1; ; attempt++) {
            Act act = new Act(store, now(), type, subject);
            T result;
            Committed committed;
            try (RightOfWay.Way unused = way.enter(attempt)) {
                result = body.apply(act);
                committed = commit(actor, reason, act);
            } catch (StaleScopeException e) {
                if (attempt == ATTEMPTS) {
                    throw new ConflictException(
                            subject,
                            "The act on " + subject + " must meet a quiet moment but collided " + ATTEMPTS
                                    + " times with others. Maybe try again.");
                }
                continue;
            }
            listeners.forEach(listener -> tell(listener, committed));
            if (!act.refusals().isEmpty()) {
                throw new RefusedException(act.subject(), act.refusals(), committed.position());
            }
            return result;
        }
    }

    /**
     * Why an actor may not do something, if he may not. What governance does by itself, such as sealing, is never asked.
     *
     * @param actor who
     * @param type what
     * @param subject to what
     * @return the reason, or empty
     */
    public Optional<String> refusal(Actor actor, EventType type, String subject) {
        boolean byItself = type == EventType.DECISIONS_SEALED
                || type == EventType.DECISIONS_MISSING
                || type == EventType.ROLLOUT_ROLLED_BACK
                || type == EventType.ROLLOUT_CONCLUDED;
        return byItself ? Optional.empty() : access.refusal(actor, type, subject);
    }

    private void deny(Actor actor, EventType type, String subject, String reason, String why) {
        Act denied = new Act(store, now(), type, subject);
        denied.refuse(List.of(why));
        denied.becomes(EventType.ACCESS_REFUSED);
        denied.detail("act", type);
        Committed committed = commit(actor, reason, denied);
        listeners.forEach(listener -> tell(listener, committed));
        throw new RefusedException(subject, denied.refusals(), committed.position());
    }

    private Committed commit(Actor actor, String reason, Act act) {
        UUID id = UUID.randomUUID();
        Map<String, String> details = Map.copyOf(act.details());
        List<AuditEntry.Change> changes = act.changes();
        Sealer sealer = (previous, position, at) -> seal(
                new EntryBody(
                        1,
                        origin,
                        position,
                        at,
                        id,
                        act.type(),
                        actor.id(),
                        actor.kind(),
                        act.subject(),
                        reason,
                        details,
                        changes),
                previous);
        return store.commit(new ChangeSet(id, act.expected(), act.puts(), act.now(), sealer));
    }

    /** What is recorded is done: a listener's failure must not look like the act's. */
    private static void tell(Consumer<Committed> listener, Committed committed) {
        try {
            listener.accept(committed);
        } catch (RuntimeException e) {
            LOG.warn("A listener failed after entry {} was recorded: {}", committed.position(), e.getMessage());
        }
    }

    /** Others wait for the head meanwhile: what does not depend on the place is made before. */
    private static Sealer.Sealed seal(EntryBody body, Head previous) {
        byte[] entry = RecordCodec.write(body);
        Merkle.Appended appended = Merkle.append(previous.position(), previous.treeState(), Merkle.leaf(entry));
        return new Sealer.Sealed(entry, appended.nodes(), appended.state());
    }

    /**
     * An act that is never committed, to read through.
     *
     * @return it
     */
    public Act read() {
        return new Act(store, now(), EventType.EDGES_RECORDED, "");
    }

    /**
     * The time now.
     *
     * @return whole microseconds
     */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The clock of acts.
     *
     * @return it
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Name of the audit log.
     *
     * @return the origin
     */
    public String origin() {
        return origin;
    }

    /**
     * Calls a listener after each commit of this process, on the acting thread.
     *
     * @param listener quick; what it throws is logged, for the act is recorded by then
     */
    public void onCommit(Consumer<Committed> listener) {
        listeners.add(listener);
    }

    /**
     * Takes a listener away.
     *
     * @param listener the listener
     */
    public void forget(Consumer<Committed> listener) {
        listeners.remove(listener);
    }

    /**
     * The journal position a moment stands for.
     *
     * @param asOf the moment
     * @return its position, or {@link GovernanceStore#NOW}
     */
    public long position(AsOf asOf) {
        if (asOf instanceof AsOf.Position) {
            return ((AsOf.Position) asOf).position();
        }
        return asOf instanceof AsOf.Moment ? store.positionAt(((AsOf.Moment) asOf).instant()) : GovernanceStore.NOW;
    }

    /**
     * The instant a moment stands for.
     *
     * @param asOf the moment
     * @return the instant itself, the time at which a position was recorded, or the time now
     */
    public Instant instant(AsOf asOf) {
        if (asOf instanceof AsOf.Moment) {
            return ((AsOf.Moment) asOf).instant();
        } else if (asOf instanceof AsOf.Position && position(asOf) > 0) {
            return store.journal(position(asOf) - 1, 1).stream()
                    .findFirst()
                    .map(entry -> entry.recordedAt())
                    .orElseGet(this::now);
        }
        return now();
    }

    /**
     * A page of the journal.
     *
     * @param after position before the first one wanted, 0 for the start
     * @param limit at most so many
     * @return entries in order
     */
    public List<AuditEntry> entries(long after, int limit) {
        return store.journal(after, limit).stream()
                .map(stored -> EntryBody.read(stored).toAuditEntry(stored))
                .toList();
    }

    /**
     * The positions at which each body of a record came to be, oldest first.
     *
     * @param key its name
     * @return journal positions
     */
    public List<Long> positions(RecordKey key) {
        return store.history(key).stream().map(StoredRecord::from).toList();
    }

    /**
     * Finds a record.
     *
     * @param type its class
     * @param key its name
     * @param asOf when
     * @param <T> its class
     * @return it, or empty
     */
    public <T> Optional<T> find(Class<T> type, RecordKey key, AsOf asOf) {
        return store.find(key, position(asOf)).map(record -> RecordCodec.read(type, record.body()));
    }

    /**
     * Finds several records as they are now, in as few questions to the storage as it can.
     *
     * @param keys their names
     * @return those that there are, in no order
     */
    public List<StoredRecord> current(List<RecordKey> keys) {
        List<StoredRecord> found = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += SnapshotQuery.MAX_READS) {
            List<RecordKey> some = keys.subList(from, Math.min(keys.size(), from + SnapshotQuery.MAX_READS));
            found.addAll(store.snapshot(new SnapshotQuery(List.of(), some, List.of()))
                    .records()
                    .values());
        }
        return found;
    }

    /**
     * Reads a query to its end.
     *
     * @param type the records' class
     * @param query which
     * @param asOf when
     * @param <T> the records' class
     * @return the records in key order
     */
    public <T> List<T> list(Class<T> type, RecordQuery query, AsOf asOf) {
        return Pages.all(store, query.asOf(position(asOf))).stream()
                .map(record -> RecordCodec.read(type, record.body()))
                .toList();
    }

    /**
     * Reads one page of a query.
     *
     * @param type the records' class
     * @param query which, with its position
     * @param <T> the records' class
     * @return at most the query's limit, in key order
     */
    public <T> List<T> page(Class<T> type, RecordQuery query) {
        return store.search(query).stream()
                .map(record -> RecordCodec.read(type, record.body()))
                .toList();
    }

    /**
     * Reads the records of several queries, in key order and each once.
     *
     * @param type the records' class
     * @param queries which, of one kind, with their positions
     * @param <T> the records' class
     * @return the records, read page by page as they are asked for
     */
    public <T> Iterator<T> union(Class<T> type, List<RecordQuery> queries) {
        Union union = new Union(store, queries);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return union.hasNext();
            }

            @Override
            public T next() {
                return RecordCodec.read(type, union.next().body());
            }
        };
    }

    /**
     * Lists records in the order of a term.
     *
     * @param query which, with its position
     * @return a page of matches, undecoded
     */
    public List<TermMatch> sorted(SortedQuery query) {
        return store.sorted(query);
    }

    /**
     * Looks up records by any of some values of a term.
     *
     * @param query which, with its position
     * @return a page of matches, undecoded
     */
    public List<TermMatch> lookUp(TermsQuery query) {
        return store.lookUp(query);
    }

    /**
     * Follows links from one thing to the next.
     *
     * @param query which, with its position
     * @return all of them; empty if they are too many, or the storage follows none by itself
     */
    public Optional<Links> follow(LinksQuery query) {
        return store.follow(query);
    }

    /**
     * When a record's bodies were put, oldest first.
     *
     * @param key its name
     * @return journal positions
     */
    public List<Long> puts(RecordKey key) {
        return store.history(key).stream().map(StoredRecord::from).toList();
    }

    /**
     * Where a record last changed by a position: got a new body, or ended.
     *
     * @param key its name
     * @param position a journal position
     * @return the position of that change, or 0 if it had never been
     */
    public long lastChange(RecordKey key, long position) {
        return store.find(key, position)
                .map(StoredRecord::from)
                .orElseGet(() -> store.history(key).stream()
                        .map(StoredRecord::to)
                        .filter(end -> end <= position)
                        .max(Long::compare)
                        .orElse(0L));
    }

    /**
     * The first record of a query.
     *
     * @param type the record's class
     * @param query which
     * @param asOf when
     * @param <T> the record's class
     * @return the first in key order, or empty
     */
    public <T> Optional<T> first(Class<T> type, RecordQuery query, AsOf asOf) {
        return store.search(query.asOf(position(asOf)).page(query.after(), 1)).stream()
                .findFirst()
                .map(record -> RecordCodec.read(type, record.body()));
    }

    /**
     * Every body a record ever had, oldest first.
     *
     * @param type its class
     * @param key its name
     * @param <T> its class
     * @return the bodies
     */
    public <T> List<T> history(Class<T> type, RecordKey key) {
        return store.history(key).stream()
                .map((StoredRecord record) -> RecordCodec.read(type, record.body()))
                .toList();
    }

    /**
     * The end of the journal.
     *
     * @return the last position
     */
    public long head() {
        return store.head().position();
    }
}
