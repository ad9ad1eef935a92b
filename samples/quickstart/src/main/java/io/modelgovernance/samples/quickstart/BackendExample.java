package io.modelgovernance.samples.quickstart;

import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;

/** docs/backends.md: the same on a database. */
public final class BackendExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        // snippet: backends
        var dataSource = new JdbcDataSource(); // yours: a pool, H2, PostgreSQL
        dataSource.setURL("jdbc:h2:file:" + directory.resolve("governance") + ";WRITE_DELAY=0");
        JdbcSchema.install(dataSource); // or run what JdbcSchema.print("H2") gives
        for (int start = 1; start <= 2; start++) {
            try (var governance = GovernanceEngine.builder()
                    .store(JdbcGovernanceStore.of(dataSource))
                    .build()) {
                Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
                System.out.println(
                        "start " + start + ": " + governance.audit().verify().entries() + " entries, intact");
            }
        }
        // end
    }
}
