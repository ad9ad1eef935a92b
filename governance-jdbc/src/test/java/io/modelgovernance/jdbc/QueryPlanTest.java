package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
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
import io.modelgovernance.spi.TermRange;
import io.modelgovernance.spi.TermsQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * The plans of PostgreSQL for every statement that the store sends, over tables of 120,000 rows (a million with {@code
 * -Dplans.rows=1000000}): all by an index, with the values at hand and also for any values, and a page comes in the
 * index's order and not out of a sort.
 */
class QueryPlanTest {
    private static final int ROWS = Integer.getInteger("plans.rows", 120_000);
    private static final String NOW = Long.toString(Long.MAX_VALUE);

    private static DataSource database;
    /** Sends texts as they are: a generic plan is of a text with numbers in it and no values. */
    private static DataSource asking;

    private static Map<String, String> statements;

    @BeforeAll
    static void fillAndListen() throws SQLException, IOException {
        database = Databases.postgres();
        JdbcSchema.install(database);
        Overheard overheard = new Overheard(database);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(overheard.dataSource());
        for (String fill : List.of(
                "insert into gov_log select 'tenant' || i, 0, 0, '' from generate_series(1, 2000) i",
                "insert into gov_scope select 'main', 'model/m' || i, 1 from generate_series(1, @) i",
                "insert into gov_record select 'main', 'model/m' || i % (@ / 100), (array['finding','version','listing',"
                        + "'edge'])[1 + i % 4], lpad(i::text, 8, '0'), 1 + i / 2, case when i % 3 = 0 then 2 + i / 2"
                        + " else " + NOW + " end, '{}', case when i % 4 = 3 then 'node' || i % (@ / 24) end,"
                        + " case when i % 4 = 3 then 'node' || i % (@ / 24) + 1 + i % 3 end from generate_series(1, @) i",
                "insert into gov_term select ledger, kind, 'to', 'node' || valid_from % (@ / 24), scope, id, valid_from,"
                        + " valid_to from gov_record",
                "insert into gov_term select ledger, kind, 'role', 'role' || valid_from % 7, scope, id, valid_from,"
                        + " valid_to from gov_record",
                "insert into gov_journal select 'main', i, gen_random_uuid()::text, i * 1000, 'e', 'n'"
                        + " from generate_series(1, @) i",
                "insert into gov_observation select 'main', 'decision/m' || i % 5, 'w' || i / 5 % 4, i, 'id' || i, i,"
                        + " 'body' from generate_series(1, @) i",
                "insert into gov_content select 'main', md5(i::text) || md5(i::text), 0, 'x'"
                        + " from generate_series(1, @) i",
                "update gov_log set position = @ where ledger = 'main'",
                "analyze")) {
            Databases.execute(database, fill.replace("@", Integer.toString(ROWS)));
        }
        overheard.statements().clear();
        use(store);
        statements = overheard.statements();
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setURL(((PGSimpleDataSource) database).getURL());
        simple.setUser("postgres");
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
        asking = simple;
    }

    private static void use(JdbcGovernanceStore store) throws IOException {
        RecordKey key = new RecordKey("model/m8", "finding", "00000008");
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        UUID id = UUID.randomUUID();
        Term term = new Term("to", "node7");
        store.commit(new ChangeSet(
                id,
                Map.of("model/m8", 1L, "model/new", 0L),
                List.of(
                        Put.of(key, new byte[] {1}, List.of(term)),
                        Put.of(new RecordKey("model/new", "finding", "1"), new byte[] {1}, List.of(term))),
                Instant.EPOCH,
                sealer));
        store.act(id);
        store.head();
        store.revision("model/m8");
        store.find(key, GovernanceStore.NOW);
        store.find(key, 50);
        store.history(key);
        store.journal(ROWS / 2, 100);
        store.positionAt(Instant.EPOCH.plusMillis(ROWS / 2));
        store.positionAt(Instant.parse("2099-01-01T00:00:00Z"));
        List<TermRange> few = List.of(new TermRange("to", "node10", "node1001"));
        List<TermRange> most = List.of(new TermRange("role", "role2", "role8"));
        for (Optional<String> scope : List.of(Optional.<String>empty(), Optional.of("model/m8"))) {
            for (Optional<RecordKey> after : List.of(Optional.<RecordKey>empty(), Optional.of(key))) {
                for (long asOf : new long[] {GovernanceStore.NOW, 50}) {
                    for (List<Term> terms :
                            List.of(List.<Term>of(), List.of(term), List.of(term, new Term("role", "role1")))) {
                        store.search(new RecordQuery("finding", scope, terms, asOf, after, 50));
                        store.search(new RecordQuery("finding", scope, terms, few, asOf, after, 50));
                        store.search(new RecordQuery("finding", scope, terms, most, asOf, after, 50));
                    }
                }
            }
        }
        for (long asOf : new long[] {GovernanceStore.NOW, 50}) {
            for (int values : new int[] {1, 7, 512}) {
                List<String> nodes =
                        IntStream.range(0, values).mapToObj(i -> "node" + i).toList();
                for (Optional<RecordKey> after : List.of(Optional.<RecordKey>empty(), Optional.of(key))) {
                    store.lookUp(new TermsQuery("finding", "to", nodes, asOf, after, 200));
                }
            }
        }
        for (long asOf : new long[] {GovernanceStore.NOW, 50}) {
            for (boolean descending : new boolean[] {false, true}) {
                SortedQuery sorted = new SortedQuery("finding", "to", descending, asOf, Optional.empty(), 50);
                store.sorted(sorted);
                SortedQuery.Place place = new SortedQuery.Place("node7", key);
                store.sorted(new SortedQuery("finding", "to", descending, asOf, Optional.of(place), 50));
            }
        }
        for (String end : List.of(Link.FROM, Link.TO)) {
            for (int steps : new int[] {1, 3, Integer.MAX_VALUE}) {
                store.follow(new LinksQuery("edge", List.of("node7"), end, steps, GovernanceStore.NOW, -1, 1_000));
                store.follow(new LinksQuery("edge", List.of("node7", "node8"), end, steps, 50, 9, 1_000));
            }
        }
        Observation one = new Observation("decision/m1", "w9", 1, "new", Instant.EPOCH, new byte[] {1});
        store.append(List.of(one));
        store.append(List.of(one));
        store.read("decision/m1", "w1", 500, 100);
        store.writers("decision/m1");
        store.find("decision/m1", "id6");
        Digest digest = store.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        store.open(digest).orElseThrow().readAllBytes();
    }

    private static String plan(String explain) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement();
                ResultSet line = statement.executeQuery(explain)) {
            while (line.next()) {
                lines.add(line.getString(1));
            }
        }
        return String.join("\n", lines);
    }

    private static String numbered(String text) {
        StringBuilder numbered = new StringBuilder();
        int number = 0;
        for (char c : text.toCharArray()) {
            numbered.append(c == '?' ? "$" + ++number : String.valueOf(c));
        }
        return numbered.toString();
    }

    private static void requireOfAll(Predicate<String> which, UnaryOperator<String> from, String never) {
        List<Executable> checks = new ArrayList<>();
        for (Map.Entry<String, String> statement : statements.entrySet()) {
            if (which.test(statement.getKey())) {
                for (String explain : List.of(
                        "explain " + statement.getValue(), "explain (generic_plan) " + numbered(statement.getKey()))) {
                    checks.add(() -> {
                        String plan = from.apply(plan(explain));
                        assertFalse(plan.contains(never), () -> explain + "\n" + plan);
                    });
                }
            }
        }
        assertTrue(checks.size() > 10, "enough statements were heard");
        assertAll(checks);
    }

    @Test
    void noStatementReadsAWholeTable() {
        requireOfAll(text -> !text.startsWith("insert"), plan -> plan, "Seq Scan");
    }

    /** What is sorted above the limit is one page, and does no harm; where there is a span,
     * the planner may think that sorting few is less than walking the index, and knows better than we do. */
    @Test
    void pagesComeInTheOrderOfAnIndex() {
        requireOfAll(
                text -> text.contains(" limit ?") && !text.contains(".term >= ?"),
                plan -> plan.substring(plan.indexOf("Limit")),
                "Sort");
    }

    /** So that a table which a new statement reads is in the trial too. */
    @Test
    void everyTableWasFilledAndAsked() throws SQLException {
        for (String table : Ddl.tables()) {
            if (!table.equals("gov_schema")) {
                assertTrue(statements.keySet().stream().anyMatch(text -> text.contains(table)), table);
                assertEquals("t", plan("select count(*) >= 2000 from " + table), table);
            }
        }
    }

    /** The trial can fail: without its index the act would be looked for in all of the journal. */
    @Test
    void withoutTheIndexAWholeTableIsRead() throws SQLException {
        String look =
                "select position, act_id, recorded_at, entry, nodes from gov_journal where ledger = ? and act_id = ?";
        try (Connection connection = asking.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("drop index gov_journal_act");
            try (ResultSet line = statement.executeQuery("explain " + statements.get(look))) {
                List<String> lines = new ArrayList<>();
                while (line.next()) {
                    lines.add(line.getString(1));
                }
                assertTrue(String.join("\n", lines).contains("Seq Scan"), lines::toString);
            }
            connection.rollback();
        }
    }
}
