package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * How a database is that governance is kept in, for a health endpoint: does it answer, is it of this release's version,
 * and is all of it there, the triggers that refuse changes too.
 *
 * @param reachable whether it answered
 * @param version the schema's version, 0 if there is none
 * @param missing what this release would install and is not there, such as {@code trigger gov_journal_kept}; a user
 *     with the least rights may not see triggers
 * @param problem why it did not answer, empty if it did; no password and no connection string
 */
public record JdbcHealth(boolean reachable, int version, List<String> missing, String problem) {
    /** Copies the list. */
    public JdbcHealth {
        missing = List.copyOf(missing);
    }

    /**
     * Looks. Takes one connection and reads the catalogue of the database: for a check every few seconds, not for every
     * request. Bounded in time by the driver's network timeout only.
     *
     * @param dataSource the application's
     * @return what was found; a database that does not answer is a finding, not an exception
     */
    public static JdbcHealth of(DataSource dataSource) {
        try (Borrowed borrowed = new Borrowed(dataSource.getConnection())) {
            borrowed.beginPlain();
            Connection connection = borrowed.connection();
            List<String> missing = new ArrayList<>();
            for (String statement : Ddl.statements(Dialect.of(connection))) {
                if (!Ddl.there(connection, statement)) {
                    missing.add(Ddl.names(statement));
                }
            }
            return new JdbcHealth(true, version(connection), missing, "");
        } catch (SQLException e) {
            return new JdbcHealth(false, 0, List.of(), Failures.describe(e));
        }
    }

    private static int version(Connection connection) throws SQLException {
        if (!Ddl.exists(connection, "gov_schema")) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select coalesce(max(version), 0) from gov_schema")) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /**
     * Whether governance can work with it: it answers, its version is this release's, and no table is missing.
     *
     * @return true if so; views, indexes and triggers may be missing
     */
    public boolean up() {
        return reachable
                && version == JdbcSchema.VERSION
                && missing.stream().noneMatch(what -> what.startsWith("table "));
    }
}
