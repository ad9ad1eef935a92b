package io.modelgovernance.spi;

import io.modelgovernance.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps records and the journal; decides nothing.
 *
 * <p>The whole contract is in the contract suites of {@code governance-tck}. In short: a commit is all or nothing and
 * durable when it returns; positions are gapless and in commit order; nothing recorded is ever changed; a read as of a
 * position answers the same for ever; bytes come back as they went in. Thread-safe, and safe for many processes at
 * once where the storage is shared. Failures of the storage are {@link StoreException}s.
 */
public interface GovernanceStore {
    /** The position that means "current". */
    long NOW = Long.MAX_VALUE;

    /**
     * Writes an act: its puts, the new revision of each scope it puts into, and exactly one journal entry.
     *
     * <p>The recorded time is the later of the act's time, cut to microseconds, and the previous entry's.
     *
     * @param changes the act
     * @return where it was recorded; for an act id seen before, the first result
     * @throws StaleScopeException if a scope's revision is not the expected one; nothing was written
     * @throws StoreException if the storage failed; its outcome says whether the act may have been written
     */
    Committed commit(ChangeSet changes);

    /**
     * The end of the journal.
     *
     * @return the head
     */
    Head head();

    /**
     * How often a scope was written: 0 if never. Each commit that puts into a scope adds one.
     *
     * @param scope the scope
     * @return its revision
     */
    long revision(String scope);

    /**
     * Finds a record.
     *
     * @param key its name
     * @param asOf a journal position, or {@link #NOW}
     * @return the body valid then, or empty
     */
    Optional<StoredRecord> find(RecordKey key, long asOf);

    /**
     * Lists records.
     *
     * @param query which
     * @return matching records in key order, at most the query's limit
     */
    List<StoredRecord> search(RecordQuery query);

    /**
     * Reads several things that are current in as few questions to the storage as it can.
     *
     * <p>The revisions are read first, or all at the same moment: whoever rests an act on them is refused if a record has
     * changed since. A store that knows no better way reads one after the other, which is what this does.
     *
     * @param query which
     * @return all of it
     */
    default Snapshot snapshot(SnapshotQuery query) {
        Map<String, Long> revisions = new HashMap<>();
        query.scopes().forEach(scope -> revisions.put(scope, revision(scope)));
        Map<RecordKey, StoredRecord> records = new HashMap<>();
        query.keys().forEach(key -> last(key).ifPresent(record -> records.put(key, record)));
        return new Snapshot(
                revisions, records, query.lists().stream().map(this::search).toList());
    }

    private Optional<StoredRecord> last(RecordKey key) {
        return find(key, NOW).or(() -> history(key).stream().reduce((before, after) -> after));
    }

    /**
     * Looks up records by any of some values of a term: one question where {@link #search} would take one a value.
     *
     * <p>A store that knows no better way searches value by value, which is what this does.
     *
     * @param query which
     * @return matches in order of value and then key, at most the query's limit
     */
    default List<TermMatch> lookUp(TermsQuery query) {
        List<TermMatch> found = new ArrayList<>();
        for (int i = 0; i < query.values().size() && found.size() < query.limit(); i++) {
            String value = query.values().get(i);
            RecordQuery one = new RecordQuery(
                    query.kind(),
                    Optional.empty(),
                    List.of(new Term(query.name(), value)),
                    query.asOf(),
                    i == 0 ? query.after() : Optional.empty(),
                    query.limit() - found.size());
            search(one).forEach(record -> found.add(new TermMatch(value, record)));
        }
        return found;
    }

    /**
     * Lists records in the order of their terms of one name, by an index: what was asked for first costs no more because
     * there are many.
     *
     * @param query which
     * @return matches in order of value and then key, or the other way round, at most the query's limit
     */
    List<TermMatch> sorted(SortedQuery query);

    /**
     * Follows links from one thing to the next, in as few questions to the storage as it can.
     *
     * <p>A store need not know how; then whoever asks {@linkplain #lookUp looks them up} step by step.
     *
     * @param query which
     * @return all of them; empty if they are more than the query's limit, or the store follows none by itself
     */
    default Optional<Links> follow(LinksQuery query) {
        return Optional.empty();
    }

    /**
     * Every body a record ever had, oldest first.
     *
     * @param key its name
     * @return the bodies with their lives
     */
    List<StoredRecord> history(RecordKey key);

    /**
     * Every body that any record ever had, with what it is found by: the whole state, page by page, in the order of
     * kind, scope and id, compared as ASCII, and then of its life.
     *
     * @param after go on after this one, empty for the start
     * @param limit at most so many, at least 1
     * @return bodies with their terms; fewer than the limit only at the end
     */
    List<Scanned> scan(Optional<StoredRecord> after, int limit);

    /**
     * Reads the journal in order.
     *
     * @param after the position before the first one wanted; 0 for the start
     * @param limit at most so many, at least 1
     * @return entries after that position
     */
    List<JournalEntry> journal(long after, int limit);

    /**
     * Looks an act up by its id; this resolves a commit whose answer was lost.
     *
     * @param actId the act
     * @return its entry, or empty if it was never committed
     */
    Optional<JournalEntry> act(UUID actId);

    /**
     * The last position recorded by an instant, inclusive.
     *
     * @param instant the instant
     * @return a position, 0 if nothing had been recorded
     */
    long positionAt(Instant instant);
}
