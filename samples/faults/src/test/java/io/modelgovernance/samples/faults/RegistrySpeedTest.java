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
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The past of a model with many moves beside its present, and searches of many versions beside SQL written by hand for a
 * typed table with indexes for nothing else, on PostgreSQL. Lines of JSON. As a test it asks for the past alone, of few moves,
 * and asserts no figure, only that the answers are right: {@code -Dspeed.moves=100000 -Dspeed.versions=1000000 -Dspeed.asks=200} measures.
 */
class RegistrySpeedTest {
    private static final int MOVES = Integer.getInteger("speed.moves", 200);
    private static final int VERSIONS = Integer.getInteger("speed.versions", 0);
    private static final int ASKS = Integer.getInteger("speed.asks", 3);

    @TempDir
    Path directory;

    private final Random random = new Random(7);

    @Test
    void thePastAndTheMany() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        try (Server server = new Server(directory.resolve("data"))) {
            config.setDataSource(server.direct());
            try (HikariDataSource pool = new HikariDataSource(config)) {
                JdbcSchema.install(pool);
                JdbcGovernanceStore store = JdbcGovernanceStore.of(pool);
                try (Governance governance =
                        GovernanceEngine.builder().store(store).build()) {
                    execute(pool, RegistryRows.moves(MOVES));
                    past(governance);
                    if (VERSIONS > 0) {
                        execute(pool, RegistryRows.versions(VERSIONS));
                        search(pool, governance);
                    }
                }
            }
        }
    }

    private static void execute(DataSource pool, List<String> statements) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private void past(Governance governance) throws Exception {
        var registry = governance.registry();
        VersionId one = new VersionId(RegistryRows.MODEL, 1);
        for (String when : List.of("now", "position", "instant")) {
            List<Double> champion = new ArrayList<>();
            List<Double> all = new ArrayList<>();
            List<Double> stage = new ArrayList<>();
            for (int i = -ASKS; i < ASKS; i++) {
                int position = 1 + random.nextInt(MOVES);
                AsOf asOf = when.equals("now")
                        ? AsOf.now()
                        : when.equals("position")
                                ? AsOf.position(position)
                                : AsOf.instant(Instant.EPOCH.plusSeconds(position));
                int revision = when.equals("now") ? MOVES : position;
                champion.add(time(() -> assertRevision(
                        revision,
                        registry.alias(RegistryRows.MODEL, "champion", asOf)
                                .orElseThrow()
                                .revision())));
                all.add(time(() -> assertRevision(
                        revision,
                        registry.aliases(RegistryRows.MODEL, asOf).get(0).revision())));
                stage.add(time(() -> {
                    assertEquals("production", registry.stage(one, asOf));
                    return true;
                }));
            }
            System.out.printf(
                    Locale.ROOT,
                    "{\"moves\":%d,\"asOf\":\"%s\",\"championMs\":%.3f,\"aliasesMs\":%.3f,\"stageMs\":%.3f}%n",
                    MOVES,
                    when,
                    median(champion),
                    median(all),
                    median(stage));
        }
    }

    private static boolean assertRevision(long expected, long actual) {
        assertEquals(expected, actual);
        return true;
    }

    /** What is asked, and the condition of the typed table that asks the same. */
    private record Question(String name, String filter, String byHand) {}

    private Question question(int kind) {
        String team = "team-" + random.nextInt(RegistryRows.TEAMS);
        double auc = Math.round(1e6 * (0.6 + 0.35 * random.nextDouble())) / 1e6;
        return switch (kind) {
            case 0 ->
                new Question(
                        "a team and a metric",
                        "tag.team = '" + team + "' and metric.auc >= " + auc,
                        "team = '" + team + "' and auc >= " + auc);
            case 1 ->
                new Question(
                        "a metric, few",
                        "metric.auc >= " + auc + " and metric.auc < " + (auc + 1e-4),
                        "auc >= " + auc + " and auc < " + (auc + 1e-4));
            case 2 -> new Question("a metric, many", "metric.auc >= " + auc, "auc >= " + auc);
            default ->
                new Question(
                        "a team, a stage and a metric",
                        "stage = 'production' and tag.team = '" + team + "' and metric.auc < " + auc,
                        "stage = 'production' and team = '" + team + "' and auc < " + auc);
        };
    }

    private void search(DataSource pool, Governance governance) throws Exception {
        for (int kind = 0; kind < 4; kind++) {
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            long found = 0;
            String name = "";
            for (int i = -ASKS; i < ASKS; i++) {
                Question question = question(kind);
                name = question.name();
                List<VersionId> here = new ArrayList<>();
                List<VersionId> there = new ArrayList<>();
                ours.add(time(() -> here.addAll(
                        governance.catalogue().search(CatalogueQuery.where(question.filter())).items().stream()
                                .map(Listing::version)
                                .toList())));
                theirs.add(time(() -> there.addAll(byHand(pool, question))));
                assertEquals(there, here, question::toString);
                found += here.size();
            }
            assertTrue(found > 0 || VERSIONS < 10_000, name);
            System.out.printf(
                    Locale.ROOT,
                    "{\"versions\":%d,\"search\":\"%s\",\"found\":%.1f,\"ms\":%.2f,\"p95Ms\":%.2f,\"handWrittenMs\":%.2f}%n",
                    VERSIONS,
                    name,
                    found / (2.0 * ASKS),
                    median(ours),
                    quantile(ours, 0.95),
                    median(theirs));
        }
    }

    private static List<VersionId> byHand(DataSource pool, Question question) throws SQLException {
        List<VersionId> found = new ArrayList<>();
        try (Connection connection = pool.getConnection();
                PreparedStatement select = connection.prepareStatement("select model, number, body from by_hand where "
                        + question.byHand() + " order by model, number limit 101");
                ResultSet row = select.executeQuery()) {
            while (row.next() && found.size() < 100) {
                assertTrue(row.getBytes(3).length > 0);
                found.add(new VersionId(row.getString(1), row.getInt(2)));
            }
        }
        return found;
    }

    private static double time(Callable<Boolean> work) throws Exception {
        long start = System.nanoTime();
        boolean unused = work.call();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Of the second half: the first is warm-up. */
    private static double median(List<Double> values) {
        return quantile(values, 0.5);
    }

    private static double quantile(List<Double> values, double share) {
        double[] sorted = values.subList(values.size() / 2, values.size()).stream()
                .mapToDouble(value -> value)
                .sorted()
                .toArray();
        return sorted[(int) (share * (sorted.length - 1))];
    }
}
