package io.modelgovernance.inmemory;

import io.modelgovernance.tck.ContentStoreContract;
import io.modelgovernance.tck.StoreFixture;

class InMemoryContentStoreTest extends ContentStoreContract<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
