package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Observation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole transaction is tried again where the database says so, and nowhere else; never more than ten times. */
class RetriedTransactionTest {
    private final DataSource real = Databases.h2();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger commits = new AtomicInteger();
    private String state = "";

    private JdbcGovernanceStore store() {
        JdbcSchema.install(real);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(failing());
        commits.set(0);
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aSerializationFailureOrADeadlockIsTriedAgainAndAppliedOnce(String retryable) {
        JdbcGovernanceStore store = store();
        state = retryable;
        failures.set(4);
        assertEquals(1, store.commit(LostAnswerTest.act("a")).position());
        assertEquals(5, commits.get());
        assertEquals(1, store.journal(0, 9).size());
        failures.set(4);
        store.append(List.of(new Observation("s", "w", 1, "a", Instant.EPOCH, new byte[] {1})));
        assertEquals(1, store.read("s", "w", 0, 9).size());
    }

    @ParameterizedTest
    @CsvSource({"40001, NOT_WRITTEN", "40P01, NOT_WRITTEN", "57P01, UNKNOWN", "08006, UNKNOWN"})
    void itIsGivenUpAfterTenTimes(String always, StoreException.Outcome outcome) {
        JdbcGovernanceStore store = store();
        state = always;
        failures.set(Integer.MAX_VALUE);
        ChangeSet act = LostAnswerTest.act("a");
        StoreException refused = assertThrows(StoreException.class, () -> store.commit(act));
        assertEquals(outcome, refused.outcome());
        assertEquals(10, commits.get());
        failures.set(0);
        assertEquals(0, store.journal(0, 9).size());
        assertEquals(1, store.commit(act).position());
    }

    /** Two who lock the same two rows in opposite order: one is chosen to give way, and its owner is told so. */
    @Test
    void aRealDeadlockWithinAJoinedTransactionLeavesNothingAndSaysWhoRepeatsIt() throws Exception {
        DataSource postgres = Databases.postgres();
        JdbcSchema.install(postgres);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(postgres);
        Databases.execute(postgres, "create table loan (id integer primary key)");
        Databases.execute(postgres, "insert into loan values (1)");
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        String lockLoan = "select id from loan for update";
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> inOrder(
                postgres,
                connection -> store.joining(connection).commit(LostAnswerTest.act("a")),
                bothHoldOne,
                connection -> connection.createStatement().execute(lockLoan)));
        int own = inOrder(
                postgres,
                connection -> connection.createStatement().execute(lockLoan),
                bothHoldOne,
                connection -> store.joining(connection).commit(LostAnswerTest.act("b")));
        assertEquals(1, own + other.get(), "one of the two gave way");
        assertEquals(1, store.head().position());
        assertEquals(2, store.commit(LostAnswerTest.act("c")).position());
    }

    private interface Step {
        Object on(Connection connection) throws SQLException;
    }

    /** 1 if it committed, 0 if it was the one that had to give way. */
    private static int inOrder(DataSource dataSource, Step first, CyclicBarrier barrier, Step second) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            first.on(connection);
            barrier.await();
            try {
                second.on(connection);
                connection.commit();
                return 1;
            } catch (SQLException e) {
                assertEquals("40P01", e.getSQLState());
            } catch (StoreException e) {
                assertEquals(StoreException.Outcome.NOT_WRITTEN, e.outcome());
                assertTrue(e.getMessage().contains("repeat it as a whole"), e::getMessage);
            }
            connection.rollback();
            return 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /**
     * Somebody shuts the executor down: the act is made or refused, the flag stays, and the same act again is safe. Java
     * closes the file of an embedded H2 then; the next connection opens it again.
     */
    @Test
    void anInterruptedThreadWritesOrIsRefusedAndStaysInterrupted(@TempDir Path directory) {
        for (DataSource database : List.of(Databases.h2(), Databases.postgres(), Databases.h2Open(directory))) {
            JdbcSchema.install(database);
            JdbcGovernanceStore store = JdbcGovernanceStore.of(database);
            ChangeSet act = LostAnswerTest.act("a");
            StoreException.Outcome refused = null;
            Thread.currentThread().interrupt();
            try {
                store.commit(act);
            } catch (StoreException e) {
                refused = e.outcome();
            }
            assertTrue(Thread.interrupted(), "the flag is the application's");
            if (refused != StoreException.Outcome.UNKNOWN) {
                assertEquals(refused == null, store.act(act.actId()).isPresent());
            }
            assertEquals(1, store.commit(act).position());
            assertEquals(1, store.journal(0, 9).size());
        }
    }

    private DataSource failing() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = method.invoke(real, arguments);
                    return result instanceof Connection ? failing((Connection) result) : result;
                });
    }

    private Connection failing(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        commits.incrementAndGet();
                        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            connection.rollback();
                            throw new SQLException("gives way", state);
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
