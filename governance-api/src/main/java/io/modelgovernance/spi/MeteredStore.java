package io.modelgovernance.spi;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store whose calls are told to a meter; for the rest it is the store it was made of. Thread-safe. */
public final class MeteredStore implements GovernanceStore, PrunableObservationStore, ContentStore {
    private final GovernanceStore records;
    private final ObservationStore observations;
    private final ContentStore content;
    private final StoreMeter meter;

    private MeteredStore(
            GovernanceStore records, ObservationStore observations, ContentStore content, StoreMeter meter) {
        this.records = records;
        this.observations = observations;
        this.content = content;
        this.meter = meter;
    }

    /**
     * Measures a store.
     *
     * @param store the store
     * @param meter what is told
     * @param <S> type of the store
     * @return the same, measured
     */
    public static <S extends GovernanceStore & ObservationStore & ContentStore> MeteredStore of(
            S store, StoreMeter meter) {
        return new MeteredStore(store, store, store, meter);
    }

    /** A call that may fail to read what it was given. */
    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T timed(String operation, Call<T> call) throws IOException {
        StoreMeter.Outcome outcome = StoreMeter.Outcome.FAILED;
        long start = System.nanoTime();
        try {
            T result = call.run();
            outcome = StoreMeter.Outcome.DONE;
            return result;
        } catch (StaleScopeException e) {
            outcome = StoreMeter.Outcome.STALE;
            throw e;
        } catch (StoreException e) {
            outcome = e.outcome() == StoreException.Outcome.UNKNOWN ? StoreMeter.Outcome.UNKNOWN : outcome;
            throw e;
        } finally {
            meter.ended(operation, System.nanoTime() - start, outcome);
        }
    }

    private <T> T measured(String operation, Call<T> call) {
        try {
            return timed(operation, call);
        } catch (IOException e) {
            throw new IllegalStateException("Only content is read from a stream", e);
        }
    }

    @Override
    public Committed commit(ChangeSet changes) {
        return measured("commit", () -> records.commit(changes));
    }

    @Override
    public Head head() {
        return measured("head", records::head);
    }

    @Override
    public long revision(String scope) {
        return measured("revision", () -> records.revision(scope));
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return measured("find", () -> records.find(key, asOf));
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return measured("search", () -> records.search(query));
    }

    @Override
    public Snapshot snapshot(SnapshotQuery query) {
        return measured("snapshot", () -> records.snapshot(query));
    }

    @Override
    public List<TermMatch> lookUp(TermsQuery query) {
        return measured("lookUp", () -> records.lookUp(query));
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        return measured("sorted", () -> records.sorted(query));
    }

    @Override
    public Optional<Links> follow(LinksQuery query) {
        return measured("follow", () -> records.follow(query));
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return measured("history", () -> records.history(key));
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        return measured("scan", () -> records.scan(after, limit));
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        return measured("journal", () -> records.journal(after, limit));
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return measured("act", () -> records.act(actId));
    }

    @Override
    public long positionAt(Instant instant) {
        return measured("positionAt", () -> records.positionAt(instant));
    }

    @Override
    public void append(List<Observation> batch) {
        boolean unused = measured("append", () -> {
            observations.append(batch);
            return true;
        });
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        return measured("read", () -> observations.read(stream, writer, after, limit));
    }

    @Override
    public List<String> writers(String stream) {
        return measured("writers", () -> observations.writers(stream));
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        return measured("find", () -> observations.find(stream, id));
    }

    @Override
    public int prune(String stream, String writer, long from, long to) {
        return measured("prune", () -> PrunableObservationStore.of(observations).prune(stream, writer, from, to));
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        return timed("put", () -> content.put(in));
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return measured("open", () -> content.open(digest));
    }
}
