package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.h2.tools.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases of every released schema, with data in them, kept as scripts: this version brings each forward, reads what
 * is in it, finds the log intact, and goes on writing. With each release {@code -Dsnapshot=FILE} writes a new one; until
 * the first is out, the one of schema 1 is written anew whenever a form changes.
 */
class ReleasedSchemasTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final int ENTRIES = 4;

    private static DataSource database(String name) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        database.setUser("sa");
        return database;
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void isBroughtForwardReadAndWritten(int version, @TempDir Path directory) throws Exception {
        DataSource database = database("released" + version);
        String script = "schema-" + version + "-h2.sql";
        try (Connection connection = database.getConnection();
                Reader in = new InputStreamReader(
                        Objects.requireNonNull(getClass().getResourceAsStream(script), script),
                        StandardCharsets.UTF_8)) {
            RunScript.execute(connection, in);
        }
        JdbcSchema.install(database);
        JdbcSchema.verify(database);
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(database), file)) {
            AuditReport report = real.governance.audit().verify();
            assertTrue(report.intact(), report.problems()::toString);
            assertEquals(ENTRIES, report.entries());
            String closure =
                    real.governance.risk().findings("credit", AsOf.now()).get(0).closure();
            assertTrue(closure.endsWith("done"), closure);
            work(real, file);
            assertEquals(
                    2, real.governance.registry().versions("credit", AsOf.now()).size());
            assertTrue(real.governance.audit().verify().intact());
        }
    }

    private static void work(RealRegistry real, Path file) {
        VersionId version = real.governance
                .registry()
                .register(RealRegistry.actor("ana"), "credit", Candidate.of(file), SCHEMA)
                .id();
        LocalDate due = LocalDate.of(2030, 1, 1);
        Finding finding = real.governance
                .risk()
                .open(RealRegistry.actor("dora"), version, Finding.Severity.LOW, "wrong", "ana", due);
        real.governance.risk().close(RealRegistry.actor("ben"), "credit", finding.id(), "done");
        real.governance.registry().suspend(RealRegistry.actor("ben"), "credit", "for a while");
    }

    @Test
    @EnabledIfSystemProperty(named = "snapshot", matches = ".+", disabledReason = "only with a release")
    void writeASnapshot(@TempDir Path directory) throws Exception {
        DataSource database = database("snapshot");
        JdbcSchema.install(database);
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(database), file)) {
            work(real, file);
            assertEquals(ENTRIES, real.store.head().position());
        }
        Script.process("jdbc:h2:mem:snapshot", "sa", "", System.getProperty("snapshot"), "NOPASSWORDS NOSETTINGS", "");
    }
}
