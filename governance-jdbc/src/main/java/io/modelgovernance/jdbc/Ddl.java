package io.modelgovernance.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The statements that create the tables, one by one, and what of them is there already. */
final class Ddl {
    static final String WITNESS = "insert into gov_schema (version) values (" + JdbcSchema.VERSION + ")";

    private Ddl() {}

    /** What a database needs before the tables: H2 must not answer before a commit has left the process. */
    static List<String> settings(Dialect dialect) {
        return dialect == Dialect.H2 ? List.of("set write_delay 0") : List.of();
    }

    static List<String> statements(Dialect dialect) {
        try (InputStream in = Objects.requireNonNull(
                Ddl.class.getResourceAsStream("schema-" + JdbcSchema.VERSION + ".sql"), "the schema in the jar")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n;\n", -1))
                    .map(part -> dialect.render(part.strip()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> tables() {
        return statements(Dialect.H2).stream()
                .map(statement -> statement.split("\\s+", -1))
                .filter(words -> words[1].equals("table"))
                .map(words -> words[2])
                .toList();
    }

    /** Runs a statement, unless what it creates is there: made before, or by another process meanwhile. */
    static void create(Connection connection, String statement) throws SQLException {
        if (there(connection, statement)) {
            return;
        }
        try {
            run(connection, statement);
        } catch (SQLException e) {
            if (!there(connection, statement)) {
                throw e;
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static boolean exists(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table + " where 1 = 0")) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean there(Connection connection, String statement) throws SQLException {
        List<String> words = List.of(statement.split("\\s+", -1));
        int on = words.indexOf("on");
        return words.get(1).equals("table")
                ? exists(connection, words.get(2))
                : exists(connection, words.get(on + 1)) && indexed(connection, words.get(on + 1), words.get(on - 1));
    }

    private static boolean indexed(Connection connection, String table, String index) throws SQLException {
        for (String spelling : List.of(table, table.toUpperCase(Locale.ROOT))) {
            try (ResultSet found = connection
                    .getMetaData()
                    .getIndexInfo(connection.getCatalog(), connection.getSchema(), spelling, false, true)) {
                while (found.next()) {
                    if (index.equalsIgnoreCase(found.getString("INDEX_NAME"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
