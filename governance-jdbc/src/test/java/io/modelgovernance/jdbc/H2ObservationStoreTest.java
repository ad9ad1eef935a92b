package io.modelgovernance.jdbc;

import io.modelgovernance.tck.ObservationStoreContract;
import io.modelgovernance.tck.StoreFixture;

class H2ObservationStoreTest extends ObservationStoreContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.h2());
    }
}
