package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.Term;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection of a pool keeps the plans that PostgreSQL made when there was nothing in the tables, and knew nothing of
 * them, until somebody analyzes them, which the server does by itself in a minute. With those plans too an act, a key and a
 * list of a scope cost what they must; a search over all scopes may read the terms of its kind.
 */
@Tag("plans")
class FirstPlanTest {
    private static final int ROWS = 30_000;
    private static final int FEW = 2_000;
    private static final int MANY = 100_000;
    /** To find out which condition leaves fewest, some thousand rows of each are counted. */
    private static final int KNOWN = 12_000;

    /** Closing does not. */
    static DataSource onlyOne(Connection connection) {
        Connection kept = (Connection) proxy(Connection.class, connection);
        return (DataSource) Proxy.newProxyInstance(
                FirstPlanTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> kept);
    }

    private static Object proxy(Class<?> type, Connection connection) {
        return Proxy.newProxyInstance(
                FirstPlanTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Pages of tables and indexes that the connection has read so far, from wherever. */
    private static long read(Connection connection) throws SQLException {
        ask(connection, "select 1 from (select pg_stat_force_next_flush()) f");
        return ask(
                connection,
                "select sum(heap_blks_hit + heap_blks_read + coalesce(idx_blks_hit, 0) + coalesce(idx_blks_read, 0))"
                        + " from pg_statio_user_tables where relname like 'gov%'");
    }

    private static void requireFewPages(
            Connection connection, List<HotStatements.Call> calls, ToIntFunction<HotStatements.Call> most)
            throws Throwable {
        List<Executable> checks = new ArrayList<>();
        for (HotStatements.Call call : calls) {
            long before = read(connection);
            call.run().execute();
            long pages = read(connection) - before;
            checks.add(() -> assertTrue(pages < most.applyAsInt(call), () -> pages + " pages read for " + call.name()));
        }
        assertAll(checks);
    }

    private static PGSimpleDataSource database() throws SQLException {
        PGSimpleDataSource database = (PGSimpleDataSource) Databases.postgres();
        JdbcSchema.install(database);
        for (String table : Ddl.tables()) {
            Databases.execute(database, "alter table " + table + " set (autovacuum_enabled = false)");
        }
        database.setPrepareThreshold(1);
        return database;
    }

    private static DataSource planning(Connection connection, String mode) throws SQLException {
        ask(connection, "select length(set_config('plan_cache_mode', '" + mode + "', false))");
        return onlyOne(connection);
    }

    @Test
    void aPlanMadeWhenThereWasNothingReadsFewRowsOfMany() throws Throwable {
        PGSimpleDataSource database = database();
        try (Connection connection = database.getConnection()) {
            DataSource one = planning(connection, "force_generic_plan");
            for (HotStatements.Call call : HotStatements.of(JdbcGovernanceStore.of(one, "empty"), ROWS, 0)) {
                call.run().execute();
            }
            JdbcGovernanceStore store = JdbcGovernanceStore.of(one);
            HotStatements.fill(database, ROWS);
            requireFewPages(connection, HotStatements.of(store, ROWS, 1), call -> call.first() ? FEW : MANY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_generic_plan", "force_custom_plan"})
    void onceTheTablesAreKnownEveryCallReadsFewOfThem(String mode) throws Throwable {
        PGSimpleDataSource database = database();
        try (Connection connection = database.getConnection()) {
            JdbcGovernanceStore store = JdbcGovernanceStore.of(planning(connection, mode));
            HotStatements.fill(database, ROWS);
            Databases.execute(database, "vacuum (analyze)");
            requireFewPages(connection, HotStatements.of(store, ROWS, 1), call -> KNOWN);
        }
    }

    /** PostgreSQL keeps to plans for the values at hand for as long as it thinks them cheaper than one for any values. */
    @Test
    void whatActsAskIsNotPlannedEachTime() throws Throwable {
        PGSimpleDataSource database = database();
        try (Connection connection = database.getConnection()) {
            JdbcGovernanceStore store = JdbcGovernanceStore.of(onlyOne(connection));
            HotStatements.fill(database, ROWS);
            Databases.execute(database, "vacuum (analyze)");
            for (long i = 0; i < 12; i++) {
                RecordKey key = new RecordKey("model/again", "finding", "1");
                RecordQuery list = RecordQuery.in("finding", "model/m8").page(Optional.empty(), 50);
                store.snapshot(new SnapshotQuery(List.of("model/m8"), List.of(key), List.of(list)));
                store.commit(new ChangeSet(
                        UUID.randomUUID(),
                        Map.of("model/again", i),
                        List.of(Put.of(key, new byte[] {1}, List.of(new Term("role", "role1")))),
                        Instant.EPOCH,
                        (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3})));
            }
            String own =
                    " from pg_prepared_statements where statement like '%unnest%' and statement not like '%pg_prepared%'";
            assertEquals(3, ask(connection, "select count(*)" + own));
            assertEquals(0, ask(connection, "select count(*)" + own + " and generic_plans = 0"));
        }
    }
}
