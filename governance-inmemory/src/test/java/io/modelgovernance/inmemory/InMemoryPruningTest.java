package io.modelgovernance.inmemory;

import io.modelgovernance.tck.PrunableObservationContract;
import io.modelgovernance.tck.StoreFixture;

class InMemoryPruningTest extends PrunableObservationContract<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
