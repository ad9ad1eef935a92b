package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * The tables of governance: printed for those who run their own migrations, installed on request, or verified; never
 * applied unasked.
 *
 * <p>Installing is safe to repeat, safe for many processes at once, and safe to kill: the next call finishes it.
 * Stateless and thread-safe.
 */
public final class JdbcSchema {
    /** Version of the schema this release works with. */
    public static final int VERSION = 1;

    private JdbcSchema() {}

    /**
     * The statements that create the tables; run all of them, in this order, and nothing else is needed.
     *
     * @param product database product: {@code H2}, {@code PostgreSQL} or {@code MariaDB}
     * @return plain SQL, statements ended by semicolons
     * @throws InvalidInputException if the product is another one
     */
    public static String print(String product) {
        Dialect dialect = Dialect.of(product);
        return Stream.of(Ddl.settings(dialect), Ddl.statements(dialect), List.of(Ddl.WITNESS))
                .flatMap(List::stream)
                .collect(Collectors.joining(";\n", "", ";\n"));
    }

    /**
     * Creates what is missing. On H2 it also makes commits leave the process before they are answered
     * ({@code WRITE_DELAY 0}, which the database file remembers), without which a killed process loses acknowledged
     * commits.
     *
     * @param dataSource the application's
     * @throws StoreException if the database refuses, or holds the schema of another version
     * @throws InvalidInputException if the database product is not one of {@link #print(String)}
     */
    public static void install(DataSource dataSource) {
        try (Borrowed borrowed = new Borrowed(dataSource.getConnection())) {
            borrowed.beginPlain();
            Connection connection = borrowed.connection();
            Dialect dialect = Dialect.of(connection);
            if (Ddl.exists(connection, "gov_schema") && version(connection) != 0) {
                requireVersion(version(connection));
            }
            for (String statement : Ddl.settings(dialect)) {
                Ddl.run(connection, statement);
            }
            for (String statement : Ddl.statements(dialect)) {
                Ddl.create(connection, statement);
            }
            witness(connection);
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
        try (Borrowed borrowed = new Borrowed(dataSource.getConnection())) {
            borrowed.beginPlain();
            for (String table : Ddl.tables()) {
                if (!Ddl.exists(borrowed.connection(), table)) {
                    throw refused(
                            "The table " + table + " must exist and be readable. Maybe call"
                                    + " JdbcSchema.install(dataSource), or run what JdbcSchema.print gives.",
                            "no table " + table);
                }
            }
            requireVersion(version(borrowed.connection()));
        } catch (SQLException e) {
            throw Failures.reading(e);
        }
    }

    private static void requireVersion(int found) {
        if (found == 0) {
            throw refused(
                    "The governance schema must be complete. Maybe its installation was interrupted; call"
                            + " JdbcSchema.install(dataSource) again.",
                    "no schema version");
        }
        if (found != VERSION) {
            throw refused(
                    "The governance schema must be of version " + VERSION + " but is of " + found
                            + ". Maybe this library is older or newer than the database.",
                    "schema version " + found);
        }
    }

    private static StoreException refused(String message, String cause) {
        return new StoreException(StoreException.Outcome.NOT_WRITTEN, message, new IllegalStateException(cause));
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from gov_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /** Written last: without it the schema counts as incomplete. */
    private static void witness(Connection connection) throws SQLException {
        if (version(connection) != 0) {
            return;
        }
        try {
            Ddl.run(connection, Ddl.WITNESS);
        } catch (SQLException e) {
            if (version(connection) == 0) {
                throw e;
            }
        }
    }
}
