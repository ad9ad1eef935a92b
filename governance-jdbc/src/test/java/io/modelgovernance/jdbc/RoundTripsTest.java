package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.Term;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * How often an act calls the database. By hand it takes seven calls: lock the head, compare and set the revision, end
 * the old body, insert the new one and the entry, move the head, commit; and that looks neither for an earlier act of
 * the same id nor at terms. Once and a half that is ten.
 */
class RoundTripsTest {
    private static final Sealer SEALER =
            (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});

    private final AtomicInteger calls = new AtomicInteger();

    private Object counting(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().matches("execute.*|commit|rollback")) {
                        calls.incrementAndGet();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof PreparedStatement) {
                            return counting(PreparedStatement.class, result);
                        }
                        return result instanceof Connection ? counting(Connection.class, result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static ChangeSet act(long revision, Term... terms) {
        Put put = Put.of(new RecordKey("a", "thing", "1"), new byte[] {7}, List.of(terms));
        return new ChangeSet(UUID.randomUUID(), Map.of("a", revision), List.of(put), Instant.EPOCH, SEALER);
    }

    @Test
    void anActIsNotManyMoreThanByHand() {
        assertCalls(Databases.h2(), 9, 10);
    }

    /** Lock the head and look, write, commit. */
    @Test
    void anActOnPostgresIsThree() throws Exception {
        assertCalls(Databases.postgres(), 3, 3);
    }

    private void assertCalls(DataSource database, int bare, int withTerms) {
        JdbcSchema.install(database);
        JdbcGovernanceStore store = JdbcGovernanceStore.of((DataSource) counting(DataSource.class, database));
        store.commit(act(0));
        calls.set(0);
        store.commit(act(1));
        assertEquals(bare, calls.get());
        calls.set(0);
        store.commit(act(2, new Term("colour", "red"), new Term("size", "big")));
        assertEquals(withTerms, calls.get());
    }
}
