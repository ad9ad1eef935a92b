package io.modelgovernance.jdbc;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.StoreException;
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
import io.modelgovernance.spi.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Keeps governance in a relational database: H2, PostgreSQL, MariaDB.
 *
 * <p>The application hands in its own {@link DataSource}; each call takes one connection and gives it back. The schema
 * must be there: see {@link JdbcSchema}. One <em>ledger</em> is one tenant: records, journal and audit tree of its own.
 * Thread-safe, and safe for many processes on one database at its default isolation level.
 */
public final class JdbcGovernanceStore implements GovernanceStore, ObservationStore, ContentStore {
    private static final int LONGEST_LEDGER = 60;

    private final Transactions transactions;
    private final Acts acts;
    private final Reads reads;
    private final Observations observations;
    private final Content content;

    private JdbcGovernanceStore(DataSource dataSource, String ledger) {
        this.transactions = new Transactions(dataSource);
        this.acts = new Acts(ledger);
        this.reads = new Reads(ledger);
        this.observations = new Observations(ledger);
        this.content = new Content(ledger);
    }

    /**
     * The ledger {@code main}.
     *
     * @param dataSource the application's
     * @return the store
     * @throws StoreException if the schema is missing or of another version, or the database does not answer
     */
    public static JdbcGovernanceStore of(DataSource dataSource) {
        return of(dataSource, "main");
    }

    /**
     * A ledger of its own.
     *
     * @param dataSource the application's
     * @param ledger a name of at most 60 characters
     * @return the store
     * @throws StoreException if the schema is missing or of another version, or the database does not answer
     */
    public static JdbcGovernanceStore of(DataSource dataSource, String ledger) {
        Names.require("ledger", ledger);
        if (ledger.length() > LONGEST_LEDGER) {
            throw InvalidInputException.of("ledger", "has " + ledger.length() + " characters", "at most 60");
        }
        JdbcSchema.verify(dataSource);
        JdbcGovernanceStore store = new JdbcGovernanceStore(dataSource, ledger);
        store.open();
        return store;
    }

    private void open() {
        try {
            transactions.write(
                    connection -> {
                        acts.open(connection);
                        return true;
                    },
                    this::hasHead);
        } catch (StoreException e) {
            if (hasHead() == null) {
                throw e;
            }
        }
    }

    private @org.jspecify.annotations.Nullable Boolean hasHead() {
        return transactions.read(acts::hasHead) ? Boolean.TRUE : null;
    }

    @Override
    public Committed commit(ChangeSet changes) {
        return transactions.write(connection -> acts.commit(connection, changes), () -> settled(changes.actId()));
    }

    private @org.jspecify.annotations.Nullable Committed settled(UUID actId) {
        return act(actId)
                .map(entry -> new Committed(entry.position(), entry.recordedAt(), false))
                .orElse(null);
    }

    @Override
    public Head head() {
        return transactions.read(acts::head);
    }

    @Override
    public long revision(String scope) {
        return transactions.read(connection -> acts.revision(connection, scope));
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return transactions.read(connection -> reads.find(connection, key, asOf));
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return transactions.read(connection -> reads.search(connection, query));
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return transactions.read(connection -> reads.history(connection, key));
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        return transactions.read(connection -> reads.journal(connection, after, limit));
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return transactions.read(connection -> reads.act(connection, actId));
    }

    @Override
    public long positionAt(Instant instant) {
        return transactions.read(connection -> reads.positionAt(connection, Micros.of(instant)));
    }

    /**
     * Inserts the batch as it is; only if the database refuses are those already stored looked up and left out.
     */
    @Override
    public void append(List<Observation> batch) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            transactions.write(
                    connection -> {
                        observations.insert(connection, batch);
                        return true;
                    },
                    () -> isStored(batch));
        } catch (StoreException e) {
            if (e.outcome() == StoreException.Outcome.UNKNOWN || !insertMissing(batch)) {
                throw e;
            }
        }
    }

    /** Whether the refusal was about observations that are stored already; the others are stored now. */
    private boolean insertMissing(List<Observation> batch) {
        List<Observation> missing = transactions.read(connection -> observations.missing(connection, batch));
        if (missing.size() == batch.size()) {
            return false;
        }
        if (!missing.isEmpty()) {
            append(missing);
        }
        return true;
    }

    private @org.jspecify.annotations.Nullable Boolean isStored(List<Observation> batch) {
        return transactions
                        .read(connection -> observations.missing(connection, batch))
                        .isEmpty()
                ? Boolean.TRUE
                : null;
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        return transactions.read(connection -> observations.read(connection, stream, writer, after, limit));
    }

    @Override
    public List<String> writers(String stream) {
        return transactions.read(connection -> observations.writers(connection, stream));
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        return transactions.read(connection -> observations.find(connection, stream, id));
    }

    /** Spools to a temporary file first: the digest names the rows, and is known only at the end of the stream. */
    @Override
    public Digest put(InputStream in) throws IOException {
        Path spool = Files.createTempFile("governance", ".content");
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = Files.newOutputStream(spool)) {
                new DigestInputStream(in, sha).transferTo(out);
            }
            Digest digest = Digest.ofRaw(sha.digest());
            if (!transactions.read(connection -> content.exists(connection, digest.hex()))) {
                store(spool, digest);
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } finally {
            Files.delete(spool);
        }
    }

    private void store(Path spool, Digest digest) {
        try {
            transactions.write(
                    connection -> {
                        try (InputStream in = Files.newInputStream(spool)) {
                            content.insert(connection, digest.hex(), in);
                            return true;
                        } catch (IOException e) {
                            throw new SQLException("The spooled content must be readable", e);
                        }
                    },
                    () -> existing(digest));
        } catch (StoreException e) {
            if (existing(digest) == null) {
                throw e;
            }
        }
    }

    private @org.jspecify.annotations.Nullable Boolean existing(Digest digest) {
        return transactions.read(connection -> content.exists(connection, digest.hex())) ? Boolean.TRUE : null;
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return transactions
                .read(connection -> content.chunk(connection, digest.hex(), 0))
                .map(first -> new Content.Chunks(transactions, content, digest.hex(), first));
    }
}
