package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StaleScopeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The application's connections: as many given back as taken, as they were, whatever went wrong in between. */
class GivenBackConnectionTest {
    private final DataSource real = Databases.h2();
    private final List<String> calls = new ArrayList<>();
    private final List<String> failing = new ArrayList<>();
    private boolean autoCommit = true;

    private JdbcGovernanceStore store() {
        JdbcSchema.install(real);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(watched());
        calls.clear();
        return store;
    }

    @Test
    void autoCommitComesBackAsItWas() {
        for (boolean before : new boolean[] {true, false}) {
            autoCommit = before;
            JdbcGovernanceStore store = store();
            String scope = "scope" + before;
            store.commit(LostAnswerTest.act(scope));
            assertThrows(StaleScopeException.class, () -> store.commit(LostAnswerTest.act(scope)));
            assertTrue(store.find(new RecordKey(scope, "thing", "1"), GovernanceStore.NOW)
                    .isPresent());
            assertEquals(3, count("close, auto-commit " + before));
            assertEquals(3, count("close"));
        }
    }

    @Test
    void aRollbackThatFailsHidesNothingAndIsNeverFollowedByAutoCommit() {
        JdbcGovernanceStore store = store();
        failing.add("rollback");
        RuntimeException first = new IllegalStateException("the signer is gone");
        ChangeSet act = new ChangeSet(UUID.randomUUID(), Map.of("a", 0L), List.of(), Instant.EPOCH, (p, n, t) -> {
            throw first;
        });
        assertSame(first, assertThrows(IllegalStateException.class, () -> store.commit(act)));
        assertEquals(1, count("abort"), "a connection that cannot roll back is broken off");
        assertFalse(calls.contains("setAutoCommit true"), "for that would commit");
        failing.clear();
        assertEquals(0, store.head().position());
        assertEquals(1, store.commit(LostAnswerTest.act("a")).position());
    }

    @Test
    void anErrorInTheSealerIsRolledBackToo() {
        JdbcGovernanceStore store = store();
        ChangeSet act = new ChangeSet(UUID.randomUUID(), Map.of("a", 0L), List.of(), Instant.EPOCH, (p, n, t) -> {
            throw new StackOverflowError("too deep");
        });
        assertThrows(StackOverflowError.class, () -> store.commit(act));
        assertEquals(1, count("rollback"));
        assertEquals(1, store.commit(LostAnswerTest.act("a")).position());
    }

    @Test
    void whatFailsAfterTheCommitDoesNotHideIt() {
        for (String late : List.of("close", "setAutoCommit true")) {
            failing.clear();
            JdbcGovernanceStore store = store();
            failing.add(late);
            long before = store.head().position();
            assertEquals(
                    before + 1, store.commit(LostAnswerTest.act("scope" + late)).position());
        }
    }

    @Test
    void aPoolThatIsExhaustedOrABrokenConnectionWroteNothing() {
        JdbcGovernanceStore store = store();
        for (String broken : List.of("getConnection", "getAutoCommit", "setAutoCommit false", "prepareStatement")) {
            failing.clear();
            failing.add(broken);
            StoreException refused =
                    assertThrows(StoreException.class, () -> store.commit(LostAnswerTest.act("a")), broken);
            assertEquals(StoreException.Outcome.NOT_WRITTEN, refused.outcome(), broken);
        }
        failing.clear();
        assertEquals(1, store.commit(LostAnswerTest.act("a")).position());
        assertEquals(count("getConnection"), count("close"), "as many given back as taken");
    }

    private long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    private void called(String call) throws SQLException {
        if (failing.contains(call)) {
            throw new SQLException("broken on purpose", "08006");
        }
        calls.add(call);
    }

    private DataSource watched() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    called(method.getName());
                    Connection connection = (Connection) method.invoke(real, arguments);
                    connection.setAutoCommit(autoCommit);
                    return watch(connection);
                });
    }

    private Connection watch(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (name.equals("close")) {
                        if (!connection.isClosed()) {
                            calls.add("close, auto-commit " + connection.getAutoCommit());
                        }
                        connection.close();
                    }
                    called(name.equals("setAutoCommit") ? name + " " + arguments[0] : name);
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
