package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a risk officer reads in SQL is what the engine wrote. */
class ViewsTest {
    private static final String LEDGER = "views";

    @TempDir
    Path directory;

    static Stream<DataSource> databases() {
        return Stream.of(Databases.h2(), Databases.postgres());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void showWhatTheEngineWrote(DataSource database) throws Exception {
        Path file = Files.writeString(directory.resolve("model.txt"), "1");
        try (RealRegistry real = new RealRegistry(JdbcGovernanceStore.of(database, LEDGER), file)) {
            var registry = real.governance.registry();
            VersionId version = registry.register(
                            RealRegistry.actor("ana"),
                            "credit-risk",
                            Candidate.of(file),
                            FeatureSchema.of(Feature.numeric("income", 0, 1)))
                    .id();
            real.governance.catalogue().label(RealRegistry.actor("ana"), version, "1.0.0");
            registry.request(RealRegistry.actor("ana"), version, "production", "please");
            registry.approve(RealRegistry.actor("ben"), version, "one");
            registry.approve(RealRegistry.actor("cleo"), version, "two");
        }
        assertEquals(
                List.of("credit-risk|credit-risk:1|production|ACTIVE|1.0.0|cleo"),
                ask(database, "select model, version, stage, status, label, changed_by from gov_versions"));
        assertEquals(
                List.of("credit-risk:1|registered|production|COMMITTED|ana"),
                ask(database, "select version, from_stage, to_stage, status, requested_by from gov_requests"));
        assertEquals(List.of("credit-risk:1"), ask(database, "select version from gov_champions"));
        assertEquals(List.of("5"), ask(database, "select count(*) from gov_acts"));
    }

    private static List<String> ask(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql + " where ledger = ?")) {
            select.setString(1, LEDGER);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        }
    }
}
