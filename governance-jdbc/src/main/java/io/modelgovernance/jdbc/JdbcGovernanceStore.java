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
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.Observation;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps governance in a relational database: H2, PostgreSQL, MariaDB.
 *
 * <p>The application hands in its own {@link DataSource}, best a pool with a network timeout: each call takes one
 * connection, commits or rolls back, and gives it back as it was. So it must not be a data source that hands out the
 * connection of a running transaction, such as Spring's transaction-aware proxy: that belongs in
 * {@link #joining(CurrentConnection)}. Acts that several threads make at once are committed together by one of them, so
 * it must not choose the database by the thread either.
 *
 * <p>The schema must be there: see {@link JdbcSchema}. One <em>ledger</em> is one tenant: records, journal and audit
 * tree of its own. Thread-safe, and safe for many processes on one database at its default isolation level.
 */
public final class JdbcGovernanceStore implements GovernanceStore, PrunableObservationStore, ContentStore {
    private static final int LONGEST_LEDGER = 60;

    private final Transactions transactions;
    private final Dialect dialect;
    private final String ledger;
    private final Acts acts;
    private final Reads reads;
    private final Searches searches;
    private final Scan scan;
    private final Snapshots snapshots;
    private final LookUps lookUps;
    private final Sorts sorts;
    private final LinkReads links;
    private final ObservationRows rows;
    private final Observations observations;
    private final Content content;
    private final @Nullable GroupCommit group;
    private final boolean overlapping;

    private JdbcGovernanceStore(
            Transactions transactions,
            Dialect dialect,
            String ledger,
            Acts acts,
            boolean grouping,
            boolean overlapping) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.ledger = ledger;
        this.acts = acts;
        this.reads = new Reads(ledger);
        this.searches = new Searches(ledger, dialect);
        this.scan = new Scan(ledger);
        this.snapshots = new Snapshots(ledger, dialect);
        this.lookUps = new LookUps(ledger, dialect.together());
        this.sorts = new Sorts(ledger);
        this.links = new LinkReads(ledger, dialect);
        this.rows = new ObservationRows(ledger, dialect);
        this.observations = new Observations(transactions, rows);
        this.content = new Content(transactions, ledger);
        this.group = grouping ? new GroupCommit(this::together, this::alone) : null;
        this.overlapping = overlapping;
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
        Transactions transactions = new OwnTransactions(dataSource);
        Dialect dialect = transactions.read(Dialect::of);
        boolean overlapping = dialect.patient() && transactions.read(JdbcGovernanceStore::seesWhatItWaitedFor);
        Acts acts = new Acts(ledger, dialect, "");
        JdbcGovernanceStore store = new JdbcGovernanceStore(transactions, dialect, ledger, acts, true, overlapping);
        store.open();
        return store;
    }

    /**
     * The same ledger, within a transaction of the application's: what is written through the view and what the
     * application writes on the connection commit or roll back together, and the view sees both.
     *
     * <p>The view neither commits, rolls back nor closes. A write that fails leaves nothing in the transaction; it is
     * not tried again, and where the database ended the transaction (SQLState 40...), its owner repeats all of it. A
     * commit whose answer was lost is looked up by the act's or the observation's id. An act holds the head of the
     * ledger until the transaction ends, so other acts wait for it: make it the last statement. Observations lock
     * nothing that others share. For one transaction, and one thread, as the connection is.
     *
     * @param connection the application's, with auto-commit off
     * @return the view, for this transaction
     */
    public JdbcGovernanceStore joining(Connection connection) {
        return joining(() -> Optional.of(connection));
    }

    /**
     * The same ledger, within whatever transaction the calling thread is in; in transactions of its own where it is in
     * none. This is for frameworks that bind a transaction to the thread: one view serves the whole application. For
     * the rest see {@link #joining(Connection)}.
     *
     * @param current asked at each call
     * @return the view, thread-safe
     */
    public JdbcGovernanceStore joining(CurrentConnection current) {
        return new JdbcGovernanceStore(
                new JoinedTransactions(current, transactions),
                dialect,
                ledger,
                new Acts(ledger, dialect, dialect.newest()),
                false,
                false);
    }

    /** At a higher isolation one who waited for a lock must begin anew. */
    private static boolean seesWhatItWaitedFor(Connection connection) throws SQLException {
        return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED;
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

    private @Nullable Boolean hasHead() {
        return transactions.read(acts::hasHead) ? Boolean.TRUE : null;
    }

    @Override
    public Committed commit(ChangeSet changes) {
        return group == null ? alone(changes, () -> {}) : group.commit(changes);
    }

    private Committed alone(ChangeSet changes, Runnable written) {
        return transactions.write(
                connection ->
                        commit(connection, List.of(changes), written).get(0).orThrow(),
                () -> settled(changes.actId()));
    }

    private List<ActResult> together(List<ChangeSet> several, Runnable written) {
        return transactions.write(connection -> commit(connection, several, written), () -> settled(several));
    }

    /** The next leader may wait for the head from now on, where he can without a limit. */
    private List<ActResult> commit(Connection connection, List<ChangeSet> several, Runnable written)
            throws SQLException {
        List<ActResult> results = acts.commit(connection, several);
        if (overlapping) {
            written.run();
        }
        return results;
    }

    /** A group is written as a whole: while one of it is not there, it is tried again, and what is there is found. */
    private @Nullable List<ActResult> settled(List<ChangeSet> several) {
        List<ActResult> results = new ArrayList<>();
        for (ChangeSet changes : several) {
            Committed made = settled(changes.actId());
            if (made == null) {
                return null;
            }
            results.add(ActResult.of(made));
        }
        return results;
    }

    private @Nullable Committed settled(UUID actId) {
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
        Questions.scope(scope);
        return transactions.read(connection -> acts.revision(connection, scope));
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key, long asOf) {
        return transactions.read(connection -> reads.find(connection, key, asOf));
    }

    @Override
    public List<StoredRecord> search(RecordQuery query) {
        return transactions.read(connection -> searches.find(connection, query));
    }

    @Override
    public Snapshot snapshot(SnapshotQuery query) {
        return transactions.read(connection -> snapshots.read(connection, query));
    }

    @Override
    public List<TermMatch> lookUp(TermsQuery query) {
        return transactions.read(connection -> lookUps.find(connection, query));
    }

    @Override
    public List<TermMatch> sorted(SortedQuery query) {
        return transactions.read(connection -> sorts.find(connection, query));
    }

    @Override
    public Optional<Links> follow(LinksQuery query) {
        return transactions.read(connection -> links.follow(connection, query));
    }

    @Override
    public List<StoredRecord> history(RecordKey key) {
        return transactions.read(connection -> reads.history(connection, key));
    }

    @Override
    public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
        Questions.limit(limit);
        return transactions.read(connection -> scan.page(connection, after, limit));
    }

    @Override
    public List<JournalEntry> journal(long after, int limit) {
        Questions.limit(limit);
        return transactions.read(connection -> reads.journal(connection, after, limit));
    }

    @Override
    public Optional<JournalEntry> act(UUID actId) {
        return transactions.read(connection -> reads.act(connection, actId));
    }

    @Override
    public long positionAt(Instant instant) {
        return transactions.read(connection -> reads.positionAt(connection, Micros.clamped(instant)));
    }

    @Override
    public void append(List<Observation> batch) {
        observations.append(batch);
    }

    @Override
    public List<Observation> read(String stream, String writer, long after, int limit) {
        Questions.observation(stream, writer, "any");
        Questions.limit(limit);
        return transactions.read(connection -> rows.read(connection, stream, writer, after, limit));
    }

    @Override
    public int prune(String stream, String writer, long from, long to) {
        Questions.observation(stream, writer, "any");
        return transactions.write(connection -> rows.prune(connection, stream, writer, from, to), () -> null);
    }

    @Override
    public List<String> writers(String stream) {
        Questions.observation(stream, "any", "any");
        return transactions.read(connection -> rows.writers(connection, stream));
    }

    @Override
    public Optional<Observation> find(String stream, String id) {
        Questions.observation(stream, "any", id);
        return transactions.read(connection -> rows.byId(connection, stream, id));
    }

    /** Needs room for the stream in the directory of temporary files. */
    @Override
    public Digest put(InputStream in) throws IOException {
        return content.put(in);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return content.open(digest);
    }
}
