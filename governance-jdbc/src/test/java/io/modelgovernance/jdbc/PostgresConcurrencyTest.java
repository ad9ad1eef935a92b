package io.modelgovernance.jdbc;

import io.modelgovernance.tck.ConcurrencyContract;
import io.modelgovernance.tck.StoreFixture;

class PostgresConcurrencyTest extends ConcurrencyContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.postgres());
    }
}
