package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;

class H2FileGovernanceStoreTest extends StoreContracts<JdbcGovernanceStore> {
    @TempDir
    private static Path directory;

    @AfterAll
    static void shutDown() throws SQLException {
        Databases.execute(Databases.h2Open(directory), "shutdown");
    }

    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.h2File(directory);
    }
}
