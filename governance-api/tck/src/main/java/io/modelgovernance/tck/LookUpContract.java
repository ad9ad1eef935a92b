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
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What looking records up by many values promises: the same as searching value by value, in pages of any size.
 *
 * @param <S> type of the store
 */
public abstract class LookUpContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected LookUpContract() {}

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

    /** Ten records in two scopes, each at two of five values; then one ended, one changed. */
    private void fill() {
        for (String scope : List.of("b", "a b")) {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                puts.add(put(scope, "id" + i, "body", to(i % 5), to((i + 1) % 5), new Term("from", "n1")));
            }
            store.commit(act(Map.of(scope, 0L), puts.toArray(Put[]::new)));
        }
        store.commit(act(Map.of("b", 1L), Put.end(key("b", "id1")), put("b", "id2", "new", to(0))));
    }

    private static Term to(int node) {
        return new Term("to", "n" + node);
    }

    @Test
    final void manyValuesAnswerAsOneByOne() {
        fill();
        for (long asOf : new long[] {GovernanceStore.NOW, 0, 1, 2, 3}) {
            for (List<String> values : List.of(
                    List.of("n0"), List.of("n4", "n1", "n1"), List.of("n0", "n1", "n2", "n3", "n4"), List.of("x"))) {
                TermsQuery query = new TermsQuery("thing", "to", values, asOf, Optional.empty(), 1_000);
                assertEquals(oneByOne(values, asOf), texts(store.lookUp(query)), values + " as of " + asOf);
            }
        }
        assertEquals(
                List.of("n0:a b/id0", "n0:a b/id4", "n0:b/id0", "n0:b/id2", "n0:b/id4"),
                texts(store.lookUp(query(List.of("n0"), 99))));
    }

    @Test
    final void pagesOfAnySizeGiveEveryMatchOnce() {
        fill();
        TermsQuery whole = query(List.of("n0", "n1", "n2", "n3", "n4"), 1_000);
        List<String> all = texts(store.lookUp(whole));
        assertEquals(17, all.size());
        for (int size = 1; size <= all.size() + 1; size++) {
            List<String> paged = new ArrayList<>();
            TermsQuery query = query(whole.values(), size);
            List<TermMatch> page = store.lookUp(query);
            while (!page.isEmpty() && paged.size() < 100) {
                assertTrue(page.size() <= size);
                paged.addAll(texts(page));
                query = query.after(page.get(page.size() - 1), size);
                page = store.lookUp(query);
            }
            assertEquals(all, paged, "in pages of " + size);
        }
    }

    @Test
    final void asManyValuesAsAreAllowedAndAnyNumberBetween() {
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < TermsQuery.MAX_VALUES; i++) {
            puts.add(put("a", "id" + i, "body", to(i)));
        }
        store.commit(act(Map.of("a", 0L), puts.toArray(Put[]::new)));
        for (int many : new int[] {1, 2, 3, 511, 512, 513, TermsQuery.MAX_VALUES}) {
            List<String> values =
                    IntStream.range(0, many).mapToObj(i -> "n" + i).toList();
            List<String> found = store.lookUp(query(values, RecordQuery.MAX_LIMIT)).stream()
                    .map(TermMatch::value)
                    .toList();
            assertEquals(List.copyOf(new TreeSet<>(values)), found, many + " values");
        }
    }

    private List<String> oneByOne(List<String> values, long asOf) {
        List<String> found = new ArrayList<>();
        for (String value : new TreeSet<>(values)) {
            store.search(RecordQuery.with("thing", new Term("to", value)).asOf(asOf))
                    .forEach(record -> found.add(
                            texts(List.of(new TermMatch(value, record))).get(0)));
        }
        return found;
    }

    private static TermsQuery query(List<String> values, int limit) {
        return new TermsQuery("thing", "to", values, GovernanceStore.NOW, Optional.empty(), limit);
    }

    private static List<String> texts(List<TermMatch> matches) {
        return matches.stream()
                .map(match -> match.value() + ":" + match.record().key().scope() + "/"
                        + match.record().key().id())
                .toList();
    }
}
