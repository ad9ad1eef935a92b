package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.files.FileSink;
import io.modelgovernance.inmemory.FailingStore;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.serving.Delivery;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.Level;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.Observation;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decisions a second from the call to the durable record, and what their callers feel of it; one line of JSON each. As a
 * test it runs for a moment and asserts no figure: {@code -Dspeed.decisions=200000} and {@code -Dspeed.frozen=60} measure.
 */
@DisabledOnOs(OS.WINDOWS)
class DecisionSpeedTest {
    private static final int DECISIONS = Integer.getInteger("speed.decisions", 2_000);
    private static final int FROZEN = Integer.getInteger("speed.frozen", 1);
    private static final int CALM = 15;
    private static final int BATCH = 512;
    private static final long PERIOD = TimeUnit.MICROSECONDS.toNanos(500);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    static Path data;

    private static Server server;
    private static HikariDataSource pool;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = new Server(data.resolve("pg"));
        assertTrue(server.durable());
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.direct());
        config.setMaximumPoolSize(4);
        pool = new HikariDataSource(config);
        JdbcSchema.install(pool);
        try (Governance office =
                GovernanceEngine.builder().store(JdbcGovernanceStore.of(pool)).build()) {
            Counter.promote(office, data);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        pool.close();
        server.close();
    }

    private ServingOptions options(WhenFull whenFull, int capacity) {
        RecordRule rule =
                RecordRule.standard().whenFull(whenFull).level(Level.FULL).maxWait(PATIENCE);
        return ServingOptions.defaults()
                .withCapacity(capacity)
                .withMaxStaleness(PATIENCE)
                .withRecording(Recording.standard()
                        .withKept("income")
                        .withSpill(directory.resolve("spill"), 1L << 34)
                        .withRule(rule));
    }

    private static Rush rush(GovernedModel model, int most) {
        return new Rush(model, most, System::nanoTime);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** The same rows by hand: one statement's batches on one connection, committed one by one. */
    private static double byHand(DataSource pool, List<Observation> rows) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            try (var create = connection.createStatement()) {
                create.execute("create table raw (stream varchar(160), writer varchar(160), seq bigint,"
                        + " id varchar(160), at_micros bigint, body bytea, primary key (stream, writer, seq))");
            }
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            try (PreparedStatement insert = connection.prepareStatement("insert into raw values (?, ?, ?, ?, ?, ?)")) {
                for (int i = 0; i < rows.size(); i++) {
                    Observation one = rows.get(i);
                    insert.setString(1, one.stream());
                    insert.setString(2, one.writer());
                    insert.setLong(3, one.sequence());
                    insert.setString(4, one.id());
                    insert.setLong(5, 0);
                    insert.setBytes(6, one.body());
                    insert.addBatch();
                    if (i % BATCH == BATCH - 1 || i == rows.size() - 1) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            return rows.size() / seconds(began);
        }
    }

    @Test
    void intoPostgresBesideRawInserts() throws Exception {
        JdbcGovernanceStore store = JdbcGovernanceStore.of(pool);
        try (Governance governance = GovernanceEngine.builder().store(store).build();
                GovernedModel model =
                        governance.govern(Counter.MODEL, Counter.LOADER, options(WhenFull.BLOCK, 10_000))) {
            int first = DECISIONS / 4;
            rush(model, first).calls(first);
            Rush.untilStored(model, first);
            long began = System.nanoTime();
            Rush rush = rush(model, DECISIONS).calls(DECISIONS);
            Rush.untilStored(model, first + DECISIONS);
            double ours = DECISIONS / seconds(began);
            assertEquals(DECISIONS, rush.served());
            String id = model.judge(Counter.CALL, Counter.GOOD).id();
            List<Observation> rows =
                    store.read("decision/" + Counter.MODEL, id.substring(0, id.indexOf('-')), first, DECISIONS);
            double byHand = byHand(pool, rows);
            began = System.nanoTime();
            int sealed = model.flush();
            print(
                    "{\"decisionsPerSecond\":%.0f,\"rawInsertsPerSecond\":%.0f,\"bytes\":%d,\"sealedPerSecond\":%.0f}",
                    ours, byHand, rows.get(0).body().length, sealed / seconds(began));
        }
    }

    @Test
    void intoFiles() throws Exception {
        FailingStore store = FailingStore.around(new InMemoryGovernanceStore());
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Counter.promote(governance, directory);
            try (GovernedModel model =
                    governance.govern(Counter.MODEL, Counter.LOADER, options(WhenFull.SPILL, 10_000))) {
                rush(model, DECISIONS).calls(DECISIONS / 4);
                model.flush();
                store.down(true);
                long began = System.nanoTime();
                Rush rush = rush(model, DECISIONS).calls(DECISIONS);
                double journalled = model.tally().spilled() / seconds(began);
                assertEquals(DECISIONS, rush.served());
                store.down(false);
                began = System.nanoTime();
                Rush.untilStored(model, DECISIONS + DECISIONS / 4);
                double recovered = DECISIONS / seconds(began);
                began = System.nanoTime();
                try (FileSink sink = FileSink.in(directory.resolve("out"), 64 << 20);
                        Delivery delivery = governance.deliver(Counter.MODEL, sink)) {
                    delivery.deliver();
                    assertEquals(DECISIONS + DECISIONS / 4, delivery.delivered());
                }
                print(
                        "{\"journalledPerSecond\":%.0f,\"recoveredPerSecond\":%.0f,\"deliveredToFilesPerSecond\":%.0f}",
                        journalled, recovered, (DECISIONS + DECISIONS / 4) / seconds(began));
            }
        }
    }

    @Test
    void whatCallersFeelOfADatabaseThatIsFrozen() throws Exception {
        try (Governance governance = GovernanceEngine.builder()
                        .store(JdbcGovernanceStore.of(pool))
                        .build();
                GovernedModel model =
                        governance.govern(Counter.MODEL, Counter.LOADER, options(WhenFull.REFUSE, 1 << 20))) {
            long brief = TimeUnit.SECONDS.toNanos(Math.min(FROZEN, CALM));
            long duration = TimeUnit.SECONDS.toNanos(FROZEN);
            int most = (int) (duration / PERIOD) + 1;
            rush(model, most).every(PERIOD, brief);
            Rush before = rush(model, most).every(PERIOD, brief);
            server.freeze();
            Rush frozen;
            try {
                frozen = rush(model, most).every(PERIOD, duration);
            } finally {
                server.thaw();
            }
            Rush after = rush(model, most).every(PERIOD, brief);
            assertEquals(0, before.refused() + frozen.refused() + after.refused());
            print(
                    "{\"seconds\":%d,\"p50Before\":%.1f,\"p50Frozen\":%.1f,\"p99Before\":%.1f,\"p99Frozen\":%.1f,"
                            + "\"p99After\":%.1f,\"p999Before\":%.1f,\"p999Frozen\":%.1f}",
                    FROZEN,
                    before.micros(0.5),
                    frozen.micros(0.5),
                    before.micros(0.99),
                    frozen.micros(0.99),
                    after.micros(0.99),
                    before.micros(0.999),
                    frozen.micros(0.999));
        }
    }

    private static void print(String format, Object... figures) {
        System.out.println(String.format(Locale.ROOT, format, figures));
    }
}
