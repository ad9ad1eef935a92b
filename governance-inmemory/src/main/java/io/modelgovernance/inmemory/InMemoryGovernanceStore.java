package io.modelgovernance.inmemory;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.PrunableObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps everything in the memory of this process, for tests and small tools; it is gone when the process ends.
 *
 * <p>Thread-safe. Byte arrays are copied on the way in and out.
 */
public final class InMemoryGovernanceStore implements GovernanceStore, PrunableObservationStore, ContentStore {
    private final Journal journal = new Journal();
    private final Observations observations = new Observations();
    private final Map<Digest, byte[]> content = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public InMemoryGovernanceStore() {}

    @Override
    public Committed commit(ChangeSet changes) {
        return journal.commit(changes);
    }

    @Override
    public Head head() {
        return journal.head();
    }

    @Override
    public long revision(String scope) {
        return journal.revision(scope);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return journal.find(key, asOf);
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return journal.search(query);
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        return journal.sorted(query);
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return journal.history(key);
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        return journal.scan(after, limit);
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        return journal.entries(after, limit);
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return journal.act(actId);
    }

    @Override
    public long positionAt(Instant instant) {
        return journal.positionAt(instant);
    }

    @Override
    public void append(List<Observation> batch) {
        observations.append(batch);
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        return observations.read(stream, writer, after, limit);
    }

    @Override
    public int prune(String stream, String writer, long from, long to) {
        return observations.prune(stream, writer, from, to);
    }

    @Override
    public List<String> writers(String stream) {
        return observations.writers(stream);
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        return observations.find(stream, id);
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        Digest digest = Digest.of(bytes);
        content.putIfAbsent(digest, bytes);
        return digest;
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return Optional.ofNullable(content.get(digest)).map(ByteArrayInputStream::new);
    }
}
