package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermMatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What lists in the order of a term promise: by value, then key, as ASCII, both ways, in pages of any size, as of any
 * position.
 *
 * @param <S> type of the store
 */
public abstract class SortedContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final List<String> FIRST = List.of(
            "0:a b/1", "0:a b/3", "0:b/1", "0:b/3", "0 :a b/2", "0 :b/2", "B:a b/4", "B:b/4", "a:a b/1", "a:b/1");

    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected SortedContract() {}

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

    /** Two scopes of five records, of which one has two values and one none; then one changes and one ends. */
    private void fill() {
        for (String scope : List.of("b", "a b")) {
            store.commit(act(
                    Map.of(scope, 0L),
                    put(scope, "1", "x", new Term("n", "0"), new Term("n", "a")),
                    put(scope, "2", "x", new Term("n", "0 "), new Term("m", "~")),
                    put(scope, "3", "x", new Term("n", "0"), new Term("o", " ")),
                    put(scope, "4", "x", new Term("n", "B")),
                    put(scope, "5", "x", new Term("m", "0"))));
        }
        store.commit(act(Map.of("b", 1L), put("b", "1", "y", new Term("n", "~")), Put.end(key("b", "4"))));
    }

    @Test
    final void theOrderIsByValueAndThenKeyBothWays() {
        fill();
        for (long position : new long[] {2, 3, GovernanceStore.NOW}) {
            List<String> all = new ArrayList<>(FIRST);
            if (position > 2) {
                all.removeAll(List.of("0:b/1", "B:b/4", "a:b/1"));
                all.add("~:b/1");
            }
            assertEquals(all, texts(store.sorted(query(false, position, 99))), "as of " + position);
            assertEquals(reversed(all), texts(store.sorted(query(true, position, 99))), "backwards as of " + position);
        }
        assertEquals(5, store.sorted(query(false, 1, 99)).size());
        assertTrue(store.sorted(query(true, 0, 99)).isEmpty());
    }

    @Test
    final void pagesOfAnySizeGiveTheWholeOrderOnce() {
        fill();
        for (boolean descending : new boolean[] {false, true}) {
            for (int size : new int[] {1, 2, 3, 9, 10, 11}) {
                List<String> paged = new ArrayList<>();
                SortedQuery query = query(descending, 2, size);
                List<TermMatch> page = store.sorted(query);
                while (!page.isEmpty() && paged.size() < 100) {
                    assertTrue(page.size() <= size);
                    paged.addAll(texts(page));
                    query = query.after(page.get(page.size() - 1), size);
                    page = store.sorted(query);
                }
                assertEquals(descending ? reversed(FIRST) : FIRST, paged, "in pages of " + size);
            }
        }
    }

    @Test
    final void aPageMayGoOnAfterAPlaceWhereNothingIs() {
        fill();
        assertEquals(List.of("0:b/3", "0 :a b/2"), texts(store.sorted(after(false, "0", "b", "2"))));
        assertEquals(List.of("a:a b/1", "~:b/1"), texts(store.sorted(after(false, "C", "x", "9"))));
        assertEquals(List.of("0:b/3", "0:a b/3"), texts(store.sorted(after(true, "0", "b", "4"))));
        assertEquals(List.of("0:a b/1"), texts(store.sorted(after(true, "0", "a b", "2"))));
        assertTrue(store.sorted(after(true, "/", "z", "1")).isEmpty());
    }

    private static SortedQuery query(boolean descending, long asOf, int limit) {
        return new SortedQuery("thing", "n", descending, asOf, Optional.empty(), limit);
    }

    private static SortedQuery after(boolean descending, String value, String scope, String id) {
        return new SortedQuery(
                "thing",
                "n",
                descending,
                GovernanceStore.NOW,
                Optional.of(new SortedQuery.Place(value, key(scope, id))),
                2);
    }

    private static List<String> reversed(List<String> all) {
        List<String> other = new ArrayList<>(all);
        Collections.reverse(other);
        return other;
    }

    private static List<String> texts(List<TermMatch> matches) {
        return matches.stream()
                .map(match -> match.value() + ":" + match.record().key().scope() + "/"
                        + match.record().key().id())
                .toList();
    }
}
