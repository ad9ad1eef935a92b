package io.modelgovernance.jdbc;

import io.modelgovernance.tck.PrunableObservationContract;
import io.modelgovernance.tck.StoreFixture;

class PostgresPruningTest extends PrunableObservationContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.postgres();
    }
}
