package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static io.modelgovernance.tck.Acts.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What lists of a moment in the past promise where one record changed far more often than the others.
 *
 * @param <S> type of the store
 */
public abstract class PastContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final int ACTS = 320;
    private static final Term EVEN = new Term("parity", "even");
    private static final Term ODD = new Term("parity", "odd");

    private final List<TreeMap<RecordKey, String>> past = new ArrayList<>();
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected PastContract() {}

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
    final void theListOfAMomentIsTheListOfThen() {
        SplittableRandom random = new SplittableRandom(5);
        live(random);
        for (int i = 0; i < 60; i++) {
            int position = i < 2 ? i * ACTS : random.nextInt(ACTS + 1);
            for (String scope : List.of("", "a", "b", "c")) {
                for (String after : List.of("", "a/1", "a/2", "b/0", "b/2", "c/3", "c/9")) {
                    int size = 1 + random.nextInt(6);
                    RecordQuery query = new RecordQuery(
                            "thing",
                            scope.isEmpty() ? Optional.empty() : Optional.of(scope),
                            List.of(),
                            position,
                            after.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(key(after.substring(0, 1), after.substring(2))),
                            size);
                    assertEquals(expected(query), found(store.search(query)), query::toString);
                }
            }
        }
    }

    @Test
    final void andSoIsTheListByATerm() {
        SplittableRandom random = new SplittableRandom(6);
        live(random);
        for (int i = 0; i < 60; i++) {
            int position = random.nextInt(ACTS + 1);
            RecordQuery even = RecordQuery.with("thing", EVEN).asOf(position);
            List<String> expected = past.get(position).entrySet().stream()
                    .filter(entry -> Integer.parseInt(entry.getValue()) % 2 == 0)
                    .map(entry -> entry.getKey() + " " + entry.getValue())
                    .toList();
            assertEquals(expected, found(store.search(even)), "as of " + position);
        }
    }

    /** Record 2 of scope b changes with nearly every act; the others, before and behind it, now and then. */
    private void live(SplittableRandom random) {
        past.add(new TreeMap<>(Comparator.comparing(RecordKey::scope).thenComparing(RecordKey::id)));
        Map<String, Long> revisions = new HashMap<>();
        for (int i = 1; i <= ACTS; i++) {
            boolean often = random.nextInt(100) < 95;
            String scope = often ? "b" : List.of("a", "b", "c").get(random.nextInt(3));
            RecordKey key = key(scope, often ? "2" : Integer.toString(random.nextInt(1, 4)));
            boolean end = random.nextInt(10) == 0;
            Put put = end ? Put.end(key) : put(scope, key.id(), Integer.toString(i), i % 2 == 0 ? EVEN : ODD);
            long revision = revisions.getOrDefault(scope, 0L);
            store.commit(act(Map.of(scope, revision), put));
            revisions.put(scope, revision + 1);
            TreeMap<RecordKey, String> now = new TreeMap<>(past.get(i - 1));
            if (end) {
                now.remove(key);
            } else {
                now.put(key, Integer.toString(i));
            }
            past.add(now);
        }
    }

    private List<String> expected(RecordQuery query) {
        TreeMap<RecordKey, String> then = past.get((int) query.asOf());
        return (query.after().isPresent() ? then.tailMap(query.after().get(), false) : then)
                .entrySet().stream()
                        .filter(entry -> query.scope().isEmpty()
                                || query.scope().get().equals(entry.getKey().scope()))
                        .limit(query.limit())
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList();
    }

    private static List<String> found(List<StoredRecord> records) {
        return records.stream()
                .map(record -> record.key() + " " + text(record.body()))
                .toList();
    }
}
