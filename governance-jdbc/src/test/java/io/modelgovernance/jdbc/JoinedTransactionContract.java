package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application's row and governance's record of it: both or neither. */
abstract class JoinedTransactionContract {
    private static final RecordKey THING = new RecordKey("a", "thing", "1");

    DataSource dataSource;
    JdbcGovernanceStore store;

    abstract DataSource database();

    @BeforeEach
    void install() throws SQLException {
        dataSource = database();
        JdbcSchema.install(dataSource);
        store = JdbcGovernanceStore.of(dataSource);
        Databases.execute(dataSource, "create table loan (id integer not null primary key)");
    }

    static Observation decision(long sequence) {
        byte[] body = ("decision " + sequence).getBytes(StandardCharsets.UTF_8);
        return new Observation("decision/credit", "w", sequence, "d" + sequence, Instant.EPOCH, body);
    }

    static ChangeSet act(UUID id, Map<String, Long> expected) {
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        return new ChangeSet(id, expected, List.of(Put.of(THING, new byte[] {7}, List.of())), Instant.EPOCH, sealer);
    }

    static ChangeSet act(long revision) {
        return act(UUID.randomUUID(), Map.of("a", revision));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int loans(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from loan")) {
            return count.next() ? count.getInt(1) : -1;
        }
    }

    private Connection begin() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private void end(Connection connection, boolean commit) throws SQLException {
        try (connection) {
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }

    private void requireStored(int loans, int decisions, long acts) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            assertEquals(loans, loans(connection), "loans");
        }
        assertEquals(decisions, store.read("decision/credit", "w", 0, 99).size(), "decisions");
        assertEquals(acts, store.head().position(), "acts");
        assertEquals(acts, store.journal(0, 99).size(), "journal");
    }

    @Test
    void rowDecisionAndActCommitTogether() throws SQLException {
        Connection connection = begin();
        JdbcGovernanceStore joined = store.joining(connection);
        execute(connection, "insert into loan (id) values (1)");
        joined.append(List.of(decision(1), decision(2)));
        assertEquals(1, joined.commit(act(0)).position());
        assertEquals(2, joined.read("decision/credit", "w", 0, 9).size(), "seen within");
        end(connection, true);
        requireStored(1, 2, 1);
    }

    @Test
    void rowDecisionAndActRollBackTogether() throws SQLException {
        Connection connection = begin();
        JdbcGovernanceStore joined = store.joining(connection);
        execute(connection, "insert into loan (id) values (1)");
        joined.append(List.of(decision(1)));
        assertEquals(1, joined.commit(act(0)).position());
        end(connection, false);
        requireStored(0, 0, 0);
        assertEquals(1, store.commit(act(0)).position(), "the position was not used up");
    }

    @Test
    void aRefusedActLeavesNothingAndTheTransactionGoesOn() throws SQLException {
        store.commit(act(0));
        Connection connection = begin();
        execute(connection, "insert into loan (id) values (1)");
        assertThrows(StaleScopeException.class, () -> store.joining(connection).commit(act(0)));
        execute(connection, "insert into loan (id) values (2)");
        assertEquals(2, store.joining(connection).commit(act(1)).position());
        end(connection, true);
        requireStored(2, 0, 2);
    }

    @Test
    void whatIsStoredAlreadyIsLeftOutAndWhatConflictsIsRefusedWithinTheTransactionToo() throws SQLException {
        store.append(List.of(decision(1), decision(2)));
        Connection connection = begin();
        execute(connection, "insert into loan (id) values (1)");
        JdbcGovernanceStore joined = store.joining(connection);
        joined.append(List.of(decision(1), decision(2), decision(3)));
        Observation other = new Observation("decision/credit", "w", 1, "d1", Instant.EPOCH, new byte[] {9});
        assertThrows(ConflictException.class, () -> joined.append(List.of(other)));
        end(connection, true);
        requireStored(1, 3, 0);
    }

    @Test
    void theSameActAgainIsTheFirstOneWithinATransactionToo() throws SQLException {
        ChangeSet act = act(0);
        Connection connection = begin();
        loans(connection);
        store.commit(act);
        assertTrue(store.joining(connection).commit(act).repeated());
        end(connection, true);
        requireStored(0, 0, 1);
    }

    /** A transaction that has looked before another client's act does not see it, yet must not write over it. */
    @Test
    void aSnapshotOlderThanAnActOverwritesNothing() throws SQLException {
        int[] levels = {
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_SERIALIZABLE
        };
        for (int i = 0; i < levels.length; i++) {
            Connection connection = begin();
            connection.setTransactionIsolation(levels[i]);
            loans(connection);
            store.commit(act(i));
            long stale = i;
            RuntimeException refused = assertThrows(
                    RuntimeException.class, () -> store.joining(connection).commit(act(stale)), "level " + levels[i]);
            boolean told = refused instanceof StaleScopeException
                    || refused.getMessage().contains("it was not tried again, for that transaction is not the store's");
            assertTrue(told, refused::toString);
            end(connection, false);
            assertEquals(i + 1, store.revision("a"));
        }
    }

    @Test
    void otherActsWaitForAJoinedOneAndTheJournalStaysWhole() throws Exception {
        Connection connection = begin();
        store.joining(connection).commit(act(0));
        AtomicInteger made = new AtomicInteger();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            store.commit(LostAnswerTest.act("b"));
            made.incrementAndGet();
        });
        assertEquals(0, made.get());
        end(connection, true);
        other.get();
        assertEquals(2, store.head().position());
        assertEquals(
                List.of(1L, 2L),
                store.journal(0, 9).stream().map(entry -> entry.position()).toList());
    }

    @Test
    void aConnectionInNoTransactionIsRefused() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            JdbcGovernanceStore joined = store.joining(connection);
            InvalidInputException refused =
                    assertThrows(InvalidInputException.class, () -> joined.append(List.of(decision(1))));
            assertTrue(refused.getMessage().contains("auto-commit"), refused::getMessage);
            assertThrows(InvalidInputException.class, () -> joined.find(THING, GovernanceStore.NOW));
        }
        requireStored(0, 0, 0);
    }

    @Test
    void theConnectionStaysOpenAndItsOwnersTransactionToo() throws SQLException {
        Connection connection = begin();
        store.joining(connection).append(List.of(decision(1)));
        assertFalse(connection.isClosed());
        assertFalse(connection.getAutoCommit());
        end(connection, false);
        requireStored(0, 0, 0);
    }

    /** What was brought over is removed while neighbours are being written, and their writers go on. */
    @Test
    void toRemoveObservationsWaitsForNoTransactionThatWritesBesideThem() throws SQLException {
        store.append(List.of(decision(1), decision(3), decision(5)));
        Connection connection = begin();
        store.joining(connection).append(List.of(decision(2), decision(4), decision(6)));
        Connection remover = begin();
        JdbcGovernanceStore removing = store.joining(remover);
        assertEquals(1, removing.prune("decision/credit", "w", 1, 1));
        assertEquals(1, removing.prune("decision/credit", "w", 3, 3));
        assertEquals(1, removing.prune("decision/credit", "w", 5, 5));
        store.joining(connection).append(List.of(decision(7)));
        end(connection, true);
        end(remover, true);
        assertEquals(
                List.of(2L, 4L, 6L, 7L),
                store.read("decision/credit", "w", 0, 99).stream()
                        .map(Observation::sequence)
                        .toList());
    }
}
