package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * The plans of PostgreSQL for every statement that the store sends, over tables of 120,000 rows (a million with {@code
 * -Dplans.rows=1000000}): all by an index, with the values at hand and also for any values, and a page comes in the
 * index's order and not out of a sort.
 */
@Tag("plans")
class QueryPlanTest {
    private static final int ROWS = Integer.getInteger("plans.rows", 120_000);

    private static DataSource database;
    /** Sends texts as they are: a generic plan is of a text with numbers in it and no values. */
    private static DataSource asking;

    private static Map<String, String> statements;

    @BeforeAll
    static void fillAndListen() throws Throwable {
        database = Databases.postgres();
        JdbcSchema.install(database);
        Overheard overheard = new Overheard(database);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(overheard.dataSource());
        HotStatements.fill(database, ROWS);
        Databases.execute(database, "analyze");
        overheard.statements().clear();
        for (HotStatements.Call call : HotStatements.of(store, ROWS, 1)) {
            call.run().execute();
        }
        statements = overheard.statements();
        PGSimpleDataSource simple = new PGSimpleDataSource();
        simple.setURL(((PGSimpleDataSource) database).getURL());
        simple.setUser("postgres");
        simple.setPreferQueryMode(PreferQueryMode.SIMPLE);
        asking = simple;
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

    /** Of the plan for any values, and of the one for its own; the driver does not print a list of bytes. */
    private static List<String> explanations(String text, String withValues) {
        String generic = "explain (generic_plan) " + numbered(text);
        return withValues.contains("?") ? List.of(generic) : List.of("explain " + withValues, generic);
    }

    private static void requireOfAll(Predicate<String> which, UnaryOperator<String> from, String never) {
        List<Executable> checks = new ArrayList<>();
        for (Map.Entry<String, String> statement : statements.entrySet()) {
            if (which.test(statement.getKey())) {
                for (String explain : explanations(statement.getKey(), statement.getValue())) {
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
