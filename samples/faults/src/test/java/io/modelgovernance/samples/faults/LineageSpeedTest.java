package io.modelgovernance.samples.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lineage questions on a PostgreSQL and an H2 that hold a large graph, beside recursive SQL written by hand, in the same run: in two
 * ways for a lean table of its own, and for our own table; then the decisions of a version out of many. Lines of JSON. As a test the graph is small
 * and no figure is asserted, only that both give the same edges: {@code -Dspeed.nodes=1000000 -Dspeed.decisions=1000000
 * -Dspeed.warm=12000 -Dspeed.rounds=15} measures.
 */
class LineageSpeedTest {
    private static final int NODES = Integer.getInteger("speed.nodes", 400);
    private static final int DECISIONS = Integer.getInteger("speed.decisions", 2_000);
    private static final int ROUNDS = Integer.getInteger("speed.rounds", 1);
    private static final int WARM = Integer.getInteger("speed.warm", 10);
    private static final int[] DEPTHS = Stream.of(
                    System.getProperty("speed.depths", "1,3,6,8").split(",", -1))
            .mapToInt(Integer::parseInt)
            .toArray();
    private static final int STARTS = 20;
    /** Questions of so few steps, which are quick, are asked more often. */
    private static final int NEAR = 3;

    private static final int OFTEN = 10;
    private static final VersionId VERSION = new VersionId("credit-risk", 1);

    @TempDir
    Path directory;

    private HikariDataSource pool(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        config.setDataSource(source);
        return new HikariDataSource(config);
    }

    @Test
    void onPostgres() throws Exception {
        try (Server server = new Server(directory.resolve("data"));
                HikariDataSource pool = pool(server.direct())) {
            measure("postgresql", pool, LineageRows.postgres());
        }
    }

    @Test
    void onH2() throws Exception {
        org.h2.jdbcx.JdbcDataSource source = new org.h2.jdbcx.JdbcDataSource();
        source.setURL("jdbc:h2:file:" + directory.resolve("lineage") + ";CACHE_SIZE=1000000");
        try (HikariDataSource pool = pool(source)) {
            measure("h2", pool, LineageRows.h2());
        }
    }

    private static void measure(String database, HikariDataSource pool, LineageRows rows) throws Exception {
        JdbcSchema.install(pool);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(pool);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : rows.graph(NODES)) {
                statement.execute(sql);
            }
        }
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            warm(pool, governance, rows.ascii());
            walks(database, pool, governance, rows.ascii(), "alone");
            if (DECISIONS == 0) {
                return;
            }
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : rows.decisions(DECISIONS)) {
                    statement.execute(sql);
                }
            }
            walks(database, pool, governance, rows.ascii(), "beside " + DECISIONS + " decisions");
            decisions(database, governance);
        }
    }

    /** A process that has run for a while: until then the compiler is measured, and whose code is longer. */
    private static void warm(DataSource pool, Governance governance, String ascii) throws Exception {
        Random random = new Random(5);
        HandWrittenLineage lean = new HandWrittenLineage(pool, ascii, HandWrittenLineage.LEAN, true);
        HandWrittenLineage edgewise = new HandWrittenLineage(pool, ascii, HandWrittenLineage.LEAN, false);
        HandWrittenLineage same = new HandWrittenLineage(pool, ascii, HandWrittenLineage.OURS, true);
        for (int i = 0; i < WARM; i++) {
            for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
                int depth = 1 + i % 4;
                Lineage unused = governance.lineage().trace(trace(start(random, direction), direction, depth));
                for (HandWrittenLineage peer : List.of(lean, edgewise, same)) {
                    HandWrittenLineage.Answer unusedToo = peer.ask(start(random, direction), direction, depth);
                }
            }
        }
    }

    private static Trace trace(Node start, Direction direction, int depth) {
        return (direction == Direction.UPSTREAM ? Trace.upstream(start) : Trace.downstream(start))
                .depth(depth)
                .limit(1_000_000);
    }

    private static void walks(String database, DataSource pool, Governance governance, String ascii, String when)
            throws Exception {
        List<HandWrittenLineage> peers = List.of(
                new HandWrittenLineage(pool, ascii, HandWrittenLineage.LEAN, true),
                new HandWrittenLineage(pool, ascii, HandWrittenLineage.LEAN, false),
                new HandWrittenLineage(pool, ascii, HandWrittenLineage.OURS, true));
        for (Direction direction : List.of(Direction.UPSTREAM, Direction.DOWNSTREAM)) {
            for (int depth : DEPTHS) {
                Random random = new Random(7);
                int rounds = ROUNDS * STARTS * (ROUNDS > 1 && depth <= NEAR ? OFTEN : 1);
                List<Node> starts = Stream.generate(() -> start(random, direction))
                        .limit(rounds)
                        .toList();
                List<List<Double>> times = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                        .limit(1 + peers.size())
                        .toList();
                int[] edges = {0};
                for (int round = 0; round < rounds; round++) {
                    List<Runnable> order = new ArrayList<>();
                    Trace trace = trace(starts.get(round), direction, depth);
                    order.add(() -> times.get(0).add(time(() -> {
                        edges[0] += governance.lineage().trace(trace).edges().size();
                        return true;
                    })));
                    for (int peer = 0; peer < peers.size(); peer++) {
                        List<Double> its = times.get(1 + peer);
                        HandWrittenLineage byHand = peers.get(peer);
                        Node other = starts.get((round + (peer + 1) * rounds / 4) % rounds);
                        order.add(() -> its.add(time(() -> byHand.ask(other, direction, depth) != null)));
                    }
                    Collections.shuffle(order, random);
                    order.forEach(Runnable::run);
                }
                for (Node start : starts.subList(0, STARTS)) {
                    Lineage found = governance.lineage().trace(trace(start, direction, depth));
                    for (HandWrittenLineage peer : peers) {
                        assertSame(found, peer.ask(start, direction, depth));
                    }
                }
                double ours = median(times.get(0));
                System.out.printf(
                        Locale.ROOT,
                        "{\"database\":\"%s\",\"question\":\"%s\",\"when\":\"%s\",\"nodes\":%d,\"depth\":%d,"
                                + "\"edges\":%.1f,\"ms\":%.3f,\"leanMs\":%.3f,\"leanEdgewiseMs\":%.3f,\"sameTableMs\":%.3f,"
                                + "\"ofLean\":%.2f,\"ofSameTable\":%.2f}%n",
                        database,
                        direction,
                        when,
                        NODES,
                        depth,
                        edges[0] / (double) rounds,
                        ours,
                        median(times.get(1)),
                        median(times.get(2)),
                        median(times.get(3)),
                        ours / Math.min(median(times.get(1)), median(times.get(2))),
                        ours / median(times.get(3)));
            }
        }
    }

    private static void assertSame(Lineage ours, HandWrittenLineage.Answer byHand) {
        assertEquals(new HashSet<>(byHand.edges()), new HashSet<>(ours.edges()));
        assertEquals(ours.truncated(), byHand.more());
    }

    /**
     * All sides are asked of the same starts, each at another time, for what one has read lies ready for the next; and in another
     * order each time: in one that stays, who comes after his like finds the processor's caches full of what he needs.
     */
    private static Node start(Random random, Direction direction) {
        int id = random.nextInt(NODES / 2, NODES);
        return new Node(Node.DATASET, "n" + (direction == Direction.UPSTREAM ? id : id - NODES / 2));
    }

    private static void decisions(String database, Governance governance) throws Exception {
        List<Double> counts = new ArrayList<>();
        List<Double> pages = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            counts.add(time(() -> {
                assertEquals(DECISIONS, governance.recalls().count(VERSION));
                return true;
            }));
            pages.add(time(() -> {
                assertEquals(
                        100,
                        governance
                                .recalls()
                                .decisions(VERSION, Optional.empty(), 100)
                                .items()
                                .size());
                return true;
            }));
        }
        System.out.printf(
                Locale.ROOT,
                "{\"database\":\"%s\",\"decisions\":%d,\"countMs\":%.1f,\"firstPageOf100Ms\":%.1f}%n",
                database,
                DECISIONS,
                median(counts),
                median(pages));
    }

    private static double time(Callable<Boolean> work) {
        long start = System.nanoTime();
        try {
            boolean unused = work.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElse(Double.NaN);
    }
}
