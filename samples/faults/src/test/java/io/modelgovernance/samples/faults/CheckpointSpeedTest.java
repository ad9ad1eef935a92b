package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.audit.FileWitness;
import io.modelgovernance.core.audit.Witnessed;
import io.modelgovernance.core.audit.Witnessing;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.lineage.DatasetVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long an act waits for a signed and witnessed head that covers it, while four threads act as fast as they can on
 * PostgreSQL. A line of JSON. As a test it asserts no figure; {@code -Dspeed.acts=10000 -Dspeed.every=9000} measures, with
 * a head every nine seconds.
 */
class CheckpointSpeedTest {
    private static final int ACTS = Integer.getInteger("speed.acts", 20);
    private static final int EVERY = Integer.getInteger("speed.every", 50);
    private static final int THREADS = 4;
    private static final Actor ANA = Actor.human("ana", "developer");

    @TempDir
    Path directory;

    private final List<Double> waits = new CopyOnWriteArrayList<>();
    private long covered;

    @Test
    void theHeadIsNeverFarBehind() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(THREADS + 1);
        try (Server server = new Server(directory.resolve("data"))) {
            config.setDataSource(server.direct());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcSchema.install(pool);
                try (Governance governance = GovernanceEngine.builder()
                        .store(JdbcGovernanceStore.of(pool))
                        .build()) {
                    measure(governance);
                }
            }
        }
    }

    private void measure(Governance governance) throws Exception {
        FileWitness witness = FileWitness.of(directory.resolve("witness"));
        Witnessing witnessing = Witnessing.of(governance.audit(), witness).telling(shown -> waited(governance, shown));
        witnessing.show();
        waits.clear();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        ExecutorService clerks = Executors.newFixedThreadPool(THREADS);
        clock.scheduleAtFixedRate(witnessing, EVERY, EVERY, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        List<Future<?>> work = new ArrayList<>();
        for (int clerk = 0; clerk < THREADS; clerk++) {
            String name = "loans-" + clerk;
            work.add(clerks.submit(() -> {
                for (int i = 0; i < ACTS; i++) {
                    governance.lineage().recordDataset(ANA, dataset(name + "-" + i));
                }
            }));
        }
        for (Future<?> one : work) {
            one.get();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        clock.shutdown();
        assertTrue(clock.awaitTermination(1, TimeUnit.MINUTES));
        clerks.shutdown();
        witnessing.run();
        assertEquals(
                governance.audit().size(), witnessing.anchored().orElseThrow().size());
        assertTrue(governance.audit().verify().intact());
        System.out.printf(
                Locale.ROOT,
                "{\"actsPerSecond\":%.0f,\"headEveryMillis\":%d,\"heads\":%d,\"longestWaitMillis\":%.0f}%n",
                THREADS * ACTS / seconds,
                EVERY,
                waits.size(),
                waits.stream().mapToDouble(wait -> wait).max().orElseThrow());
    }

    private static DatasetVersion dataset(String name) {
        return new DatasetVersion(
                name,
                "2026-11",
                Digest.of(new byte[] {1}),
                100,
                List.of("income"),
                "bureau",
                "internal",
                DatasetVersion.PersonalData.NONE);
    }

    /** Of the first act that the head before did not cover, the one that waited longest. */
    private void waited(Governance governance, Witnessed shown) {
        Instant now = Instant.now();
        long size = shown.checkpoint().size();
        if (size > covered) {
            Instant first = governance.audit().entries(covered, 1).get(0).recordedAt();
            waits.add(Duration.between(first, now).toNanos() / 1e6);
        }
        covered = size;
    }
}
