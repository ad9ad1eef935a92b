package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Acts and observations a second on a database that flushes each commit, beside acts in hand-written SQL and raw
 * batched inserts of the same bytes in the same run, then observations at a pace ({@code -Dspeed.rate}); one line of JSON. Bodies are as long as the credit sample's decisions are on average. As a test it runs for a moment and asserts no figure: {@code -Dspeed.rounds=10
 * -Dspeed.acts=1000 -Dspeed.batches=40} measures, {@code -Dsoak.database=MariaDB} another database.
 */
@Tag("everywhere")
class StorageSpeedTest {
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 1);
    private static final int ACTS = Integer.getInteger("speed.acts", 10);
    private static final int BATCHES = Integer.getInteger("speed.batches", 2);
    private static final int THREADS = 4;
    private static final int RATE = Integer.getInteger("speed.rate", 20_000);
    private static final int BATCH = Integer.getInteger("speed.batch", 512);
    private static final int BODY = 613;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<Double> latencies = new ArrayList<>();
    private int round;

    private interface Job {
        void run(int thread) throws SQLException;
    }

    /** Seconds that all threads together needed. */
    private static double time(Job job) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        long start = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(threads.submit(() -> {
                job.run(thread);
                return thread;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        threads.shutdown();
        return (System.nanoTime() - start) / 1e9;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[BODY];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<List<Observation>> batches(int thread) {
        List<List<Observation>> batches = new ArrayList<>();
        for (int b = 0; b < BATCHES; b++) {
            List<Observation> batch = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                int number = b * BATCH + i + 1;
                String writer = "w" + round + "-" + thread;
                batch.add(new Observation(
                        "decision/speed", writer, number, writer + "-" + number, Instant.EPOCH, bytes()));
            }
            batches.add(batch);
        }
        return batches;
    }

    private static double raw(DataSource pool, RawRows rows, List<List<List<Observation>>> work) throws Exception {
        return time(thread -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                for (List<Observation> batch : work.get(thread)) {
                    rows.append(connection, batch);
                }
            }
        });
    }

    private double acts(JdbcGovernanceStore store) throws Exception {
        byte[] body = bytes();
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(body, new byte[64], new byte[256]);
        return time(thread -> {
            String scope = "model/" + round + "-" + thread;
            for (int i = 0; i < ACTS; i++) {
                Put put = Put.of(new RecordKey(scope, "finding", "1"), body, List.of());
                store.commit(
                        new ChangeSet(UUID.randomUUID(), Map.of(scope, (long) i), List.of(put), Instant.EPOCH, sealer));
            }
        });
    }

    private double actsByHand(DataSource pool) throws Exception {
        byte[] body = bytes();
        return time(thread -> {
            for (int i = 0; i < ACTS; i++) {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    HandWrittenAct.write(connection, "model/" + round + "-" + thread, i, body);
                }
            }
        });
    }

    private double observations(JdbcGovernanceStore store, List<List<List<Observation>>> work) throws Exception {
        return observations(store, work, 0, latencies);
    }

    /** At a pace in nanoseconds a batch, if it is not 0: a batch that is late through others has waited since it was due. */
    private double observations(
            JdbcGovernanceStore store, List<List<List<Observation>>> work, long pace, List<Double> millis)
            throws Exception {
        return time(thread -> {
            List<Double> mine = new ArrayList<>();
            long due = System.nanoTime();
            for (List<Observation> batch : work.get(thread)) {
                due = pace == 0 ? System.nanoTime() : due + pace;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                store.append(batch);
                mine.add((System.nanoTime() - due) / 1e6);
            }
            synchronized (millis) {
                millis.addAll(mine);
            }
        });
    }

    private List<List<List<Observation>>> work() {
        List<List<List<Observation>>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(batches(thread));
        }
        return work;
    }

    private static double p99(List<Double> millis) {
        millis.sort(null);
        return millis.get((int) (millis.size() * 0.99));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long bytes(DataSource dataSource, String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("select pg_total_relation_size('" + table + "')")) {
            return size.next() ? size.getLong(1) : -1;
        }
    }

    @ParameterizedTest
    @MethodSource("io.modelgovernance.samples.faults.Database#products")
    void actsAndObservationsBesideRawInserts(String product, @TempDir Path data) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(THREADS);
        if (product.equals("H2")) {
            config.setJdbcUrl("jdbc:h2:file:" + data.resolve("speed") + ";WRITE_DELAY=0");
            measure(product, config, "varbinary(16777216)");
            return;
        }
        try (FaultServer server = FaultServer.start(product, data)) {
            assertTrue(server.durable());
            config.setDataSource(server.direct());
            measure(product, config, product.equals("MariaDB") ? "longblob" : "bytea");
        }
    }

    private void measure(String product, HikariConfig config, String bytes) throws Exception {
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcSchema.install(pool);
            JdbcGovernanceStore.of(pool, HandWrittenAct.ledger());
            RawRows plain = RawRows.in(pool, "raw_key", bytes, false);
            RawRows same = RawRows.in(pool, "raw_same", bytes, true);
            report(product, pool, JdbcGovernanceStore.of(pool), plain, same);
        }
    }

    private void report(String product, DataSource pool, JdbcGovernanceStore store, RawRows plain, RawRows same)
            throws Exception {
        double[] act = new double[ROUNDS];
        double[] actOfHand = new double[ROUNDS];
        double[] observation = new double[ROUNDS];
        double[] ofRaw = new double[ROUNDS];
        double[] ofSame = new double[ROUNDS];
        double rows = (double) THREADS * BATCHES * BATCH;
        for (round = 0; round < ROUNDS; round++) {
            double byHand = actsByHand(pool);
            double byStore = acts(store);
            act[round] = THREADS * ACTS / byStore;
            actOfHand[round] = byHand / byStore;
            List<List<List<Observation>>> work = work();
            double rawSeconds = raw(pool, plain, work);
            double seconds = observations(store, work);
            observation[round] = rows / seconds;
            ofRaw[round] = rawSeconds / seconds;
            ofSame[round] = raw(pool, same, work) / seconds;
        }
        List<Double> paced = new ArrayList<>();
        double pacedSeconds = 0;
        for (; round < 2 * ROUNDS; round++) {
            pacedSeconds += observations(store, work(), 1_000_000_000L * THREADS * BATCH / RATE, paced);
        }
        assertEquals((long) ROUNDS * THREADS * ACTS, store.head().position());
        System.out.println(String.format(
                Locale.ROOT,
                "{\"database\":\"%s\",\"actsPerSecond\":%.0f,\"ofHandWritten\":%.2f,\"observationsPerSecond\":%.0f,\"ofRawWithKey\":%.2f,"
                        + "\"ofRawWithSameIndexes\":%.2f,\"batchP99Millis\":%.1f,\"pacedPerSecond\":%.0f,\"pacedP99Millis\":%.1f,\"batch\":%d,\"bodyBytes\":%d,"
                        + "\"threads\":%d,\"bytesPerObservation\":%s,\"rounds\":%d}",
                product,
                median(act),
                median(actOfHand),
                median(observation),
                median(ofRaw),
                median(ofSame),
                p99(latencies),
                rows * ROUNDS / pacedSeconds,
                p99(paced),
                BATCH,
                BODY,
                THREADS,
                product.equals("PostgreSQL")
                        ? Math.round(bytes(pool, "gov_observation") / (2 * rows * ROUNDS))
                        : "null",
                ROUNDS));
    }
}
