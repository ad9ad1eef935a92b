package io.modelgovernance.jdbc;

import io.modelgovernance.tck.PrunableObservationContract;
import io.modelgovernance.tck.StoreFixture;

class H2PruningTest extends PrunableObservationContract<JdbcGovernanceStore> {
    @Override
    protected StoreFixture<JdbcGovernanceStore> fixture() {
        return JdbcFixture.h2();
    }
}
