package io.modelgovernance.inmemory;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.PrunableObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.Snapshot;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A store that fails when it is told to, as storage on a network does: for tests of what an application does then.
 *
 * <p>Writes are commits, appended and removed batches and stored content; they are counted together. What is not told to fail is
 * passed on. Thread-safe if the store behind it is.
 */
public final class FailingStore implements GovernanceStore, PrunableObservationStore, ContentStore {
    private final GovernanceStore records;
    private final ObservationStore observations;
    private final ContentStore content;
    private final Faults faults = new Faults();

    private FailingStore(GovernanceStore records, ObservationStore observations, ContentStore content) {
        this.records = records;
        this.observations = observations;
        this.content = content;
    }

    /**
     * Wraps a store; it works until told otherwise.
     *
     * @param store what is behind it
     * @param <S> type of the store
     * @return the failing store
     */
    public static <S extends GovernanceStore & ObservationStore & ContentStore> FailingStore around(S store) {
        return new FailingStore(store, store, store);
    }

    /**
     * The next writes fail and write nothing; their {@link io.modelgovernance.StoreException} says {@code NOT_WRITTEN}.
     *
     * @param writes how many, 0 for none; replaces what was said before
     */
    public void refuseNext(int writes) {
        faults.refuse(writes);
    }

    /**
     * The next writes are made, and then their answer is lost; their {@link io.modelgovernance.StoreException} says
     * {@code UNKNOWN}.
     *
     * @param writes how many, 0 for none; replaces what was said before
     */
    public void loseNextAnswers(int writes) {
        faults.lose(writes);
    }

    /**
     * Cuts the storage off: reads and writes fail until it is back, and nothing is written.
     *
     * @param down true to cut it off, false to bring it back
     */
    public void down(boolean down) {
        faults.down(down);
    }

    @Override
    public Committed commit(ChangeSet changes) {
        return faults.write(() -> records.commit(changes));
    }

    @Override
    public Head head() {
        return faults.read(records::head);
    }

    @Override
    public long revision(String scope) {
        return faults.read(() -> records.revision(scope));
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return faults.read(() -> records.find(key, asOf));
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return faults.read(() -> records.search(query));
    }

    @Override
    public Snapshot snapshot(SnapshotQuery query) {
        return faults.read(() -> records.snapshot(query));
    }

    @Override
    public List<TermMatch> lookUp(TermsQuery query) {
        return faults.read(() -> records.lookUp(query));
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        return faults.read(() -> records.sorted(query));
    }

    @Override
    public Optional<Links> follow(LinksQuery query) {
        return faults.read(() -> records.follow(query));
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return faults.read(() -> records.history(key));
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        return faults.read(() -> records.scan(after, limit));
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        return faults.read(() -> records.journal(after, limit));
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return faults.read(() -> records.act(actId));
    }

    @Override
    public long positionAt(Instant instant) {
        return faults.read(() -> records.positionAt(instant));
    }

    @Override
    public void append(List<Observation> batch) {
        boolean unused = faults.write(() -> {
            observations.append(batch);
            return true;
        });
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        return faults.read(() -> observations.read(stream, writer, after, limit));
    }

    @Override
    public List<String> writers(String stream) {
        return faults.read(() -> observations.writers(stream));
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        return faults.read(() -> observations.find(stream, id));
    }

    @Override
    public int prune(String stream, String writer, long from, long to) {
        return faults.write(() -> PrunableObservationStore.of(observations).prune(stream, writer, from, to));
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        return faults.write(() -> content.put(in));
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return faults.read(() -> content.open(digest));
    }
}
