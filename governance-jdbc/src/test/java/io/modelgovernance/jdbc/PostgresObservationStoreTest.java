package io.modelgovernance.jdbc;

import io.modelgovernance.tck.ObservationStoreContract;
import io.modelgovernance.tck.StoreFixture;

class PostgresObservationStoreTest extends ObservationStoreContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.postgres());
    }
}
