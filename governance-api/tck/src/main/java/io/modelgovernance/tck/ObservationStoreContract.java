package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.NOON;
import static io.modelgovernance.tck.Acts.text;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.ConflictException;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What observations promise.
 *
 * @param <S> type of the store
 */
public abstract class ObservationStoreContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected ObservationStoreContract() {}

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
    final void aBatchIsReadInSequenceByEveryClient() {
        List<Observation> batch = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            batch.add(of("w", i, "id" + i, "body " + i));
        }
        store.append(batch);
        List<Observation> read = fixture.again().read("stream", "w", 0, 100);
        assertEquals(12, read.size());
        for (int i = 0; i < 12; i++) {
            assertEquals(i + 1, read.get(i).sequence());
            assertEquals("body " + (i + 1), text(read.get(i).body()));
            assertEquals(NOON, read.get(i).at());
        }
        assertEquals(
                List.of(5L, 6L, 7L),
                store.read("stream", "w", 4, 3).stream()
                        .map(Observation::sequence)
                        .toList());
        assertEquals("id9", store.find("stream", "id9").orElseThrow().id());
        assertTrue(store.find("stream", "id99").isEmpty());
        assertTrue(store.find("other", "id9").isEmpty());
    }

    @Test
    final void writersAreApartAndListed() {
        store.append(List.of(of("w2", 1, "a", "x"), of("w1", 1, "b", "y")));
        assertEquals(List.of("w1", "w2"), store.writers("stream"));
        assertEquals("b", store.read("stream", "w1", 0, 9).get(0).id());
        assertTrue(store.writers("other").isEmpty());
        assertTrue(store.read("stream", "w3", 0, 9).isEmpty());
    }

    @Test
    final void aRepeatedBatchIsStoredOnce() {
        List<Observation> batch = List.of(of("w", 1, "a", "x"), of("w", 2, "b", "y"));
        store.append(batch);
        store.append(batch);
        store.append(List.of(of("w", 2, "b", "y"), of("w", 3, "c", "z")));
        assertEquals(3, store.read("stream", "w", 0, 9).size());
    }

    @Test
    final void anotherBodyUnderTheSameNumberOrIdIsRefusedWhole() {
        store.append(List.of(of("w", 1, "a", "x")));
        assertThrows(
                ConflictException.class, () -> store.append(List.of(of("w", 2, "b", "y"), of("w", 1, "a", "other"))));
        assertThrows(ConflictException.class, () -> store.append(List.of(of("w", 2, "b", "y"), of("v", 1, "a", "x"))));
        assertEquals(1, store.read("stream", "w", 0, 9).size());
        assertEquals(List.of("w"), store.writers("stream"));
        assertEquals("x", text(store.find("stream", "a").orElseThrow().body()));
    }

    @Test
    final void anEmptyBatchIsFine() {
        store.append(List.of());
        assertTrue(store.writers("stream").isEmpty());
        store.append(List.of(of("w", 1, "a", "")));
        assertEquals(0, store.find("stream", "a").orElseThrow().body().length);
    }
}
