package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Observation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A commit may reach the database after its answer was lost, and even after the question whether it did. */
class LostAnswerLateCommitTest {
    private final DataSource real = Databases.h2();
    private int connections;
    private int cutAt = Integer.MAX_VALUE;
    private int landsBefore = Integer.MAX_VALUE;
    private int downFrom = Integer.MAX_VALUE;
    private @Nullable Connection onItsWay;

    private JdbcGovernanceStore store() {
        JdbcSchema.install(real);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(unsteady());
        connections = 0;
        cutAt = 1;
        return store;
    }

    @Test
    void itIsFoundByTheNextAttemptAndNothingIsWrittenTwice() {
        JdbcGovernanceStore store = store();
        landsBefore = 3;
        assertEquals(1, store.commit(LostAnswerTest.act("a")).position());
        assertEquals(1, store.journal(0, 9).size());
        assertEquals(1, store.revision("a"));
    }

    @Test
    void aLateBatchIsStoredOnceToo() {
        JdbcGovernanceStore store = store();
        landsBefore = 3;
        store.append(List.of(
                new Observation("s", "w", 1, "a", Instant.EPOCH, new byte[] {1}),
                new Observation("s", "w", 2, "b", Instant.EPOCH, new byte[] {2})));
        assertEquals(2, store.read("s", "w", 0, 9).size());
    }

    @Test
    void aDatabaseThatIsGoneAfterTheQuestionLeavesTheOutcomeUnknown() throws SQLException {
        JdbcGovernanceStore store = store();
        ChangeSet act = LostAnswerTest.act("a");
        downFrom = 3;
        StoreException lost = assertThrows(StoreException.class, () -> store.commit(act));
        assertEquals(StoreException.Outcome.UNKNOWN, lost.outcome());
        downFrom = Integer.MAX_VALUE;
        land();
        assertEquals(1, store.commit(act).position());
        assertEquals(1, store.journal(0, 9).size());
    }

    @Test
    void aBatchWhoseFateCannotBeAskedIsUnknownAndMayBeSentAgain() throws SQLException {
        JdbcGovernanceStore store = store();
        List<Observation> batch = List.of(new Observation("s", "w", 1, "a", Instant.EPOCH, new byte[] {1}));
        downFrom = 2;
        StoreException lost = assertThrows(StoreException.class, () -> store.append(batch));
        assertEquals(StoreException.Outcome.UNKNOWN, lost.outcome());
        downFrom = Integer.MAX_VALUE;
        land();
        store.append(batch);
        assertEquals(1, store.read("s", "w", 0, 9).size());
    }

    private void land() throws SQLException {
        if (onItsWay != null) {
            onItsWay.commit();
            onItsWay.close();
            onItsWay = null;
        }
    }

    private DataSource unsteady() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    int number = ++connections;
                    if (number == landsBefore) {
                        land();
                    }
                    if (number >= downFrom) {
                        throw new SQLException("no route", "08001");
                    }
                    Connection connection = (Connection) method.invoke(real, arguments);
                    return number == cutAt ? cut(connection) : connection;
                });
    }

    /** At its commit the line is cut: nothing that the client does from then on reaches the database. */
    private Connection cut(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        onItsWay = connection;
                        throw new SQLException("cut", "08006");
                    }
                    if (onItsWay != null && Set.of("rollback", "close", "abort").contains(method.getName())) {
                        throw new SQLException("cut", "08003");
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
