package io.modelgovernance.it;

import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.jdbc.MariaDbServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Databases with the schema installed. */
final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Databases() {}

    /** One server and one database; a ledger for whoever asks. */
    private static final class Postgres {
        private static final DataSource DATABASE = installed();

        private static DataSource installed() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder().start();
                PGConnectionPoolDataSource pooled = new PGConnectionPoolDataSource();
                pooled.setServerNames(new String[] {"localhost"});
                pooled.setPortNumbers(new int[] {server.getPort()});
                pooled.setDatabaseName("postgres");
                pooled.setUser("postgres");
                DataSource database = JdbcConnectionPool.create(pooled);
                JdbcSchema.install(database);
                return database;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same; only where the Maven profile mariadb is on. */
    private static final class MariaDb {
        private static final DataSource DATABASE = installed();

        private static DataSource installed() {
            try {
                MariaDbServer server = MariaDbServer.start();
                try (Connection connection = DriverManager.getConnection(server.url(""));
                        Statement statement = connection.createStatement()) {
                    statement.execute("create database governance");
                }
                DataSource database =
                        new MariaDbPoolDataSource(server.url("governance") + "&minPoolSize=1&maxPoolSize=20");
                JdbcSchema.install(database);
                return database;
            } catch (IOException | SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static DataSource h2() {
        DataSource database = JdbcConnectionPool.create("jdbc:h2:mem:it" + NUMBER.incrementAndGet(), "sa", "");
        JdbcSchema.install(database);
        return database;
    }

    static DataSource postgres() {
        return Postgres.DATABASE;
    }

    static JdbcGovernanceStore postgresLedger() {
        return JdbcGovernanceStore.of(Postgres.DATABASE, "it-" + NUMBER.incrementAndGet());
    }

    static DataSource mariaDb() {
        return MariaDb.DATABASE;
    }

    static JdbcGovernanceStore mariaDbLedger() {
        return JdbcGovernanceStore.of(MariaDb.DATABASE, "it-" + NUMBER.incrementAndGet());
    }
}
