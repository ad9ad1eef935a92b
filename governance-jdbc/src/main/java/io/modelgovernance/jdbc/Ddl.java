package io.modelgovernance.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The statements that create the schema, one by one, and what of it is there already. */
final class Ddl {
    static final String WITNESS = "insert into gov_schema (version) values (" + JdbcSchema.VERSION + ")";
    private static final int ATTEMPTS = 20;
    /** Of milliseconds, as a power of two. */
    private static final int LONGEST_PAUSE = 7;

    /**
     * What another process makes at this moment is there for one statement and not yet for the next: a table, an index, a
     * type or a function that exists already or not yet (H2, MariaDB, PostgreSQL), a catalog's own key, or its row changed
     * meanwhile.
     */
    private static final Set<String> IN_THE_MAKING =
            Set.of("42S01", "42S02", "42S11", "42P01", "42P07", "42710", "42723", "23505", "XX000");

    private Ddl() {}

    /** What a database needs before the tables: H2 must not answer before a commit has left the process. */
    static List<String> settings(Dialect dialect) {
        return dialect == Dialect.H2 ? List.of("set write_delay 0") : List.of();
    }

    /** Tables and indexes, then views, then what refuses changes, where a database can do that in SQL. */
    static List<String> statements(Dialect dialect) {
        List<String> parts = dialect == Dialect.H2
                ? List.of("schema", "views")
                : List.of("schema", "views", "guards-" + dialect.name().toLowerCase(Locale.ROOT));
        return parts.stream()
                .flatMap(part -> Stream.of(resource(part).split("\n;\n", -1)))
                .map(statement -> JsonSql.render(dialect, dialect.render(statement.strip())))
                .toList();
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                Ddl.class.getResourceAsStream(name + "-" + JdbcSchema.VERSION + ".sql"), "the schema in the jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> tables() {
        return all("table");
    }

    static List<String> views() {
        return all("view");
    }

    private static List<String> all(String what) {
        return statements(Dialect.H2).stream()
                .map(statement -> statement.split("\\s+", -1))
                .filter(words -> words[1].equals(what))
                .map(words -> words[2])
                .toList();
    }

    /**
     * Runs a statement, unless what it creates is there: made before, or by another process meanwhile. Where two
     * processes locked each other out, the one that was chosen to give way tries again, and so does one that meets what
     * another is making.
     */
    static void create(Connection connection, String statement) throws SQLException {
        for (int attempt = 1; !there(connection, statement); attempt++) {
            try {
                run(connection, statement);
            } catch (SQLException e) {
                if (!there(connection, statement) && (attempt == ATTEMPTS || !passes(e))) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << Math.min(attempt, LONGEST_PAUSE)));
            }
        }
    }

    private static boolean passes(SQLException e) {
        return Failures.retryable(e) || IN_THE_MAKING.contains(String.valueOf(e.getSQLState()));
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

    static boolean there(Connection connection, String statement) throws SQLException {
        List<String> words = List.of(statement.split("\\s+", -1));
        int on = words.indexOf("on");
        return switch (words.get(1)) {
            case "table", "view" -> exists(connection, words.get(2));
            case "function" -> listed(connection, "routine", words.get(2).replace("()", ""));
            case "trigger" -> listed(connection, "trigger", words.get(2));
            default ->
                exists(connection, words.get(on + 1)) && indexed(connection, words.get(on + 1), words.get(on - 1));
        };
    }

    /** What a statement creates, such as {@code trigger gov_journal_kept}. */
    static String names(String statement) {
        List<String> words = List.of(statement.split("\\s+", -1));
        int on = words.indexOf("on");
        boolean index = !List.of("table", "view", "function", "trigger").contains(words.get(1));
        return index ? "index " + words.get(on - 1) : words.get(1) + " " + words.get(2);
    }

    /** In PostgreSQL a database has schemas; in MariaDB a database is one. */
    private static boolean listed(Connection connection, String what, String name) throws SQLException {
        String sql = "select 1 from information_schema." + what + "s where " + what + "_schema = ? and " + what
                + "_name = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            String schema = connection.getSchema();
            select.setString(1, schema == null ? connection.getCatalog() : schema);
            select.setString(2, name);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
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
