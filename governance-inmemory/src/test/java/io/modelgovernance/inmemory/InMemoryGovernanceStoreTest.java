package io.modelgovernance.inmemory;

import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;

class InMemoryGovernanceStoreTest extends StoreContracts<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
