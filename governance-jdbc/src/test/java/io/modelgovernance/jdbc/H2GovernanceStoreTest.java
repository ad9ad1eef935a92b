package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;

class H2GovernanceStoreTest extends StoreContracts<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.h2();
    }
}
