package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promotions a second through all gates of the standard policy on a PostgreSQL that flushes each commit, from eight
 * threads: each thread its own models, beside the same by hand, then all of them one model. A promotion is the deciding vote: it reads the
 * evidence, moves stage and alias, and has its audit entry. Lines of JSON. As a test it is short and asserts no figure,
 * only that nothing is lost: {@code -Dspeed.promotions=200 -Dspeed.rounds=5} measures.
 */
class PromotionSpeedTest {
    private static final int PROMOTIONS = Integer.getInteger("speed.promotions", 2);
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 1);
    private static final int THREADS = 8;

    @TempDir
    Path directory;

    @Test
    void apartAndOnOneModel() throws Exception {
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(THREADS);
        try (Server server = new Server(directory.resolve("data"))) {
            assertTrue(server.durable());
            config.setDataSource(server.direct());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcSchema.install(pool);
                try (Governance governance = GovernanceEngine.builder()
                        .store(JdbcGovernanceStore.of(pool))
                        .build()) {
                    Promotions promotions = new Promotions(governance, file);
                    promotions.data();
                    HandWrittenPromotions byHand = new HandWrittenPromotions(pool);
                    for (int round = 0; round < ROUNDS; round++) {
                        apart(promotions, round);
                        byHand(byHand, round);
                        together(promotions, "contended-" + round);
                    }
                    assertTrue(governance.audit().verify().intact());
                }
            }
        }
    }

    private static void apart(Promotions promotions, int round) throws Exception {
        List<List<VersionId>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<VersionId> mine = new ArrayList<>();
            for (int i = 0; i < PROMOTIONS; i++) {
                mine.add(promotions.ready("model-" + round + "-" + thread + "-" + i));
            }
            work.add(mine);
        }
        report("each its own model", work, promote(promotions.governance(), work));
        for (List<VersionId> mine : work) {
            for (VersionId version : mine) {
                Alias champion = promotions
                        .governance()
                        .registry()
                        .alias(version.model(), "champion", AsOf.now())
                        .orElseThrow();
                assertEquals(version, champion.version());
            }
        }
    }

    private static void byHand(HandWrittenPromotions peer, int round) throws Exception {
        List<List<String>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(peer.ready("by-hand-" + round + "-" + thread + "-", PROMOTIONS));
        }
        report("by hand, each its own model", work, inThreads(work, peer::promote));
    }

    /** Every promotion has its place in the alias's history, and the last one holds it. */
    private static void together(Promotions promotions, String model) throws Exception {
        List<List<VersionId>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<VersionId> mine = new ArrayList<>();
            for (int i = 0; i < Math.max(1, PROMOTIONS / 10); i++) {
                mine.add(promotions.ready(model));
            }
            work.add(mine);
        }
        report("all one model", work, promote(promotions.governance(), work));
        List<Alias> history = promotions.governance().registry().aliasHistory(model, "champion");
        List<VersionId> all = work.stream()
                .flatMap(List::stream)
                .sorted(java.util.Comparator.comparing(VersionId::number))
                .toList();
        assertEquals(
                LongStream.rangeClosed(1, all.size()).boxed().toList(),
                history.stream().map(Alias::revision).toList());
        assertEquals(
                all,
                history.stream()
                        .map(Alias::version)
                        .sorted(java.util.Comparator.comparing(VersionId::number))
                        .toList());
        for (VersionId version : all) {
            assertEquals("production", promotions.governance().registry().stage(version, AsOf.now()));
        }
        Alias last = history.get(history.size() - 1);
        assertEquals(
                last,
                promotions
                        .governance()
                        .registry()
                        .alias(model, "champion", AsOf.now())
                        .orElseThrow());
    }

    private static double promote(Governance governance, List<List<VersionId>> work) throws Exception {
        return inThreads(work, version -> {
            TransitionRequest done = governance.registry().approve(Promotions.BEN, version, "validated");
            assertEquals(TransitionRequest.Status.COMMITTED, done.status());
        });
    }

    private interface Promotion<T> {
        void of(T version) throws Exception;
    }

    /** Seconds that all threads together needed. */
    private static <T> double inThreads(List<List<T>> work, Promotion<T> promotion) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long start = System.nanoTime();
            List<Future<?>> all = new ArrayList<>();
            for (List<T> mine : work) {
                all.add(threads.submit(() -> {
                    for (T version : mine) {
                        promotion.of(version);
                    }
                    return mine;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> void report(String what, List<List<T>> work, double seconds) {
        int promotions = work.stream().mapToInt(List::size).sum();
        System.out.println(String.format(
                Locale.ROOT,
                "{\"promotions\":\"%s\",\"threads\":%d,\"count\":%d,\"perSecond\":%.0f,\"millisEach\":%.2f}",
                what,
                THREADS,
                promotions,
                promotions / seconds,
                seconds * 1_000 * THREADS / promotions));
    }
}
