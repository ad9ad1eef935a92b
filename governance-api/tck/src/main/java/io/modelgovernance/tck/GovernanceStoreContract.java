package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.NOON;
import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static io.modelgovernance.tck.Acts.text;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What records and the journal promise.
 *
 * @param <S> type of the store
 */
public abstract class GovernanceStoreContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected GovernanceStoreContract() {}

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

    @Test
    final void aCommitIsFoundByEveryClient() {
        Committed committed = store.commit(act(Map.of("a", 0L), put("a", "1", "one")));
        assertEquals(1, committed.position());
        assertFalse(committed.repeated());
        StoredRecord found =
                fixture.again().find(key("a", "1"), GovernanceStore.NOW).orElseThrow();
        assertEquals("one", text(found.body()));
        assertEquals(1, found.from());
        assertEquals(GovernanceStore.NOW, found.to());
        assertEquals(1, fixture.again().revision("a"));
        assertEquals(1, fixture.again().head().position());
    }

    @Test
    final void aStaleExpectationWritesNothingAtAll() {
        store.commit(act(Map.of("a", 0L), put("a", "1", "one")));
        ChangeSet stale = act(Map.of("a", 0L, "b", 0L), put("b", "1", "two"), put("a", "1", "three"));
        StaleScopeException refused = assertThrows(StaleScopeException.class, () -> store.commit(stale));
        assertEquals("a", refused.scope());
        assertTrue(store.find(key("b", "1"), GovernanceStore.NOW).isEmpty());
        assertEquals("one", now("a", "1"));
        assertEquals(0, store.revision("b"));
        assertEquals(1, store.head().position());
        assertEquals(1, store.journal(0, 10).size());
        assertTrue(store.act(stale.actId()).isEmpty());
    }

    @Test
    final void aScopeThatWasOnlyReadIsCheckedAndNotRaised() {
        store.commit(act(Map.of("read", 0L, "written", 0L), put("written", "1", "one")));
        assertEquals(0, store.revision("read"));
        store.commit(act(Map.of("read", 0L), put("read", "1", "moved")));
        assertThrows(
                StaleScopeException.class,
                () -> store.commit(act(Map.of("read", 0L, "written", 1L), put("written", "1", "two"))));
        assertEquals("one", now("written", "1"));
    }

    @Test
    final void theSameActAgainReturnsTheFirstResult() {
        UUID id = UUID.randomUUID();
        ChangeSet first = act(id, NOON, Map.of("a", 0L), put("a", "1", "one"));
        Committed once = store.commit(first);
        store.commit(act(Map.of("a", 1L), put("a", "1", "two")));
        Committed twice = fixture.again().commit(first);
        assertTrue(twice.repeated());
        assertEquals(once.position(), twice.position());
        assertEquals(once.recordedAt(), twice.recordedAt());
        assertEquals("two", now("a", "1"));
        assertEquals(2, store.head().position());
        assertEquals(once.position(), store.act(id).orElseThrow().position());
    }

    @Test
    final void theJournalHoldsWhatTheSealerMadeWithoutGaps() {
        for (int i = 0; i < 5; i++) {
            store.commit(act(Map.of("a", (long) i), put("a", "1", "body " + i)));
        }
        List<JournalEntry> entries = fixture.again().journal(0, 100);
        assertEquals(5, entries.size());
        for (int i = 0; i < 5; i++) {
            JournalEntry entry = entries.get(i);
            assertEquals(i + 1, entry.position());
            assertEquals("entry " + (i + 1) + " at " + NOON + " after " + i, text(entry.entry()));
            assertEquals("nodes " + (i + 1), text(entry.nodes()));
        }
        assertEquals("1;2;3;4;5;", Acts.state(store.head()));
        assertEquals(
                List.of(3L, 4L),
                store.journal(2, 2).stream().map(JournalEntry::position).toList());
        assertTrue(store.journal(5, 10).isEmpty());
    }

    @Test
    final void recordedTimeIsInMicrosecondsAndNeverRunsBackwards() {
        Committed first =
                store.commit(act(UUID.randomUUID(), NOON.plusNanos(789), Map.of("a", 0L), put("a", "1", "x")));
        Committed second = store.commit(
                act(UUID.randomUUID(), NOON.minus(Duration.ofHours(1)), Map.of("a", 1L), put("a", "1", "y")));
        assertEquals(NOON, first.recordedAt());
        assertEquals(NOON, second.recordedAt());
        assertEquals(NOON, store.journal(1, 1).get(0).recordedAt());
        assertEquals(NOON, store.head().recordedAt());
    }

    @Test
    final void aReadAsOfAPositionAnswersTheSameForEver() {
        store.commit(act(Map.of("a", 0L), put("a", "1", "one"), put("a", "2", "other")));
        store.commit(act(Map.of("a", 1L), put("a", "1", "two")));
        store.commit(act(Map.of("a", 2L), Put.end(key("a", "1"))));
        assertTrue(store.find(key("a", "1"), 0).isEmpty());
        assertEquals("one", text(store.find(key("a", "1"), 1).orElseThrow().body()));
        assertEquals("two", text(store.find(key("a", "1"), 2).orElseThrow().body()));
        assertTrue(store.find(key("a", "1"), 3).isEmpty());
        assertTrue(store.find(key("a", "1"), GovernanceStore.NOW).isEmpty());
        assertEquals(2, search(RecordQuery.in("thing", "a").asOf(1)).size());
        assertEquals(List.of("2"), search(RecordQuery.in("thing", "a")));
        List<StoredRecord> history = store.history(key("a", "1"));
        assertEquals(
                List.of("one", "two"),
                history.stream().map(record -> text(record.body())).toList());
        assertEquals(List.of(2L, 3L), history.stream().map(StoredRecord::to).toList());
        store.commit(act(Map.of("a", 3L), put("a", "1", "again")));
        assertEquals("again", now("a", "1"));
        assertTrue(store.find(key("a", "1"), 3).isEmpty());
    }

    @Test
    final void anInstantIsThePositionOfTheLastEntryByThen() {
        assertEquals(0, store.positionAt(NOON));
        for (int i = 0; i < 3; i++) {
            store.commit(act(UUID.randomUUID(), NOON.plusSeconds(i / 2), Map.of("a", (long) i), put("a", "1", "x")));
        }
        assertEquals(0, store.positionAt(NOON.minusNanos(1_000)));
        assertEquals(2, store.positionAt(NOON));
        assertEquals(2, store.positionAt(NOON.plusMillis(999)));
        assertEquals(3, store.positionAt(NOON.plusSeconds(9)));
    }

    @Test
    final void searchIsByAllTermsInKeyOrderAndPageable() {
        Term red = new Term("colour", "red");
        Term big = new Term("size", "big");
        store.commit(act(
                Map.of("b", 0L, "a", 0L, "B", 0L),
                put("b", "1", "b1", red, big),
                put("a", "2", "a2", red),
                put("a", "10", "a10", red, big),
                put("B", "1", "B1", red),
                put("a", "3", "a3", big)));
        RecordQuery reds = RecordQuery.with("thing", red);
        assertEquals(List.of("B/1", "a/10", "a/2", "b/1"), keys(store.search(reds)));
        RecordQuery both = new RecordQuery(
                "thing", Optional.empty(), List.of(big, red), GovernanceStore.NOW, Optional.empty(), 10);
        assertEquals(List.of("a/10", "b/1"), keys(store.search(both)));
        List<StoredRecord> page = store.search(reds.page(Optional.empty(), 2));
        assertEquals(List.of("B/1", "a/10"), keys(page));
        RecordKey last = page.get(1).key();
        assertEquals(List.of("a/2", "b/1"), keys(store.search(reds.page(Optional.of(last), 2))));
        assertEquals(List.of("10", "2", "3"), search(RecordQuery.in("thing", "a")));
        assertTrue(store.search(RecordQuery.in("other", "a")).isEmpty());
    }

    @Test
    final void termsLiveAndEndWithTheirBody() {
        Term red = new Term("colour", "red");
        Term blue = new Term("colour", "blue");
        store.commit(act(Map.of("a", 0L), put("a", "1", "one", red)));
        store.commit(act(Map.of("a", 1L), put("a", "1", "two", blue)));
        assertTrue(store.search(RecordQuery.with("thing", red)).isEmpty());
        assertEquals(
                List.of("a/1"), keys(store.search(RecordQuery.with("thing", red).asOf(1))));
        assertEquals(List.of("a/1"), keys(store.search(RecordQuery.with("thing", blue))));
        assertTrue(store.search(RecordQuery.with("thing", blue).asOf(1)).isEmpty());
    }

    @Test
    final void bytesComeBackAsTheyWentIn() {
        byte[] all = new byte[256 * 4_096];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) (i + i / 256);
        }
        store.commit(act(
                Map.of("a", 0L),
                Put.of(key("a", "big"), all.clone(), List.of()),
                Put.of(key("a", "none"), new byte[0], List.of())));
        assertArrayEquals(
                all,
                fixture.again()
                        .find(key("a", "big"), GovernanceStore.NOW)
                        .orElseThrow()
                        .body());
        assertEquals(
                0,
                store.find(key("a", "none"), GovernanceStore.NOW).orElseThrow().body().length);
    }

    @Test
    final void callersArraysAreNotShared() {
        byte[] mine = utf8("mine");
        store.commit(act(Map.of("a", 0L), Put.of(key("a", "1"), mine, List.of())));
        mine[0] = 'X';
        assertEquals("mine", now("a", "1"));
        store.find(key("a", "1"), GovernanceStore.NOW).orElseThrow().body()[0] = 'X';
        assertEquals("mine", now("a", "1"));
    }

    @Test
    final void hostileButLegalNamesAreJustNames() {
        String longest = "x".repeat(RecordKey.MAX_LENGTH);
        String hostile = "'; drop table gov_record; -- \" % _ \\ ${bytes} ?";
        Term term = new Term(hostile, longest);
        store.commit(act(
                Map.of(hostile, 0L, longest, 0L),
                put(hostile, hostile, "one", term),
                put(longest, longest, "two", term)));
        assertEquals("one", now(hostile, hostile));
        assertEquals("two", now(longest, longest));
        assertEquals(2, store.search(RecordQuery.with("thing", term)).size());
        assertTrue(store.find(key("%", "%"), GovernanceStore.NOW).isEmpty());
        assertTrue(
                store.search(RecordQuery.with("thing", new Term(hostile, "%"))).isEmpty());
    }

    @Test
    final void namesThatDifferByCaseAreDifferent() {
        store.commit(
                act(Map.of("a", 0L, "A", 0L), put("a", "x", "small"), put("A", "x", "great"), put("a", "X", "id")));
        assertEquals("small", now("a", "x"));
        assertEquals("great", now("A", "x"));
        assertEquals("id", now("a", "X"));
    }

    private String now(String scope, String id) {
        return text(
                store.find(key(scope, id), GovernanceStore.NOW).orElseThrow().body());
    }

    private List<String> search(RecordQuery query) {
        return store.search(query).stream().map(record -> record.key().id()).toList();
    }

    private static List<String> keys(List<StoredRecord> records) {
        return records.stream()
                .map(record -> record.key().scope() + "/" + record.key().id())
                .toList();
    }
}
