package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A commit whose answer is lost may have been made: the act id tells, and nothing is written twice. */
class LostAnswerTest {
    /** What the line does to the next commits. */
    private enum Fault {
        NONE,
        CUT_BEFORE,
        CUT_AFTER,
        DEAD
    }

    private final DataSource real = Databases.h2();
    private final AtomicInteger faults = new AtomicInteger();
    private Fault fault = Fault.NONE;

    static ChangeSet act(String scope) {
        Sealer sealer = (previous, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        Put put = Put.of(new RecordKey(scope, "thing", "1"), new byte[] {7}, List.of());
        return new ChangeSet(UUID.randomUUID(), Map.of(scope, 0L), List.of(put), Instant.EPOCH, sealer);
    }

    private JdbcGovernanceStore store() {
        JdbcSchema.install(real);
        return JdbcGovernanceStore.of(faulty());
    }

    @Test
    void cutAfterTheCommitTheFirstResultIsFound() {
        JdbcGovernanceStore store = store();
        fail(Fault.CUT_AFTER, 1);
        Committed committed = store.commit(act("a"));
        assertEquals(1, committed.position());
        assertEquals(1, store.journal(0, 9).size());
    }

    @Test
    void cutBeforeTheCommitItIsMadeOnce() {
        JdbcGovernanceStore store = store();
        fail(Fault.CUT_BEFORE, 1);
        assertEquals(1, store.commit(act("a")).position());
        assertEquals(1, store.journal(0, 9).size());
        assertEquals(1, store.revision("a"));
    }

    @Test
    void withoutADatabaseTheOutcomeIsUnknownAndTheSameActAgainIsSafe() {
        JdbcGovernanceStore store = store();
        ChangeSet act = act("a");
        fail(Fault.DEAD, Integer.MAX_VALUE);
        StoreException lost = assertThrows(StoreException.class, () -> store.commit(act));
        assertEquals(StoreException.Outcome.UNKNOWN, lost.outcome());
        fail(Fault.NONE, 0);
        assertEquals(1, store.commit(act).position());
        assertEquals(1, store.journal(0, 9).size());
    }

    @Test
    void observationsWhoseAnswerIsLostAreStoredOnce() {
        JdbcGovernanceStore store = store();
        List<Observation> batch = List.of(new Observation("s", "w", 1, "a", Instant.EPOCH, new byte[] {1}));
        fail(Fault.CUT_AFTER, 1);
        store.append(batch);
        assertEquals(1, store.read("s", "w", 0, 9).size());
    }

    @Test
    void noMessageHoldsTheConnectionString() {
        JdbcGovernanceStore store = store();
        fail(Fault.DEAD, Integer.MAX_VALUE);
        StoreException lost = assertThrows(StoreException.class, () -> store.commit(act("a")));
        assertTrue(!lost.getMessage().contains("secret"), lost::getMessage);
    }

    private void fail(Fault kind, int times) {
        fault = kind;
        faults.set(times);
    }

    private DataSource faulty() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (fault == Fault.DEAD && faults.get() < Integer.MAX_VALUE) {
                        throw new SQLException("no route to password=secret", "08001");
                    }
                    Object result = method.invoke(real, arguments);
                    return result instanceof Connection ? wrap((Connection) result) : result;
                });
    }

    private Connection wrap(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean cut = method.getName().equals("commit") && faults.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                    if (cut && fault != Fault.CUT_AFTER) {
                        connection.rollback();
                        throw new SQLException("cut, password=secret", "08006");
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (cut) {
                            throw new SQLException("cut, password=secret", "08006");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
