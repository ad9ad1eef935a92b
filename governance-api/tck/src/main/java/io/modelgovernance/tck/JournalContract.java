package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.NOON;
import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the journal promises to whoever seals it and to whoever proves by it.
 *
 * @param <S> type of the store
 */
public abstract class JournalContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected JournalContract() {}

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

    private static ChangeSet sealed(Map<String, Long> expected, Sealer sealer) {
        return new ChangeSet(UUID.randomUUID(), expected, List.of(put("a", "1", "body")), NOON, sealer);
    }

    @Test
    final void theSealerSeesTheHeadThatItsEntryFollows() {
        List<Head> seen = new ArrayList<>();
        List<Head> heads = new ArrayList<>(List.of(store.head()));
        for (int i = 0; i < 6; i++) {
            S client = i % 2 == 0 ? store : fixture.again();
            byte[] state = {(byte) i, 0, -1};
            Committed committed = client.commit(sealed(Map.of("a", (long) i), (previous, position, at) -> {
                seen.add(previous);
                assertEquals(previous.position() + 1, position);
                assertEquals(NOON, at);
                return new Sealer.Sealed(new byte[] {1}, new byte[0], state);
            }));
            heads.add(fixture.again().head());
            assertEquals(committed.position(), heads.get(i + 1).position());
            assertArrayEquals(state, heads.get(i + 1).treeState());
        }
        assertEquals(6, seen.size(), "a sealer is asked once a commit");
        for (int i = 0; i < 6; i++) {
            assertEquals(heads.get(i).position(), seen.get(i).position());
            assertEquals(heads.get(i).recordedAt(), seen.get(i).recordedAt());
            assertArrayEquals(heads.get(i).treeState(), seen.get(i).treeState());
        }
    }

    @Test
    final void theFirstHeadIsEmptyAndAtTheEpoch() {
        assertEquals(0, store.head().position());
        assertEquals(Instant.EPOCH, store.head().recordedAt());
        assertEquals(0, store.head().treeState().length);
        Instant early = Instant.EPOCH.minusSeconds(1);
        assertEquals(
                Instant.EPOCH,
                store.commit(act(UUID.randomUUID(), early, Map.of("a", 0L), put("a", "1", "x")))
                        .recordedAt());
        assertEquals(1, store.positionAt(Instant.EPOCH));
    }

    @Test
    final void aSealerThatFailsLeavesNothing() {
        RuntimeException broken = new IllegalStateException("the signer is gone");
        ChangeSet act = sealed(Map.of("a", 0L), (previous, position, at) -> {
            throw broken;
        });
        assertSame(broken, assertThrows(IllegalStateException.class, () -> store.commit(act)));
        assertTrue(store.act(act.actId()).isEmpty());
        assertTrue(store.find(key("a", "1"), GovernanceStore.NOW).isEmpty());
        assertEquals(0, store.revision("a"));
        assertEquals(0, store.head().position());
        assertEquals(1, store.commit(act(Map.of("a", 0L), put("a", "1", "x"))).position());
    }

    @Test
    final void whatWasRefusedLeavesNoGap() {
        for (long i = 0; i < 4; i++) {
            store.commit(act(Map.of("a", i), put("a", "1", "body " + i)));
            assertThrows(StaleScopeException.class, () -> store.commit(act(Map.of("a", 99L), put("a", "1", "no"))));
        }
        List<Long> positions =
                store.journal(0, 100).stream().map(JournalEntry::position).toList();
        assertEquals(List.of(1L, 2L, 3L, 4L), positions);
    }

    @Test
    final void anActWithoutPutsIsAnEntryToo() {
        Committed committed = store.commit(act(Map.of("a", 0L)));
        assertEquals(1, committed.position());
        assertFalse(committed.repeated());
        assertEquals(1, fixture.again().journal(0, 9).size());
        assertEquals(0, store.revision("a"));
    }

    @Test
    final void entriesOfEverySizeAndByteComeBack() {
        byte[] entry = new byte[1 << 20];
        for (int i = 0; i < entry.length; i++) {
            entry[i] = (byte) (i * 7 + i / 256);
        }
        byte[] nodes = Arrays.copyOf(entry, 64 * 32);
        byte[] state = Arrays.copyOfRange(entry, 100, 100 + 4_096);
        ChangeSet act = sealed(Map.of("a", 0L), (previous, position, at) -> new Sealer.Sealed(entry, nodes, state));
        store.commit(act);
        JournalEntry stored = fixture.again().journal(0, 1).get(0);
        assertArrayEquals(entry, stored.entry());
        assertArrayEquals(nodes, stored.nodes());
        assertArrayEquals(state, store.head().treeState());
        JournalEntry found = store.act(act.actId()).orElseThrow();
        assertEquals(act.actId(), found.actId());
        assertArrayEquals(entry, found.entry());
    }

    @Test
    final void aReaderCannotChangeTheJournal() {
        ChangeSet act = act(Map.of("a", 0L), put("a", "1", "x"));
        store.commit(act);
        byte[] entry = store.journal(0, 1).get(0).entry().clone();
        store.journal(0, 1).get(0).entry()[0]++;
        store.act(act.actId()).orElseThrow().nodes()[0]++;
        store.head().treeState()[0]++;
        assertArrayEquals(entry, store.journal(0, 1).get(0).entry());
        assertEquals("nodes 1", Acts.text(store.journal(0, 1).get(0).nodes()));
        assertEquals("1;", Acts.state(store.head()));
    }

    @Test
    final void pagesCoverTheJournalWhateverTheirSize() {
        for (long i = 0; i < 7; i++) {
            store.commit(act(Map.of("a", i), put("a", "1", "x")));
        }
        for (int size : new int[] {1, 2, 3, 7, 8, Integer.MAX_VALUE}) {
            List<Long> positions = new ArrayList<>();
            List<JournalEntry> page = store.journal(0, size);
            while (!page.isEmpty()) {
                page.forEach(entry -> positions.add(entry.position()));
                page = store.journal(positions.get(positions.size() - 1), size);
            }
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L), positions, "in pages of " + size);
        }
        assertThrows(InvalidInputException.class, () -> store.journal(0, 0));
        assertThrows(InvalidInputException.class, () -> store.journal(0, -1));
    }

    @Test
    final void anyInstantHasAPosition() {
        store.commit(act(Map.of("a", 0L), put("a", "1", "x")));
        assertEquals(0, store.positionAt(Instant.MIN));
        assertEquals(0, store.positionAt(NOON.minusNanos(1)));
        assertEquals(1, store.positionAt(NOON.plusNanos(1)));
        assertEquals(1, store.positionAt(Instant.MAX));
    }
}
