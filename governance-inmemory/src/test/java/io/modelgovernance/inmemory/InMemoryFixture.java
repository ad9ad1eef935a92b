package io.modelgovernance.inmemory;

import io.modelgovernance.tck.StoreFixture;

/** The store in memory is one; a second client is the same object. */
final class InMemoryFixture implements StoreFixture<InMemoryGovernanceStore> {
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();

    @Override
    public InMemoryGovernanceStore store() {
        return store;
    }

    @Override
    public InMemoryGovernanceStore again() {
        return store;
    }

    @Override
    public void close() {}
}
