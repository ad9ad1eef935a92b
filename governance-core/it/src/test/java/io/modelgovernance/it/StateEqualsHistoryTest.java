package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever changes a record with full rights in SQL is found out, and the record named. */
class StateEqualsHistoryTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final String FINDING = "kind = 'finding' and scope = 'model/credit'";

    private static final DataSource DATABASE = Databases.h2();
    private static final AtomicInteger LEDGERS = new AtomicInteger();

    @TempDir
    Path directory;

    private Path file() throws Exception {
        return Files.writeString(directory.resolve("model.txt"), "1");
    }

    /** Registers, opens and closes findings, promotes, labels: records with several bodies, and with terms. */
    private static void work(RealRegistry real, Path file) {
        var registry = real.governance.registry();
        VersionId version = registry.register(RealRegistry.actor("ana"), "credit", Candidate.of(file), SCHEMA)
                .id();
        for (int i = 0; i < 3; i++) {
            Finding finding = open(real, version, "finding " + i);
            if (i < 2) {
                real.governance.risk().close(RealRegistry.actor("ben"), "credit", finding.id(), "done");
            }
        }
        registry.register(RealRegistry.actor("ana"), "other", Candidate.of(file), SCHEMA);
        Edge feeds = new Edge(
                new Node(Node.SOURCE, "bureau"),
                new Node(Node.DATASET, "loans:1"),
                "feeds",
                "ana",
                Instant.EPOCH,
                Edge.Confidence.DECLARED);
        real.governance.lineage().declare(RealRegistry.actor("ana"), List.of(feeds));
        assertTrue(real.governance.audit().verify().intact());
    }

    private static Finding open(RealRegistry real, VersionId version, String text) {
        return real.governance
                .risk()
                .open(
                        RealRegistry.actor("dora"),
                        version,
                        Finding.Severity.LOW,
                        text,
                        "ana",
                        LocalDate.of(2026, 12, 31));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        current body edited | update gov_record set body = ? where FINDING and valid_from = 6 | is not what entry 6 wrote
        former body edited | update gov_record set body = ? where FINDING and valid_from = 2 | is not what entry 2 wrote
        current body deleted | delete from gov_record where FINDING and valid_from = 6 | of entry 6 is missing
        former body deleted | delete from gov_record where FINDING and valid_from = 4 | of entry 4 is missing
        model deleted | delete from gov_record where kind = 'version' and scope = 'model/other' | of entry 7 is missing
        forged record | insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body) select ledger, scope, 'unheard', id, valid_from, valid_to, body from gov_record where FINDING and valid_from = 6 | is stored but the log did not write it
        forged past | insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body) select ledger, scope, kind, id, 1, 2, body from gov_record where FINDING and valid_from = 2 | is stored but the log did not write it
        forged future | insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body) select ledger, scope, kind, 'x', 1000, NOW, body from gov_record where FINDING and valid_from = 6 | is stored from entry 1000 on, which is not written
        hidden | update gov_record set valid_to = 7 where FINDING and valid_from = 6 | of entry 6 is stored until entry 7 but the log says now
        hidden by the future | update gov_record set valid_to = 1000 where FINDING and valid_from = 6 | is stored until entry 1000, which is not written
        opened again | update gov_record set valid_to = NOW where FINDING and valid_from = 2 | of entry 2 is stored until now but the log says entry 3
        ended early | update gov_record set valid_to = 1 where FINDING and valid_from = 2 | of entry 2 is stored until entry 1 but the log says entry 3
        moved in time | update gov_record set valid_from = 5 where FINDING and valid_from = 6 | is stored but the log did not write it
        renamed | update gov_record set id = 'x' where FINDING and valid_from = 6 | of entry 6 is missing
        given to another model | update gov_record set scope = 'model/other' where FINDING and valid_from = 6 | of entry 6 is missing
        term deleted | delete from gov_term where kind = 'listing' and scope = 'model/other' and valid_to = NOW | is found by other terms than entry 7 wrote
        term added | insert into gov_term select ledger, kind, 'planted', term, scope, id, valid_from, valid_to from gov_term where kind = 'listing' and scope = 'model/other' and valid_to = NOW and name = (select min(name) from gov_term where kind = 'listing') | is found by other terms than entry 7 wrote
        term changed | update gov_term set term = 'planted' where kind = 'listing' and scope = 'model/other' and valid_to = NOW and name = (select min(name) from gov_term where kind = 'listing') | is found by other terms than entry 7 wrote
        term outlives its record | update gov_term set valid_to = 1000 where kind = 'listing' and scope = 'model/other' and valid_to = NOW | is found by other terms than entry 7 wrote
        link bent | update gov_record set link_to = 'dataset/loans:2' where kind = 'edge' | is found by other terms than entry 8 wrote
        link hidden | update gov_record set link_from = null, link_to = null where kind = 'edge' | is found by other terms than entry 8 wrote
        note bent | update gov_record set link_note = 'x' where kind = 'edge' | is found by other terms than entry 8 wrote
        note hidden | update gov_record set link_note = null where kind = 'edge' | is found by other terms than entry 8 wrote
        note planted | update gov_record set link_note = 'x' where FINDING and valid_from = 6 | is found by other terms than entry 6 wrote
        link planted | update gov_record set link_from = 'source/x', link_to = 'dataset/y:1' where FINDING and valid_from = 6 | is found by other terms than entry 6 wrote
        """)
    void everyKindOfTamperingIsNamed(String what, String sql, String problem) throws Exception {
        String ledger = "tampered" + LEDGERS.incrementAndGet();
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(DATABASE, ledger), file())) {
            work(real, file());
            change(
                    DATABASE,
                    sql.replace("FINDING", FINDING)
                            .replace("where ", "where ledger = '" + ledger + "' and ")
                            .replace("NOW", Long.toString(Long.MAX_VALUE)));
            AuditReport report = real.governance.audit().verify();
            assertFalse(report.intact(), what);
            assertTrue(report.problems().get(0).contains(problem), () -> what + ": " + report.problems());
        }
    }

    private static void change(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                statement.setBytes(1, "{}".getBytes(StandardCharsets.UTF_8));
            }
            assertTrue(statement.executeUpdate() > 0, sql);
        }
    }

    @Test
    void theEarliestDifferenceComesFirst() throws Exception {
        DataSource database = Databases.h2();
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(database), file())) {
            work(real, file());
            change(database, "update gov_record set body = ? where " + FINDING);
            AuditReport report = real.governance.audit().verify();
            assertEquals(5, report.problems().size());
            assertTrue(report.problems().get(0).endsWith("is not what entry 2 wrote."), report.problems()::toString);
            assertTrue(report.problems().get(4).endsWith("is not what entry 6 wrote."), report.problems()::toString);
        }
    }

    /** What is written while the check runs is neither missed nor a false alarm. */
    @Test
    void aDatabaseInUseIsCheckedToo() throws Exception {
        try (RealRegistry real = new RealRegistry(Databases.postgresLedger(), file())) {
            work(real, file());
            AtomicBoolean open = new AtomicBoolean(true);
            CompletableFuture<Integer> acts = CompletableFuture.supplyAsync(() -> {
                int made = 0;
                while (open.get()) {
                    Finding finding = open(real, new VersionId("credit", 1), "live " + made);
                    real.governance.risk().close(RealRegistry.actor("ben"), "credit", finding.id(), "done");
                    made++;
                }
                return made;
            });
            for (int i = 0; i < 20; i++) {
                AuditReport report = real.governance.audit().verify();
                assertTrue(report.intact(), report.problems()::toString);
            }
            open.set(false);
            int made = acts.get();
            assertTrue(made > 0);
            assertEquals(
                    3 + made,
                    real.governance.risk().findings("credit", AsOf.now()).size());
        }
    }
}
