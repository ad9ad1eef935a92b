package io.modelgovernance.tck;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;

/**
 * What content promises, of a store that keeps all three shapes.
 *
 * @param <S> type of the store
 */
public abstract class ContentStoreContract<S extends GovernanceStore & ObservationStore & ContentStore>
        extends ContentContract {
    /** Creates the suite. */
    protected ContentStoreContract() {}

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract StoreFixture<S> fixture();

    @Override
    protected final ContentFixture contentFixture() {
        StoreFixture<S> whole = fixture();
        return new ContentFixture() {
            @Override
            public ContentStore store() {
                return whole.store();
            }

            @Override
            public ContentStore again() {
                return whole.again();
            }

            @Override
            public void close() {
                whole.close();
            }
        };
    }
}
