package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever isolation level the application's connections have: of two acts that each rest on what the other writes, one
 * loses, and nothing is decided on what is no longer so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class IsolationContract {
    private static final int RACES = 10;
    private static final Sealer SEALER =
            (previous, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});

    /** A level and its number in JDBC. */
    enum Level {
        READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
        REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
        SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

        private final int number;

        Level(int number) {
            this.number = number;
        }
    }

    private @Nullable DataSource installed;

    /** A fresh database, asked for once. */
    abstract DataSource database();

    @BeforeAll
    void install() {
        installed = database();
        JdbcSchema.install(installed);
    }

    Stream<Level> levels() {
        return Stream.of(Level.values());
    }

    private JdbcGovernanceStore store(Level level) {
        DataSource database = Objects.requireNonNull(installed);
        return JdbcGovernanceStore.of((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(database, arguments);
                        if (result instanceof Connection connection) {
                            at(level, connection);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static void at(Level level, Connection connection) throws SQLException {
        connection.setTransactionIsolation(level.number);
        assertEquals(level.number, connection.getTransactionIsolation());
    }

    private static ChangeSet act(Map<String, Long> read, String scope, String key) {
        Put put = Put.of(new RecordKey(scope, "thing", key), new byte[] {7}, List.of());
        return new ChangeSet(UUID.randomUUID(), read, List.of(put), Instant.EPOCH, SEALER);
    }

    /** The position of its entry, 0 if it lost. */
    private static long commit(JdbcGovernanceStore store, ChangeSet act) {
        try {
            return store.commit(act).position();
        } catch (StaleScopeException e) {
            return 0;
        }
    }

    /** Both at once, many times, each time on scopes of its own. */
    private static List<long[]> race(
            JdbcGovernanceStore store, Function<String, ChangeSet> first, Function<String, ChangeSet> second)
            throws Exception {
        List<long[]> positions = new ArrayList<>();
        String fresh = UUID.randomUUID().toString();
        ExecutorService two = Executors.newFixedThreadPool(2);
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            for (int race = 0; race < RACES; race++) {
                List<Future<Long>> ends = new ArrayList<>();
                for (Function<String, ChangeSet> side : List.of(first, second)) {
                    ChangeSet act = side.apply(fresh + "-" + race + "-");
                    ends.add(two.submit(() -> {
                        start.await();
                        return commit(store, act);
                    }));
                }
                positions.add(new long[] {ends.get(0).get(), ends.get(1).get()});
            }
        } finally {
            two.shutdownNow();
        }
        return positions;
    }

    /** Write skew: a promotion rests on there being no finding, while one is opened. */
    @ParameterizedTest
    @MethodSource("levels")
    void nobodyIsPromotedAfterAFindingThatHeDidNotSee(Level level) throws Exception {
        List<long[]> races = race(
                store(level),
                model -> act(Map.of(model + "stage", 0L, model + "finding", 0L), model + "stage", "promoted"),
                model -> act(Map.of(model + "finding", 0L), model + "finding", "blocks"));
        for (long[] race : races) {
            assertTrue(race[1] > 0, "nothing stands against a finding");
            assertFalse(race[0] > race[1], "promoted at " + race[0] + " with a finding since " + race[1]);
        }
    }

    /** Predicate skew: of two approvers one is the second. */
    @ParameterizedTest
    @MethodSource("levels")
    void twoVotesAreNotBothTheFirst(Level level) throws Exception {
        List<long[]> races = race(
                store(level),
                model -> act(Map.of(model + "votes", 0L), model + "votes", "of-cleo"),
                model -> act(Map.of(model + "votes", 0L), model + "votes", "of-dan"));
        races.forEach(race -> assertEquals(1, winners(race)));
    }

    /** Lost update: an alias that two move from the same place. */
    @ParameterizedTest
    @MethodSource("levels")
    void anAliasMovesOnceFromAPlace(Level level) throws Exception {
        JdbcGovernanceStore store = store(level);
        Function<String, ChangeSet> move = model -> act(Map.of(model + "alias", 0L), model + "alias", "champion");
        long before = store.head().position();
        race(store, move, move).forEach(race -> assertEquals(1, winners(race)));
        assertEquals(before + RACES, store.head().position());
    }

    private static long winners(long[] race) {
        return Stream.of(race[0], race[1]).filter(position -> position > 0).count();
    }

    /** What was read before another's act counts for nothing after it, whatever the transaction would still see. */
    @ParameterizedTest
    @MethodSource("levels")
    void whatWasReadBeforeIsNoLongerSo(Level level) {
        JdbcGovernanceStore store = store(level);
        String stage = level + "stage";
        String finding = level + "finding";
        ChangeSet stale = act(Map.of(stage, store.revision(stage), finding, 0L), stage, "promoted");
        long position = commit(store, act(Map.of(finding, 0L), finding, "blocks"));
        assertTrue(position > 0);
        assertEquals(0, commit(store, stale));
        assertEquals(position, store.head().position());
    }
}
