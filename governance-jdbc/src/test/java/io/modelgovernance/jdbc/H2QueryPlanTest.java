package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermsQuery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * How many rows of an index H2 reads for each question, over tables of 4,000 rows: it reads all for a list of values
 * unless the column is the index's first, and for a page unless it is ordered by all columns of the index.
 */
class H2QueryPlanTest {
    private static final int ROWS = 4_000;
    private static final int FEW = 400;
    private static final String NOW = Long.toString(Long.MAX_VALUE);
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    private final DataSource real = Databases.h2();
    private final Map<String, Integer> scanned = new TreeMap<>();

    private static Put put(String scope) {
        return Put.of(new RecordKey(scope, "finding", "1"), new byte[] {1}, List.of(new Term("to", "node")));
    }

    @Test
    void noneReadsMoreThanAFew() throws SQLException {
        JdbcSchema.install(real);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(asked(real));
        for (String fill : List.of(
                "insert into gov_scope select 'main', 'model/m' || x, 1 from system_range(1, @)",
                "insert into gov_record select 'main', 'model/m' || x, 'finding', '1', 1, " + NOW
                        + ", '01', null, null, null from system_range(1, @)",
                "insert into gov_term select 'main', 'finding', 'to', 'node' || x, 'model/m' || x, '1', 1, " + NOW
                        + " from system_range(1, @)",
                "insert into gov_term select 'main', 'finding', 'same', 'all', 'model/m' || x, '1', 1, " + NOW
                        + " from system_range(1, @)",
                "insert into gov_journal select 'main', x, cast(random_uuid() as varchar), x, '01', '02'"
                        + " from system_range(1, @)",
                "insert into gov_observation select 'main', 'decision/m', 'w' || mod(x, 4), x, 'id' || x, x, '01'"
                        + " from system_range(1, @)",
                "update gov_log set position = @ where ledger = 'main'",
                "analyze")) {
            Databases.execute(real, fill.replace("@", Integer.toString(ROWS)));
        }
        scanned.clear();
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        store.commit(new ChangeSet(
                UUID.randomUUID(),
                Map.of("model/m8", 1L, "model/m9", 1L, "model/m10", 1L),
                List.of(put("model/m8"), put("model/m9")),
                Instant.EPOCH,
                sealer));
        RecordKey key = new RecordKey("model/m80", "finding", "1");
        assertTrue(store.find(key, GovernanceStore.NOW).isPresent());
        assertEquals(1, store.history(key).size());
        assertEquals(
                3,
                store.lookUp(new TermsQuery(
                                "finding",
                                "to",
                                List.of("node80", "node81", "node82"),
                                GovernanceStore.NOW,
                                Optional.empty(),
                                50))
                        .size());
        assertEquals(100, store.journal(ROWS / 2, 100).size());
        store.positionAt(Instant.EPOCH.plusMillis(1));
        store.append(List.of(new Observation("decision/m", "w9", 1, "new", Instant.EPOCH, new byte[] {1})));
        assertEquals(100, store.read("decision/m", "w1", 500, 100).size());
        assertEquals(5, store.writers("decision/m").size());
        assertTrue(store.find("decision/m", "id6").isPresent());

        for (long asOf : new long[] {GovernanceStore.NOW, 5}) {
            for (List<Term> terms : List.of(List.<Term>of(), List.of(new Term("same", "all")))) {
                assertEquals(
                        50,
                        store.search(new RecordQuery("finding", Optional.empty(), terms, asOf, Optional.of(key), 50))
                                .size());
            }
        }
        for (long asOf : new long[] {GovernanceStore.NOW, 5}) {
            assertEquals(
                    50,
                    store.lookUp(new TermsQuery("finding", "same", List.of("all"), asOf, Optional.of(key), 50))
                            .size());
            for (boolean descending : new boolean[] {false, true}) {
                for (Optional<SortedQuery.Place> after :
                        List.of(Optional.<SortedQuery.Place>empty(), Optional.of(new SortedQuery.Place("all", key)))) {
                    assertEquals(
                            50,
                            store.sorted(new SortedQuery("finding", "same", descending, asOf, after, 50))
                                    .size());
                }
            }
        }
        assertEquals(100, store.scan(Optional.empty(), 100).size());

        assertTrue(scanned.size() > 12, scanned::toString);
        scanned.values().removeIf(rows -> rows < FEW);
        assertEquals(Map.of(), scanned, "rows read");
    }

    /** Also by a statement that was made when there was nothing, of tables that nobody has analyzed. */
    @Test
    void aWalkReadsTheLinksItFollows() throws SQLException {
        JdbcSchema.install(real);
        try (Connection connection = real.getConnection()) {
            JdbcGovernanceStore store = JdbcGovernanceStore.of(asked(FirstPlanTest.onlyOne(connection)));
            follow(store, 0);
            Databases.execute(
                    real,
                    "insert into gov_record select 'main', 'node/' || x, 'edge', 'e' || x, 1, " + NOW
                            + ", '01', 'node' || x / 2, 'node' || x, case when mod(x, 10) = 0 then null else 'a note' end"
                            + " from system_range(1, " + ROWS + ")");
            scanned.clear();
            follow(store, 1);
            Databases.execute(real, "analyze");
            follow(store, 1);
        }
        assertTrue(scanned.size() > 4, scanned::toString);
        scanned.values().removeIf(rows -> rows < FEW);
        assertEquals(Map.of(), scanned, "rows read");
    }

    private static void follow(JdbcGovernanceStore store, int there) {
        for (String end : List.of(Link.FROM, Link.TO)) {
            for (int steps : new int[] {1, 3, 8, Integer.MAX_VALUE}) {
                for (long asOf : new long[] {GovernanceStore.NOW, 5}) {
                    int found = store.follow(
                                    new LinksQuery("edge", List.of("node900", "node901"), end, steps, asOf, -1, 1_000))
                            .orElseThrow()
                            .links()
                            .size();
                    assertTrue(found >= there * 2, () -> found + " links");
                }
            }
        }
    }

    /** The trial can fail: this is how such a question must not be asked. */
    @Test
    void aListBehindAnotherColumnReadsAll() throws SQLException {
        JdbcSchema.install(real);
        Databases.execute(
                real,
                "insert into gov_journal select 'main', x, cast(random_uuid() as varchar), x, '01', '02'"
                        + " from system_range(1, 500)");
        try (Connection connection = asked(real).getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select position from gov_journal where ledger = ? and act_id in (?, ?)")) {
            for (int i = 1; i <= 3; i++) {
                select.setString(i, i == 1 ? "main" : "none" + i);
            }
            select.executeQuery().close();
        }
        assertTrue(scanned.values().stream().allMatch(rows -> rows > FEW), scanned::toString);
    }

    private record Bound(String method, Object[] arguments) {}

    /** Each select is explained before it is executed, with the same values. */
    private DataSource asked(DataSource database) {
        return (DataSource) proxy(DataSource.class, database, null, "");
    }

    private Object proxy(Class<?> type, Object target, Connection connection, String text) {
        List<Bound> bound = new ArrayList<>();
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("set") && target instanceof PreparedStatement) {
                        bound.add(new Bound(method.getName(), arguments));
                    }
                    if (method.getName().equals("executeQuery") && !text.endsWith("for update")) {
                        explain(connection, text, bound);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof PreparedStatement) {
                            return proxy(PreparedStatement.class, result, (Connection) target, (String) arguments[0]);
                        }
                        return result instanceof Connection ? proxy(Connection.class, result, null, "") : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void explain(Connection connection, String text, List<Bound> bound) throws SQLException {
        try (PreparedStatement explain = connection.prepareStatement("explain analyze " + text)) {
            for (Bound one : bound) {
                explain.setObject((Integer) one.arguments()[0], one.arguments()[1]);
            }
            try (ResultSet plan = explain.executeQuery()) {
                plan.next();
                Matcher counts = SCANNED.matcher(plan.getString(1));
                while (counts.find()) {
                    scanned.merge(text, Integer.parseInt(counts.group(1)), Math::max);
                }
            }
        }
    }
}
