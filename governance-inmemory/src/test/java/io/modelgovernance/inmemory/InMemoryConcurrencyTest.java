package io.modelgovernance.inmemory;

import io.modelgovernance.tck.ConcurrencyContract;
import io.modelgovernance.tck.StoreFixture;

class InMemoryConcurrencyTest extends ConcurrencyContract<InMemoryGovernanceStore> {
    @Override
    protected StoreFixture<InMemoryGovernanceStore> fixture() {
        return new InMemoryFixture();
    }
}
