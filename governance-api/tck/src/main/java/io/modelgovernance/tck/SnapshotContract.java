package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Snapshot;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What several reads in one question promise: the same as one after the other, what has ended as it was at last, and no
 * revision newer than a record.
 *
 * @param <S> type of the store
 */
public abstract class SnapshotContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final int ROUNDS = 200;

    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected SnapshotContract() {}

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

    /** Two scopes with records that begin alike; one of them ended, one changed. */
    private void fill() {
        for (String scope : List.of("b", "a b")) {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                puts.add(put(scope, "id" + i % 3 + "." + i, "body " + i));
            }
            store.commit(act(Map.of(scope, 0L), puts.toArray(Put[]::new)));
        }
        store.commit(act(Map.of("b", 1L), Put.end(key("b", "id1.1")), put("b", "id2.2", "new")));
    }

    private static RecordQuery list(String scope, Optional<RecordKey> after, int limit) {
        return RecordQuery.in("thing", scope).page(after, limit);
    }

    @Test
    final void severalReadsAnswerAsOneAfterTheOther() {
        fill();
        assertEquals(29, store.search(list("b", Optional.empty(), 100)).size());
        for (int keys = 0; keys < 20; keys += keys < 6 ? 1 : 5) {
            for (int lists = 0; lists < 4; lists++) {
                List<RecordKey> found = new ArrayList<>();
                for (int i = 0; i < keys; i++) {
                    found.add(key(i % 2 == 0 ? "b" : "a b", "id" + i % 4 + "." + i));
                }
                if (lists % 2 == 1) {
                    found.add(key("b", "id1.1"));
                }
                List<RecordQuery> listed = List.of(
                                list("b", Optional.empty(), 100),
                                list("a b", Optional.of(key("a b", "id1.")), 7),
                                list("nothing", Optional.empty(), 3))
                        .subList(0, lists);
                same(new SnapshotQuery(
                        List.of("a b", "b", "never").subList(0, keys % 4 == 3 ? 0 : lists), found, listed));
            }
        }
    }

    private void same(SnapshotQuery query) {
        Snapshot read = store.snapshot(query);
        assertEquals(query.scopes().size(), read.revisions().size());
        query.scopes()
                .forEach(scope ->
                        assertEquals(store.revision(scope), read.revisions().get(scope), scope));
        for (RecordKey key : query.keys()) {
            List<StoredRecord> history = store.history(key);
            same(
                    history.subList(Math.max(0, history.size() - 1), history.size()),
                    Optional.ofNullable(read.records().get(key)).stream().toList());
        }
        assertEquals(query.lists().size(), read.lists().size());
        for (int i = 0; i < query.lists().size(); i++) {
            same(store.search(query.lists().get(i)), read.lists().get(i));
        }
    }

    private static void same(List<StoredRecord> expected, List<StoredRecord> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).key(), actual.get(i).key());
            assertEquals(expected.get(i).from(), actual.get(i).from());
            assertEquals(expected.get(i).to(), actual.get(i).to());
            assertArrayEquals(expected.get(i).body(), actual.get(i).body());
        }
    }

    @Test
    final void noRevisionIsNewerThanARecord() throws InterruptedException {
        store.commit(act(Map.of("b", 0L), put("b", "1", "1")));
        CountDownLatch reading = new CountDownLatch(1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread writer = new Thread(() -> {
            try {
                reading.await();
                for (long revision = 1; revision <= ROUNDS; revision++) {
                    store.commit(act(Map.of("b", revision), put("b", "1", Long.toString(revision + 1))));
                }
            } catch (InterruptedException | RuntimeException e) {
                failure.set(e);
            }
        });
        writer.start();
        SnapshotQuery query =
                new SnapshotQuery(List.of("b"), List.of(key("b", "1")), List.of(list("b", Optional.empty(), 10)));
        for (long revision = 1; revision <= ROUNDS && writer.isAlive(); ) {
            Snapshot read = store.snapshot(query);
            reading.countDown();
            revision = read.revisions().getOrDefault("b", -1L);
            long found = number(
                    Optional.ofNullable(read.records().get(key("b", "1"))).orElseThrow());
            long listed = number(read.lists().get(0).get(0));
            assertEquals(
                    Math.max(revision, found), found, "the record found must not be older than its scope's revision");
            assertEquals(Math.max(revision, listed), listed, "nor the record listed");
        }
        writer.join();
        assertEquals(null, failure.get());
        assertEquals(ROUNDS + 1, store.snapshot(query).revisions().get("b"));
    }

    private static long number(StoredRecord record) {
        return Long.parseLong(new String(record.body(), StandardCharsets.UTF_8));
    }
}
