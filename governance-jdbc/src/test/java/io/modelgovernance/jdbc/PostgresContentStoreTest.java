package io.modelgovernance.jdbc;

import io.modelgovernance.tck.ContentStoreContract;
import io.modelgovernance.tck.StoreFixture;

class PostgresContentStoreTest extends ContentStoreContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.postgres());
    }
}
