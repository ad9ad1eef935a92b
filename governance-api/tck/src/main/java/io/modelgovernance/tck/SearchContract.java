package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static io.modelgovernance.tck.Acts.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What lists and lives of records promise.
 *
 * @param <S> type of the store
 */
public abstract class SearchContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final Term RED = new Term("colour", "red");
    private static final Term BLUE = new Term("colour", "blue");
    private static final Term BIG = new Term("size", "big");

    private static final Comparator<String> BY_SCOPE = Comparator.comparing(name -> name.replace('/', '\t'));

    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected SearchContract() {}

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
    final void pagesOfAnySizeGiveTheWholeListOnce() {
        for (String scope : List.of("b", "a", "a b")) {
            List<Put> puts = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                puts.add(put(scope, "id" + i, "body", RED, i % 2 == 0 ? BIG : BLUE));
            }
            store.commit(act(Map.of(scope, 0L), puts.toArray(Put[]::new)));
        }
        for (List<Term> terms : List.of(List.of(RED), List.of(RED, BIG), List.<Term>of())) {
            RecordQuery whole = query(terms, Optional.empty());
            List<String> all = keys(whole);
            assertEquals(all.stream().sorted(BY_SCOPE).toList(), all);
            assertEquals(terms.contains(BIG) ? 9 : 15, all.size());
            for (int size : new int[] {1, 2, 4, 15, 16}) {
                assertEquals(all, inPages(whole, size), "in pages of " + size);
            }
        }
        assertEquals(List.of("a/id0", "a/id2", "a/id4"), keys(query(List.of(BIG), Optional.of("a"))));
    }

    @Test
    final void aPageMayGoOnAfterAKeyThatIsNotThere() {
        store.commit(act(Map.of("a", 0L, "c", 0L), put("a", "1", "x"), put("a", "3", "x"), put("c", "1", "x")));
        RecordQuery all = query(List.of(), Optional.empty());
        assertEquals(List.of("a/3", "c/1"), keys(all.page(Optional.of(key("a", "2")), 9)));
        assertEquals(List.of("c/1"), keys(all.page(Optional.of(key("b", "9")), 9)));
        assertEquals(List.of("a/1"), keys(all.page(Optional.of(key("Z", "9")), 1)));
        assertTrue(keys(all.page(Optional.of(key("d", "0")), 9)).isEmpty());
        RecordQuery inA = query(List.of(), Optional.of("a"));
        assertEquals(List.of("a/1", "a/3"), keys(inA.page(Optional.of(key("Z", "9")), 9)));
        assertTrue(keys(inA.page(Optional.of(key("b", "0")), 9)).isEmpty());
    }

    @Test
    final void kindsAreApartUnderOneScopeAndId() {
        RecordKey version = new RecordKey("a", "version", "1");
        RecordKey card = new RecordKey("a", "card", "1");
        store.commit(act(
                Map.of("a", 0L),
                Put.of(version, Acts.utf8("version"), List.of(RED)),
                Put.of(card, Acts.utf8("card"), List.of(RED))));
        store.commit(act(Map.of("a", 1L), Put.end(card)));
        assertEquals(
                "version",
                text(store.find(version, GovernanceStore.NOW).orElseThrow().body()));
        assertTrue(store.find(card, GovernanceStore.NOW).isEmpty());
        assertEquals(1, store.search(RecordQuery.with("version", RED)).size());
        assertTrue(store.search(RecordQuery.with("card", RED)).isEmpty());
        assertEquals(1, store.search(RecordQuery.with("card", RED).asOf(1)).size());
    }

    @Test
    final void aTermIsItsNameAndItsValue() {
        store.commit(act(
                Map.of("a", 0L),
                put("a", "1", "x", new Term("p", "q")),
                put("a", "2", "x", new Term("q", "p")),
                put("a", "3", "x", new Term("p", "qq"), new Term("pq", "q"))));
        assertEquals(List.of("a/1"), keys(query(List.of(new Term("p", "q")), Optional.empty())));
        assertEquals(List.of("a/2"), keys(query(List.of(new Term("q", "p")), Optional.empty())));
        assertTrue(keys(query(List.of(new Term("p", "q"), new Term("q", "p")), Optional.empty()))
                .isEmpty());
    }

    @Test
    final void aSpanHoldsItsEndsAndComparesAsAscii() {
        for (String scope : List.of("b", "a")) {
            store.commit(act(
                    Map.of(scope, 0L),
                    put(scope, "1", "x", new Term("n", "0a"), RED),
                    put(scope, "2", "x", new Term("n", "0b"), new Term("n", "0c"), BLUE),
                    put(scope, "3", "x", new Term("n", "1"), RED),
                    put(scope, "4", "x", new Term("n", "B"), RED),
                    put(scope, "5", "x", new Term("m", "0b"), RED),
                    put(scope, "6", "x", new Term("n", "0b "), RED)));
        }
        assertEquals(List.of("a/1", "a/2", "b/1", "b/2"), keys(span("0a", "0b")));
        assertEquals(List.of("a/2", "a/6", "b/2", "b/6"), keys(span("0b", "0c")), "each record once");
        assertEquals(List.of("a/2", "b/2"), keys(span("0c", "0c")));
        assertEquals(List.of("a/3", "a/4", "b/3", "b/4"), keys(span("1", "~")));
        assertTrue(keys(span(" ", "0")).isEmpty());
        RecordQuery red = span("0", "2", RED);
        assertEquals(List.of("a/1", "a/3", "a/6", "b/1", "b/3", "b/6"), keys(red));
        assertEquals(keys(red), inPages(red, 1));
        assertEquals(keys(red), inPages(red, 4));
        RecordQuery two = new RecordQuery(
                "thing",
                Optional.of("b"),
                List.of(RED),
                List.of(new TermRange("n", "0", "1"), new TermRange("colour", "a", "z")),
                GovernanceStore.NOW,
                Optional.empty(),
                9);
        assertEquals(List.of("b/1", "b/3", "b/6"), keys(two));
        store.commit(act(Map.of("a", 1L), put("a", "1", "x", new Term("n", "9"), RED), Put.end(key("a", "3"))));
        assertEquals(List.of("a/6", "b/1", "b/3", "b/6"), keys(red));
        assertEquals(List.of("a/1", "a/3", "a/6", "b/1", "b/3", "b/6"), keys(red.asOf(2)));
    }

    private static RecordQuery span(String from, String to, Term... terms) {
        return new RecordQuery(
                "thing",
                Optional.empty(),
                List.of(terms),
                List.of(new TermRange("n", from, to)),
                GovernanceStore.NOW,
                Optional.empty(),
                RecordQuery.MAX_LIMIT);
    }

    @Test
    final void everyPositionKeepsItsAnswersWhateverComesLater() {
        List<List<String>> answers = new ArrayList<>();
        for (long i = 0; i < 8; i++) {
            Put put = i % 4 == 3
                    ? Put.end(key("a", "moving"))
                    : put("a", "moving", "body " + i, i % 2 == 0 ? RED : BLUE, BIG);
            store.commit(act(Map.of("a", i), put, put("a", "new" + i, "n", RED)));
            for (int position = 0; position < answers.size(); position++) {
                assertEquals(answers.get(position), at(position), "as of " + position + " after " + (i + 1));
            }
            if (i == 0) {
                answers.add(at(0));
            }
            answers.add(at(i + 1));
        }
        assertTrue(answers.get(0).get(0).startsWith("[] []"), answers.get(0)::toString);
        assertEquals(answers.get(8), at(GovernanceStore.NOW));
        assertEquals(9, answers.stream().distinct().count());
    }

    @Test
    final void aRecordMayEndAndComeBack() {
        store.commit(act(Map.of("a", 0L), put("a", "1", "one", RED)));
        store.commit(act(Map.of("a", 1L), Put.end(key("a", "1"))));
        store.commit(act(Map.of("a", 2L), Put.end(key("a", "1")), Put.end(key("a", "never there"))));
        store.commit(act(Map.of("a", 3L), put("a", "1", "two", RED)));
        List<StoredRecord> lives = fixture.again().history(key("a", "1"));
        assertEquals(List.of(1L, 4L), lives.stream().map(StoredRecord::from).toList());
        assertEquals(
                List.of(2L, GovernanceStore.NOW),
                lives.stream().map(StoredRecord::to).toList());
        assertTrue(store.find(key("a", "1"), 3).isEmpty());
        assertTrue(store.search(RecordQuery.with("thing", RED).asOf(3)).isEmpty());
        assertTrue(store.history(key("a", "never there")).isEmpty());
        assertEquals(4, store.revision("a"));
    }

    @Test
    final void oneActMayWriteManyRecordsAtOnePosition() {
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            puts.add(put("a", String.format(Locale.ROOT, "%03d", i), "x", new Term("n", "" + i % 10), RED));
        }
        store.commit(act(Map.of("a", 0L), puts.toArray(Put[]::new)));
        store.commit(act(Map.of("a", 1L), puts.subList(0, 300).toArray(Put[]::new)));
        List<StoredRecord> sevens = store.search(query(List.of(RED, new Term("n", "7")), Optional.empty()));
        assertEquals(60, sevens.size());
        assertEquals(30, sevens.stream().filter(record -> record.from() == 2).count());
        assertEquals(600, store.search(RecordQuery.in("thing", "a").asOf(1)).size());
        assertEquals(2, store.revision("a"));
    }

    private List<String> at(long position) {
        RecordKey moving = key("a", "moving");
        RecordQuery red = query(List.of(RED), Optional.empty()).asOf(position);
        RecordQuery blue = query(List.of(BLUE, BIG), Optional.of("a")).asOf(position);
        String body = store.find(moving, position)
                .map(record -> text(record.body()) + " from " + record.from())
                .orElse("none");
        return List.of(keys(red) + " " + keys(blue), body);
    }

    private static RecordQuery query(List<Term> terms, Optional<String> scope) {
        return new RecordQuery("thing", scope, terms, GovernanceStore.NOW, Optional.empty(), RecordQuery.MAX_LIMIT);
    }

    private List<String> inPages(RecordQuery query, int size) {
        List<String> all = new ArrayList<>();
        List<StoredRecord> page = store.search(query.page(Optional.empty(), size));
        while (!page.isEmpty() && all.size() < 100) {
            assertTrue(page.size() <= size);
            page.forEach(record -> all.add(name(record)));
            page = store.search(query.page(Optional.of(page.get(page.size() - 1).key()), size));
        }
        return all;
    }

    private List<String> keys(RecordQuery query) {
        return store.search(query).stream().map(SearchContract::name).toList();
    }

    private static String name(StoredRecord record) {
        return record.key().scope() + "/" + record.key().id();
    }
}
