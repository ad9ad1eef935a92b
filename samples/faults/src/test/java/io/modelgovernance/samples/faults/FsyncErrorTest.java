package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.StoreException;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.spi.Observation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk refuses to flush a commit: PostgreSQL gives itself up and starts again, and the commit may be there. So nobody
 * says that it is not; the same again is safe. It is made good where the server is back in time for the look-up, or where
 * another of its processes has flushed it.
 */
@Timeout(120)
class FsyncErrorTest {
    private static final String STREAM = "decision/flushed";

    private static List<Observation> batch(long number) {
        return List.of(new Observation(STREAM, "w", number, "id" + number, Instant.EPOCH, new byte[] {1}));
    }

    private static long session(HikariDataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            return pid.next() ? pid.getLong(1) : 0;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the error is injected with strace")
    void aCommitThatCouldNotBeFlushedIsUnknownOrMadeGoodAndMayBeSentAgain(@TempDir Path directory) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        try (Server server = new Server(directory.resolve("pg"))) {
            JdbcSchema.install(server.direct());
            config.setDataSource(server.direct());
            config.setConnectionTimeout(1_000);
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcGovernanceStore store = JdbcGovernanceStore.of(pool);
                store.append(batch(1));
                Process tracer = injectInto(session(pool));
                StoreException.Outcome outcome = null;
                try {
                    store.append(batch(2));
                } catch (StoreException e) {
                    outcome = e.outcome();
                } finally {
                    tracer.destroy();
                    tracer.waitFor();
                }
                assertTrue(outcome == null || outcome == StoreException.Outcome.UNKNOWN, () -> "said to be undone");
                while (!sent(store)) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                }
                assertEquals(2, store.read(STREAM, "w", 0, 9).size(), "once each");
            }
        }
    }

    private static boolean sent(JdbcGovernanceStore store) {
        try {
            store.append(batch(2));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /** Each flush of a process fails from now on. */
    private static Process injectInto(long pid) throws IOException {
        Process tracer;
        try {
            tracer = new ProcessBuilder(
                            "strace",
                            "-p",
                            Long.toString(pid),
                            "-e",
                            "trace=fdatasync,fsync",
                            "-e",
                            "inject=fdatasync,fsync:error=EIO")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "the error is injected with strace");
            throw e;
        }
        BufferedReader said = tracer.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        assumeTrue(line != null && line.contains("attached"), "strace may attach to a process: " + line);
        assertTrue(tracer.isAlive());
        return tracer;
    }
}
