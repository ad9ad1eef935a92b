package io.modelgovernance.it;

import io.modelgovernance.jdbc.JdbcGovernanceStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fresh ledgers on real databases, for the tests of other packages. */
public final class Stores {
    private Stores() {}

    /** On a database of its own. */
    public static JdbcGovernanceStore h2() {
        return JdbcGovernanceStore.of(Databases.h2());
    }

    /** In the one database of all tests. */
    public static JdbcGovernanceStore postgres() {
        return Databases.postgresLedger();
    }

    /** In the one database of all tests; only where the Maven profile mariadb is on. */
    public static JdbcGovernanceStore mariaDb() {
        return Databases.mariaDbLedger();
    }

    /** What the server does by itself a minute after so many rows came in. */
    public static void analyzePostgres() {
        try (Connection connection = Databases.postgres().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
