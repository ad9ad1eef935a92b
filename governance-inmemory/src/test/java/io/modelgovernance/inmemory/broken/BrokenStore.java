package io.modelgovernance.inmemory.broken;

import io.modelgovernance.Digest;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.tck.StoreFixture;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A sound store to be broken in one respect by each subclass; it is its own fixture. */
class BrokenStore implements GovernanceStore, ObservationStore, ContentStore, StoreFixture<BrokenStore> {
    final InMemoryGovernanceStore sound = new InMemoryGovernanceStore();

    @Override
    public BrokenStore store() {
        return this;
    }

    @Override
    public BrokenStore again() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public Committed commit(ChangeSet changes) {
        return sound.commit(changes);
    }

    @Override
    public Head head() {
        return sound.head();
    }

    @Override
    public long revision(String scope) {
        return sound.revision(scope);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return sound.find(key, asOf);
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return sound.search(query);
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        return sound.sorted(query);
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return sound.history(key);
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        return sound.scan(after, limit);
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        return sound.journal(after, limit);
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return sound.act(actId);
    }

    @Override
    public long positionAt(Instant instant) {
        return sound.positionAt(instant);
    }

    @Override
    public void append(List<Observation> batch) {
        sound.append(batch);
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        return sound.read(stream, writer, after, limit);
    }

    @Override
    public List<String> writers(String stream) {
        return sound.writers(stream);
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        return sound.find(stream, id);
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        return sound.put(in);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return sound.open(digest);
    }
}
