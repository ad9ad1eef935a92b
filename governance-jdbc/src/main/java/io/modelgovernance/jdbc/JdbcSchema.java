package io.modelgovernance.jdbc;

import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * The tables of governance: printed for those who run their own migrations, installed on request, or verified; never
 * applied unasked.
 *
 * <p>Installing is safe to repeat and safe for many processes at once. Stateless and thread-safe.
 */
public final class JdbcSchema {
    /** Version of the schema this release works with. */
    public static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "gov_schema",
            "gov_log",
            "gov_scope",
            "gov_record",
            "gov_term",
            "gov_journal",
            "gov_observation",
            "gov_content");

    private JdbcSchema() {}

    /**
     * The statements that create the tables.
     *
     * @param product database product: {@code H2}, {@code PostgreSQL} or {@code MariaDB}
     * @return plain SQL, statements ended by semicolons
     */
    public static String print(String product) {
        Dialect dialect = Dialect.valueOf(product.toUpperCase(Locale.ROOT));
        return String.join(";\n", statements(dialect)) + ";\n";
    }

    /**
     * Creates what is missing. On H2 it also makes commits durable at once ({@code WRITE_DELAY 0}), without which a
     * killed process loses acknowledged commits.
     *
     * @param dataSource the application's
     * @throws StoreException if the database refuses
     */
    public static void install(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            Dialect dialect = Dialect.of(connection);
            if (dialect == Dialect.H2) {
                run(connection, "set write_delay 0");
            }
            for (String statement : statements(dialect)) {
                create(connection, statement);
            }
            if (version(connection) == 0) {
                record(connection);
            }
        } catch (SQLException e) {
            throw new StoreException(
                    StoreException.Outcome.NOT_WRITTEN,
                    "The governance schema must be installable (" + Failures.describe(e) + "). Maybe the user lacks the"
                            + " right to create tables; then run what JdbcSchema.print gives.",
                    e);
        }
        verify(dataSource);
    }

    /**
     * Checks that the tables are there, in this release's version.
     *
     * @param dataSource the application's
     * @throws StoreException if they are not; the message says what to do
     */
    public static void verify(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            for (String table : TABLES) {
                if (!exists(connection, table)) {
                    throw new StoreException(
                            StoreException.Outcome.NOT_WRITTEN,
                            "The table " + table + " must exist. Maybe call JdbcSchema.install(dataSource), or run what"
                                    + " JdbcSchema.print gives.",
                            new IllegalStateException("no table " + table));
                }
            }
            int found = version(connection);
            if (found != VERSION) {
                throw new StoreException(
                        StoreException.Outcome.NOT_WRITTEN,
                        "The governance schema must be of version " + VERSION + " but is of " + found
                                + ". Maybe this library is older or newer than the database.",
                        new IllegalStateException("schema version " + found));
            }
        } catch (SQLException e) {
            throw Failures.reading(e);
        }
    }

    private static void create(Connection connection, String statement) throws SQLException {
        try {
            run(connection, statement);
        } catch (SQLException e) {
            if (!there(connection, statement)) {
                throw e;
            }
        }
    }

    /** Whether what a statement creates is there already: made before, or by another process meanwhile. */
    private static boolean there(Connection connection, String statement) throws SQLException {
        String[] words = statement.trim().split("\\s+", -1);
        boolean index = !words[1].equals("table");
        if (!index) {
            return exists(connection, words[2]);
        }
        int on = List.of(words).indexOf("on");
        String name = words[on - 1];
        for (String table : List.of(words[on + 1], words[on + 1].toUpperCase(Locale.ROOT))) {
            try (ResultSet found = connection
                    .getMetaData()
                    .getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, false)) {
                while (found.next()) {
                    if (name.equalsIgnoreCase(found.getString("INDEX_NAME"))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean exists(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table + " where 1 = 0")) {
            return rows.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from gov_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static void record(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement("insert into gov_schema (version) values (?)")) {
            insert.setInt(1, VERSION);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (version(connection) == 0) {
                throw e;
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> statements(Dialect dialect) {
        try (InputStream in = JdbcSchema.class.getResourceAsStream("schema-" + VERSION + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("The schema must be in the jar");
            }
            List<String> statements = new ArrayList<>();
            for (String part : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n;\n", -1)) {
                statements.add(dialect.render(part.strip()));
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
