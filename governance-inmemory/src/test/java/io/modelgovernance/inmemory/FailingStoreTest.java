package io.modelgovernance.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FailingStoreTest {
    private static final RecordKey KEY = new RecordKey("a", "thing", "1");
    private static final Observation SEEN = new Observation("s", "w", 1, "x", Instant.EPOCH, new byte[] {1});

    private final InMemoryGovernanceStore behind = new InMemoryGovernanceStore();
    private final FailingStore store = FailingStore.around(behind);

    private static ChangeSet act() {
        return new ChangeSet(
                UUID.randomUUID(),
                Map.of("a", 0L),
                List.of(Put.of(KEY, new byte[] {7}, List.of())),
                Instant.EPOCH,
                (previous, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3}));
    }

    private static void assertFails(StoreException.Outcome outcome, Executable call) {
        assertEquals(outcome, assertThrows(StoreException.class, call).outcome());
    }

    @Test
    void aRefusedWriteWroteNothingAndTheNextOneWorks() {
        ChangeSet act = act();
        store.refuseNext(2);
        assertFails(StoreException.Outcome.NOT_WRITTEN, () -> store.commit(act));
        assertFails(StoreException.Outcome.NOT_WRITTEN, () -> store.append(List.of(SEEN)));
        assertEquals(0, behind.head().position());
        assertEquals(List.of(), behind.writers("s"));
        assertEquals(1, store.commit(act).position());
    }

    @Test
    void aLostAnswerHidesAWriteThatWasMadeAndRepeatingIsSafe() {
        ChangeSet act = act();
        store.loseNextAnswers(1);
        assertFails(StoreException.Outcome.UNKNOWN, () -> store.commit(act));
        assertEquals(1, store.act(act.actId()).orElseThrow().position());
        assertTrue(store.commit(act).repeated());
        assertEquals(1, store.journal(0, 9).size());
    }

    @Test
    void whileItIsDownNothingAnswers() throws IOException {
        Digest digest = store.put(new ByteArrayInputStream(new byte[] {1, 2}));
        store.commit(act());
        store.append(List.of(SEEN));
        store.down(true);
        List<Executable> calls = List.of(
                () -> store.commit(act()),
                store::head,
                () -> store.revision("a"),
                () -> store.find(KEY, GovernanceStore.NOW),
                () -> store.search(RecordQuery.in("thing", "a")),
                () -> store.history(KEY),
                () -> store.journal(0, 1),
                () -> store.act(UUID.randomUUID()),
                () -> store.positionAt(Instant.EPOCH),
                () -> store.append(List.of(SEEN)),
                () -> store.read("s", "w", 0, 1),
                () -> store.writers("s"),
                () -> store.find("s", "x"),
                () -> store.put(new ByteArrayInputStream(new byte[0])),
                () -> store.open(digest));
        calls.forEach(call -> assertFails(StoreException.Outcome.NOT_WRITTEN, call));
        store.down(false);
        assertEquals(1, store.head().position());
        assertEquals(1, store.revision("a"));
        assertEquals(7, store.find(KEY, GovernanceStore.NOW).orElseThrow().body()[0]);
        assertEquals(1, store.search(RecordQuery.in("thing", "a")).size());
        assertEquals(1, store.history(KEY).size());
        assertEquals(1, store.positionAt(Instant.EPOCH));
        assertEquals(List.of("w"), store.writers("s"));
        assertEquals(1, store.read("s", "w", 0, 9).size());
        assertEquals("x", store.find("s", "x").orElseThrow().id());
        assertTrue(store.open(digest).isPresent());
    }
}
