package io.modelgovernance.core;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A store in memory whose n-th call fails, and which can show other things than it holds. */
final class FaultyStore implements GovernanceStore, ContentStore {
    private final InMemoryGovernanceStore store;
    private final AtomicInteger callsLeft = new AtomicInteger(Integer.MAX_VALUE);
    private UnaryOperator<JournalEntry> entries = UnaryOperator.identity();
    private UnaryOperator<StoredRecord> records = UnaryOperator.identity();
    private UnaryOperator<Head> heads = UnaryOperator.identity();
    private UnaryOperator<byte[]> content = UnaryOperator.identity();

    FaultyStore(InMemoryGovernanceStore store) {
        this.store = store;
    }

    /** Lets some calls through and fails the next; all later ones fail too. */
    void failAfter(int calls) {
        callsLeft.set(calls);
    }

    void heal() {
        callsLeft.set(Integer.MAX_VALUE);
    }

    void showEntries(UnaryOperator<JournalEntry> as) {
        entries = as;
    }

    void showRecords(UnaryOperator<StoredRecord> as) {
        records = as;
    }

    void showHeads(UnaryOperator<Head> as) {
        heads = as;
    }

    void showContent(UnaryOperator<byte[]> as) {
        content = as;
    }

    private void mayFail(String call) {
        if (callsLeft.getAndDecrement() <= 0) {
            callsLeft.set(0);
            throw new StoreException(
                    StoreException.Outcome.NOT_WRITTEN,
                    "The store must answer " + call + ".",
                    new IOException("planted"));
        }
    }

    @Override
    public Committed commit(ChangeSet changes) {
        mayFail("commit");
        return store.commit(changes);
    }

    @Override
    public Head head() {
        mayFail("head");
        return heads.apply(store.head());
    }

    @Override
    public long revision(String scope) {
        mayFail("revision");
        return store.revision(scope);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        mayFail("find");
        return store.find(key, asOf).map(records);
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        mayFail("search");
        return store.search(query).stream().map(records).toList();
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        mayFail("sorted");
        return store.sorted(query).stream()
                .map(match -> new TermMatch(match.value(), records.apply(match.record())))
                .toList();
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        mayFail("history");
        return store.history(key).stream().map(records).toList();
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        mayFail("scan");
        return store.scan(after, limit).stream()
                .map(one -> new Scanned(records.apply(one.record()), one.terms(), one.strays()))
                .toList();
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        mayFail("journal");
        return store.journal(after, limit).stream().map(entries).toList();
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        mayFail("act");
        return store.act(actId);
    }

    @Override
    public long positionAt(java.time.Instant instant) {
        mayFail("positionAt");
        return store.positionAt(instant);
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        mayFail("put");
        return store.put(in);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        mayFail("open");
        return store.open(digest).map(in -> {
            try (in) {
                return new ByteArrayInputStream(content.apply(in.readAllBytes()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
