package io.modelgovernance.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Fresh databases: H2 in memory or in a file, and PostgreSQL, whose server is started once and stops with the JVM. */
final class Databases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Databases() {}

    /** Starts when first asked for. */
    private static final class Postgres {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where the contract runs, each test in a ledger of its own; its connections are kept. */
    private static final class Shared {
        private static final DataSource DATABASE = installed();

        private static DataSource installed() {
            PGConnectionPoolDataSource pooled = new PGConnectionPoolDataSource();
            pooled.setServerNames(new String[] {"localhost"});
            pooled.setPortNumbers(new int[] {Postgres.SERVER.getPort()});
            pooled.setDatabaseName(create());
            pooled.setUser("postgres");
            DataSource database = JdbcConnectionPool.create(pooled);
            JdbcSchema.install(database);
            return database;
        }
    }

    static DataSource sharedPostgres() {
        return Shared.DATABASE;
    }

    static DataSource h2() {
        return h2("mem:governance" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    /** Closed with its last connection. */
    static DataSource h2(Path directory) {
        return h2("file:" + directory.resolve("governance"));
    }

    /** Open until it is shut down. */
    static DataSource h2Open(Path directory) {
        return h2("file:" + directory.resolve("governance") + ";DB_CLOSE_DELAY=-1");
    }

    private static DataSource h2(String where) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + where);
        return dataSource;
    }

    static DataSource postgres() {
        return Postgres.SERVER.getDatabase("postgres", create());
    }

    private static String create() {
        String database = "governance" + NUMBER.incrementAndGet();
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return database;
    }

    static void execute(DataSource dataSource, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
