package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A little of every column of some rows of every table, each in turn: one bit, one letter, one more. Each row deleted, and each doubled
 * with another value in one column. Every one of them is found, but for those that docs/audit.md names.
 */
class TamperCatalogueTest {
    private static final List<String> TABLES =
            List.of("gov_log", "gov_scope", "gov_record", "gov_term", "gov_journal", "gov_observation");
    private static final int MOST_ROWS = 6;
    private static final String SAME = " is not distinct from ?";

    /**
     * Revisions only order acts; a term of no record finds nothing; another stream is not this one's. What stands in
     * another ledger is not this one's either and not tried, nor are signs of life, which nobody seals. The bytes of
     * content are compared with their digest whenever they are read.
     */
    private static final Set<String> NOT_COMPARED = Set.of(
            "gov_scope.ledger",
            "gov_scope.scope",
            "gov_scope.revision",
            "gov_scope deleted",
            "gov_scope doubled with another scope",
            "gov_term doubled with another kind",
            "gov_term doubled with another scope",
            "gov_term doubled with another id",
            "gov_term doubled with another valid_from",
            "gov_observation doubled with another stream");

    private final DataSource database = Databases.h2();

    @TempDir
    Path directory;

    private void work(RealRegistry real) throws Exception {
        var registry = real.governance.registry();
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        VersionId version = registry.register(
                        RealRegistry.actor("ana"),
                        "credit",
                        Candidate.of(file)
                                .withRule(DecisionRule.declineFrom(0.5))
                                .withPurposes("loans"),
                        FeatureSchema.of(Feature.numeric("income", 0, 1)))
                .id();
        Finding finding = real.governance
                .risk()
                .open(
                        RealRegistry.actor("dora"),
                        version,
                        Finding.Severity.LOW,
                        "wrong",
                        "ana",
                        LocalDate.of(2026, 12, 31));
        real.governance.risk().close(RealRegistry.actor("ben"), "credit", finding.id(), "done");
        registry.request(RealRegistry.actor("ana"), version, "production", "please");
        registry.approve(RealRegistry.actor("ben"), version, "one");
        registry.approve(RealRegistry.actor("cleo"), version, "two");
        try (GovernedModel model = real.governance.govern(
                "credit",
                (loaded, files) -> (rows, n, out) -> System.arraycopy(rows, 0, out, 0, n),
                ServingOptions.defaults())) {
            for (int i = 0; i < 3; i++) {
                model.judge(new Call(RealRegistry.actor("ana"), "loans"), new double[] {0.25 * i});
            }
            model.flush();
        }
        AuditReport report = real.governance.audit().verify();
        assertTrue(report.intact(), report.problems()::toString);
        assertEquals(3, report.observations());
    }

    @Test
    void everyCellAndEveryRow() throws Exception {
        Set<String> missed = new TreeSet<>();
        int tried = 0;
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(database), directory.resolve("model.txt"))) {
            work(real);
            for (String table : TABLES) {
                for (Row row : rows(table)) {
                    for (int column = 0; column < row.names().size(); column++) {
                        tried++;
                        if (row.edit(column) && !isCaught(real)) {
                            missed.add(table + "." + row.names().get(column));
                        }
                        row.restore();
                    }
                    row.delete();
                    if (!isCaught(real)) {
                        missed.add(table + " deleted");
                    }
                    row.restore();
                    tried++;
                    for (int column = 1; column < row.names().size(); column++) {
                        if (row.insertChanged(column) && !isCaught(real)) {
                            missed.add(table + " doubled with another "
                                    + row.names().get(column));
                        }
                        row.restore();
                        tried++;
                    }
                }
            }
            assertTrue(real.governance.audit().verify().intact(), "all was put back");
        }
        assertTrue(tried > 200, "much was tried: " + tried);
        assertEquals(new TreeSet<>(NOT_COMPARED), missed);
    }

    private static boolean isCaught(RealRegistry real) {
        try {
            return !real.governance.audit().verify().intact();
        } catch (GovernanceException e) {
            return true;
        }
    }

    /** Some of them. */
    private List<Row> rows(String table) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table
                        + (table.equals("gov_observation") ? " where stream like 'decision/%'" : ""))) {
            while (result.next()) {
                List<String> names = new ArrayList<>();
                List<Object> values = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    names.add(result.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
                    values.add(result.getObject(i));
                }
                rows.add(new Row(table, names, values));
            }
        }
        int step = 1 + rows.size() / MOST_ROWS;
        return IntStream.range(0, rows.size())
                .filter(i -> i % step == 0)
                .mapToObj(rows::get)
                .toList();
    }

    private static Object changed(@Nullable Object value) {
        if (value == null) {
            return "x";
        }
        if (value instanceof byte[] bytes) {
            byte[] other = bytes.clone();
            other[other.length / 2] ^= 4;
            return other;
        }
        if (value instanceof Number number) {
            return number.longValue() == Long.MAX_VALUE ? 1_000L : number.longValue() + 1;
        }
        String text = (String) value;
        return text.substring(0, text.length() - 1) + (text.endsWith("x") ? "y" : "x");
    }

    /** One row, and what was done to it last. */
    private final class Row {
        private final String table;
        private final List<String> names;
        private final List<Object> values;
        private List<Object> now;

        Row(String table, List<String> names, List<Object> values) {
            this.table = table;
            this.names = names;
            this.values = values;
            this.now = values;
        }

        List<String> names() {
            return names;
        }

        /** Whether there is no other row with the key that it gets. */
        boolean edit(int column) throws SQLException {
            delete();
            return insertChanged(column);
        }

        /** Whether there may be such a row. */
        boolean insertChanged(int column) throws SQLException {
            List<Object> other = new ArrayList<>(values);
            other.set(column, changed(values.get(column)));
            try {
                insert(other);
                return true;
            } catch (SQLException e) {
                now = List.of();
                return false;
            }
        }

        void delete() throws SQLException {
            run("delete from " + table + " where " + String.join(SAME + " and ", names) + SAME, now);
            now = List.of();
        }

        private void insert(List<Object> what) throws SQLException {
            run("insert into " + table + " values (?" + ", ?".repeat(what.size() - 1) + ")", what);
            now = what;
        }

        void restore() throws SQLException {
            if (!now.isEmpty()) {
                delete();
            }
            run("delete from " + table + " where " + String.join(SAME + " and ", names) + SAME, values);
            insert(values);
        }

        private void run(String sql, List<Object> bound) throws SQLException {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < bound.size(); i++) {
                    statement.setObject(i + 1, bound.get(i));
                }
                statement.executeUpdate();
            }
        }
    }
}
