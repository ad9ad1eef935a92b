package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.NOON;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.PrunableObservationStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store of observations promises besides if some can be removed.
 *
 * @param <S> type of the store
 */
public abstract class PrunableObservationContract<S extends GovernanceStore & PrunableObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected PrunableObservationContract() {}

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract StoreFixture<S> fixture();

    @BeforeEach
    final void open() {
        fixture = fixture();
        store = fixture.store();
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    private static Observation of(String writer, long sequence, String id, String body) {
        return new Observation("stream", writer, sequence, id, NOON, utf8(body));
    }

    @Test
    final void aPrunedRunIsGoneForEveryClientAndNothingElseIs() {
        for (String writer : List.of("v", "w")) {
            List<Observation> batch = new ArrayList<>();
            for (int i = 1; i <= 9; i++) {
                batch.add(of(writer, i, writer + i, "body " + i));
            }
            store.append(batch);
        }
        assertEquals(4, store.prune("stream", "w", 3, 6));
        assertEquals(0, store.prune("stream", "w", 3, 6), "once");
        assertEquals(0, store.prune("other", "w", 1, 9));
        List<Long> left = fixture.again().read("stream", "w", 0, 100).stream()
                .map(Observation::sequence)
                .toList();
        assertEquals(List.of(1L, 2L, 7L, 8L, 9L), left);
        assertEquals(9, fixture.again().read("stream", "v", 0, 100).size());
        assertTrue(fixture.again().find("stream", "w4").isEmpty());
        assertTrue(fixture.again().find("stream", "w7").isPresent());
        store.append(List.of(of("w", 10, "w10", "goes on")));
        assertEquals(List.of("v", "w"), fixture.again().writers("stream"));
        assertEquals(6, store.prune("stream", "w", 1, 100));
        assertEquals(List.of("v"), fixture.again().writers("stream"));
    }
}
