package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;
import org.junit.jupiter.api.Tag;

/** The whole contract, at MariaDB's default isolation level, REPEATABLE READ. */
@Tag("mariadb")
class MariaDbGovernanceStoreTest extends StoreContracts<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.mariaDb();
    }
}
