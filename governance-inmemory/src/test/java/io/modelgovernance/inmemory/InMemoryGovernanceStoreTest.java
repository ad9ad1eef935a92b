package io.modelgovernance.inmemory;

import io.modelgovernance.tck.GovernanceStoreContract;
import io.modelgovernance.tck.StoreFixture;

class InMemoryGovernanceStoreTest extends GovernanceStoreContract<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
