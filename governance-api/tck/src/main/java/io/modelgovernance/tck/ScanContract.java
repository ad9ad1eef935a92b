package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.put;
import static io.modelgovernance.tck.Acts.text;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a scan of the whole state promises.
 *
 * @param <S> type of the store
 */
public abstract class ScanContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final Term RED = new Term("colour", "red");
    private static final Term BLUE = new Term("colour", "blue");

    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected ScanContract() {}

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

    private static String describe(Scanned one) {
        RecordKey key = one.record().key();
        String life = one.record().from() + ".."
                + (one.record().to() == GovernanceStore.NOW
                        ? "now"
                        : Long.toString(one.record().to()));
        return String.join(
                " ",
                key.kind(),
                key.scope(),
                key.id(),
                life,
                text(one.record().body()),
                one.terms() + (one.strays().isEmpty() ? "" : "stray"));
    }

    private List<String> inPages(int size) {
        List<String> all = new ArrayList<>();
        Optional<StoredRecord> last = Optional.empty();
        while (true) {
            List<Scanned> page = store.scan(last, size);
            page.forEach(one -> all.add(describe(one)));
            if (page.size() < size) {
                return all;
            }
            last = Optional.of(page.get(page.size() - 1).record());
        }
    }

    @Test
    final void aScanGivesEveryBodyThatEverWasOnceInOrderWhateverThePage() {
        store.commit(act(
                Map.of("b", 0L, "a", 0L, "z", 0L),
                put("b", "1", "b1", RED, BLUE),
                put("b", "2", "b2"),
                put("a", "9", "a9", RED),
                Put.of(new RecordKey("a", "other", "1"), utf8("o1"), List.of(BLUE)),
                Put.of(new RecordKey("z", "a kind", "1"), utf8("k1"), List.of())));
        store.commit(act(Map.of("b", 1L), put("b", "1", "b1 again", BLUE)));
        store.commit(act(Map.of("b", 2L), Put.end(Acts.key("b", "1"))));
        store.commit(act(Map.of("b", 3L), put("b", "1", "b1 at last")));
        List<String> expected = List.of(
                "a kind z 1 1..now k1 []",
                "other a 1 1..now o1 [" + BLUE + "]",
                "thing a 9 1..now a9 [" + RED + "]",
                "thing b 1 1..2 b1 [" + BLUE + ", " + RED + "]",
                "thing b 1 2..3 b1 again [" + BLUE + "]",
                "thing b 1 4..now b1 at last []",
                "thing b 2 1..now b2 []");
        for (int size = 1; size <= expected.size() + 1; size++) {
            assertEquals(expected, inPages(size), "in pages of " + size);
        }
    }

    @Test
    final void aScanGivesTheNoteOfALinkAmongItsTerms() {
        Term from = new Term(Link.FROM, "x");
        Term to = new Term(Link.TO, "y");
        Term note = new Term(Link.NOTE, "what it is");
        store.commit(act(Map.of("a", 0L), put("a", "1", "noted", from, to, note), put("a", "2", "plain", from, to)));
        store.commit(act(Map.of("a", 1L), put("a", "1", "no more", from, to)));
        assertEquals(
                List.of(
                        "thing a 1 1..2 noted [" + from + ", " + note + ", " + to + "]",
                        "thing a 1 2..now no more [" + from + ", " + to + "]",
                        "thing a 2 1..now plain [" + from + ", " + to + "]"),
                inPages(10));
    }
}
