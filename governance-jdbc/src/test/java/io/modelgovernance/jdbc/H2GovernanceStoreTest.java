package io.modelgovernance.jdbc;

import io.modelgovernance.tck.GovernanceStoreContract;
import io.modelgovernance.tck.StoreFixture;

class H2GovernanceStoreTest extends GovernanceStoreContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.h2());
    }
}
