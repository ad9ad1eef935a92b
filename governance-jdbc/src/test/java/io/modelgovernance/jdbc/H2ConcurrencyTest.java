package io.modelgovernance.jdbc;

import io.modelgovernance.tck.ConcurrencyContract;
import io.modelgovernance.tck.StoreFixture;

class H2ConcurrencyTest extends ConcurrencyContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return new JdbcFixture(Databases.h2());
    }
}
