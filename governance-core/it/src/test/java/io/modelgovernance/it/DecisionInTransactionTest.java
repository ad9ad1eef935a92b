package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loan and the decision about it, in one transaction of the application's: both are there, or neither. */
class DecisionInTransactionTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final Call CALL = new Call(RealRegistry.actor("ana"), "loans");
    private static final int THREADS = 4;
    private static final int LOANS = 60;

    @TempDir
    Path directory;

    @Test
    void onH2() throws Exception {
        DataSource database = Databases.h2();
        together(database, JdbcGovernanceStore.of(database));
    }

    @Test
    void onPostgres() throws Exception {
        together(Databases.postgres(), Databases.postgresLedger());
    }

    @Test
    @Tag("mariadb")
    void onMariaDb() throws Exception {
        together(Databases.mariaDb(), Databases.mariaDbLedger());
    }

    private GovernedModel govern(Governance governance) throws Exception {
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        VersionId version = governance
                .registry()
                .register(
                        RealRegistry.actor("ana"),
                        "credit",
                        Candidate.of(file)
                                .withRule(DecisionRule.declineFrom(0.5))
                                .withPurposes("loans"),
                        SCHEMA)
                .id();
        governance.registry().request(RealRegistry.actor("ana"), version, "production", "please");
        governance.registry().approve(RealRegistry.actor("ben"), version, "one");
        governance.registry().approve(RealRegistry.actor("cleo"), version, "two");
        return governance.govern(
                "credit",
                (loaded, files) -> (rows, n, out) -> System.arraycopy(rows, 0, out, 0, n),
                ServingOptions.defaults());
    }

    private void together(DataSource database, JdbcGovernanceStore store) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table loan (decision varchar(60) not null primary key)");
        }
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(2, Set.of("validator"), Duration.ofDays(1), false));
        }
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (Governance governance = GovernanceEngine.builder()
                        .store(store)
                        .policy(new Policy("none/1", Map.of(), tiers, true))
                        .build();
                GovernedModel model = govern(governance)) {
            List<Callable<Boolean>> desks = new ArrayList<>();
            for (int desk = 0; desk < THREADS; desk++) {
                int number = desk;
                desks.add(() -> lend(database, store, model, number));
            }
            for (Future<Boolean> desk : pool.invokeAll(desks)) {
                assertTrue(desk.get());
            }
            model.flush();
            Set<String> loans = loans(database);
            assertEquals(THREADS * LOANS * 2 / 3, loans.size());
            assertEquals(loans, decisions(store));
            assertEquals(loans.size(), governance.recalls().count(model.permitted()));
            assertEquals(loans.size(), model.tally().stored());
            assertEquals(List.of(), store.writers("joined/credit"));
            assertTrue(governance.audit().verify().intact());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Every third customer goes away after the decision; flushes come in between. */
    private static boolean lend(DataSource database, JdbcGovernanceStore store, GovernedModel model, int desk)
            throws SQLException {
        for (int i = 0; i < LOANS; i++) {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                Verdict verdict = model.joining(store.joining(connection)).judge(CALL, new double[] {0.25});
                assertInstanceOf(Decision.Served.class, verdict);
                statement.execute("insert into loan (decision) values ('" + verdict.id() + "')");
                if (i % 20 == desk) {
                    model.flush();
                }
                if (i % 3 == 2) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                connection.setAutoCommit(true);
            }
        }
        return true;
    }

    private static Set<String> loans(DataSource database) throws SQLException {
        Set<String> loans = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select decision from loan")) {
            while (row.next()) {
                loans.add(row.getString(1));
            }
        }
        return loans;
    }

    private static Set<String> decisions(JdbcGovernanceStore store) {
        Set<String> decisions = new HashSet<>();
        for (String writer : store.writers("decision/credit")) {
            store.read("decision/credit", writer, 0, 10_000).forEach(one -> decisions.add(one.id()));
        }
        return decisions;
    }
}
