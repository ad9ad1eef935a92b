package io.modelgovernance.tck;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;

/**
 * What a backend's author gives a suite: a fresh, empty store, and a second client of the same data.
 *
 * <p>A suite asks for a fixture once a test and closes it after the test.
 *
 * @param <S> type of the store
 */
public interface StoreFixture<S extends GovernanceStore & ObservationStore & ContentStore> extends AutoCloseable {
    /**
     * The store under test, empty at first.
     *
     * @return the same store at each call
     */
    S store();

    /**
     * A second client of the same data, as another process would have it. A store that cannot be shared returns itself.
     *
     * @return another client
     */
    S again();

    @Override
    void close();
}
