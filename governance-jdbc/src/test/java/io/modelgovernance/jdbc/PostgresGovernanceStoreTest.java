package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;

class PostgresGovernanceStoreTest extends StoreContracts<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.postgres();
    }
}
