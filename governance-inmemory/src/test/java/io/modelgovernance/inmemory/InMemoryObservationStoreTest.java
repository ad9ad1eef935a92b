package io.modelgovernance.inmemory;

import io.modelgovernance.tck.ObservationStoreContract;
import io.modelgovernance.tck.StoreFixture;

class InMemoryObservationStoreTest extends ObservationStoreContract<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
