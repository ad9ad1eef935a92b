package io.modelgovernance.samples.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A database on this machine's disk behind a pool, with the model of the benchmarks in production. */
@State(Scope.Benchmark)
public class Database {
    /** H2 in a file that is written at each commit, or PostgreSQL with its default durability. */
    @Param({"h2", "postgres"})
    public String database = "h2";

    Path directory;
    Closeable server = () -> {};
    HikariDataSource pool;
    Governance governance;

    /** Starts it. */
    @Setup(Level.Trial)
    public void start() throws IOException {
        directory = Files.createTempDirectory("benchmarks");
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(4);
        config.setDataSource(database.equals("h2") ? h2() : postgres());
        pool = new HikariDataSource(config);
        JdbcSchema.install(pool);
        governance =
                GovernanceEngine.builder().store(JdbcGovernanceStore.of(pool)).build();
        Loans.promote(governance);
    }

    private DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + directory.resolve("governance") + ";WRITE_DELAY=0");
        return source;
    }

    private DataSource postgres() throws IOException {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
        server = postgres;
        return postgres.getPostgresDatabase();
    }

    /** Stops it and deletes its files. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        governance.close();
        pool.close();
        server.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
