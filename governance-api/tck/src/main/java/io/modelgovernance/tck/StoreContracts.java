package io.modelgovernance.tck;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import org.junit.jupiter.api.Nested;

/**
 * Every contract of a store at once: a backend extends this in its own tests, gives it a fixture, and has forgotten
 * none. The suites can also be extended one by one.
 *
 * @param <S> type of the store
 */
public abstract class StoreContracts<S extends GovernanceStore & ObservationStore & ContentStore> {
    /** Creates the suites. */
    protected StoreContracts() {}

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract StoreFixture<S> fixture();

    @Nested
    final class Records extends GovernanceStoreContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Journals extends JournalContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Searches extends SearchContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Pasts extends PastContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Scans extends ScanContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Snapshots extends SnapshotContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class LookUps extends LookUpContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Sorts extends SortedContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Followed extends LinksContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Observed extends ObservationStoreContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Contents extends ContentStoreContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Hostile extends HostileInputContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Races extends ConcurrencyContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }

    @Nested
    final class Repetitions extends IdempotenceContract<S> {
        @Override
        protected StoreFixture<S> fixture() {
            return StoreContracts.this.fixture();
        }
    }
}
