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
import org.h2.jdbcx.JdbcDataSource;

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

    static DataSource h2() {
        return h2("mem:governance" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    static DataSource h2(Path directory) {
        return h2("file:" + directory.resolve("governance"));
    }

    private static DataSource h2(String where) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + where);
        return dataSource;
    }

    static DataSource postgres() {
        String database = "governance" + NUMBER.incrementAndGet();
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return Postgres.SERVER.getDatabase("postgres", database);
    }
}
