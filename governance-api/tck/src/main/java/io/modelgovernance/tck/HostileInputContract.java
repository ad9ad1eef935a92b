package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.NOON;
import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.text;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Names and bytes made to be mistaken for something else.
 *
 * @param <S> type of the store
 */
public abstract class HostileInputContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    /** Legal names that a careless store cuts, folds, trims, pads, quotes or runs. */
    private static final List<String> NAMES = List.of(
            " ",
            "  ",
            "m",
            "m ",
            " m",
            "M",
            "%",
            "_",
            "m%",
            "\\",
            "\\'",
            "'",
            "''",
            "\"",
            "'; drop table gov_record; --",
            "' or '1'='1",
            "/* */",
            "${jndi:ldap://x}",
            "{0}",
            "#{x}",
            ":name",
            "?",
            "$1",
            "null",
            "NULL",
            "true",
            "0",
            "00",
            "0x0",
            "-1",
            "a/b",
            "a//b",
            "../../etc/passwd",
            "<script>",
            "&amp;",
            "%00",
            "%s%n",
            "~",
            "x".repeat(159),
            "x".repeat(159) + "y",
            "x".repeat(159) + "z");

    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected HostileInputContract() {}

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
    final void everyLegalNameIsAScopeAKindAnIdAndATermOfItsOwn() {
        Map<String, Long> unwritten = new HashMap<>();
        List<Put> puts = new ArrayList<>();
        for (String name : NAMES) {
            unwritten.put(name, 0L);
            puts.add(Put.of(new RecordKey(name, name, name), utf8(name), List.of(new Term(name, name))));
        }
        store.commit(act(unwritten, puts.toArray(Put[]::new)));
        for (String name : NAMES) {
            RecordKey key = new RecordKey(name, name, name);
            assertEquals(1, fixture.again().revision(name), name);
            assertEquals(name, text(body(key)), name);
            assertEquals(List.of(key), keys(RecordQuery.with(name, new Term(name, name))));
            assertEquals(List.of(key), keys(RecordQuery.in(name, name)));
            assertEquals(1, store.history(key).size(), name);
        }
    }

    @Test
    final void namesOfOneKindComeInAsciiOrderAndInPages() {
        Map<String, Long> unwritten = new HashMap<>();
        List<Put> puts = new ArrayList<>();
        List<String> sorted = NAMES.stream().sorted().toList();
        Term all = new Term("all", "of them");
        for (String name : NAMES) {
            unwritten.put(name, 0L);
            puts.add(Put.of(new RecordKey(name, "kind", "id"), utf8(name), List.of(all)));
            puts.add(Put.of(new RecordKey("one", "kind", name), utf8(name), List.of()));
        }
        unwritten.put("one", 0L);
        store.commit(act(unwritten, puts.toArray(Put[]::new)));
        List<RecordKey> scopes = keys(RecordQuery.with("kind", all));
        assertEquals(sorted, scopes.stream().map(RecordKey::scope).toList());
        List<RecordKey> ids = keys(RecordQuery.in("kind", "one"));
        assertEquals(sorted, ids.stream().map(RecordKey::id).toList());
        for (int i = 0; i < sorted.size(); i += 7) {
            RecordQuery page = RecordQuery.with("kind", all).page(Optional.of(scopes.get(i)), 3);
            assertEquals(scopes.subList(i + 1, Math.min(i + 4, scopes.size())), keys(page));
        }
    }

    @Test
    final void observationsTakeTheSameNames() {
        List<Observation> batch = new ArrayList<>();
        for (String name : NAMES) {
            batch.add(new Observation(name, name, 1, name, NOON, utf8(name)));
            batch.add(new Observation("one", name, 1, name, NOON, utf8(name)));
        }
        store.append(batch);
        assertEquals(NAMES.stream().sorted().toList(), store.writers("one"));
        for (String name : NAMES) {
            assertEquals(List.of(name), fixture.again().writers(name));
            assertEquals(name, text(store.find(name, name).orElseThrow().body()));
            assertEquals(name, text(store.read("one", name, 0, 9).get(0).body()));
        }
    }

    @Test
    final void whatCannotBeStoredIsRefusedBeforeTheStorage() {
        store.commit(act(Map.of("a", 0L), Acts.put("a", "1", "kept")));
        for (String name : List.of("", "x".repeat(161), "caf\u00e9", "\u0000", "a\nb", "\ud800", "\uff41", "\u200b")) {
            List<Executable> questions = List.of(
                    () -> store.revision(name),
                    () -> store.writers(name),
                    () -> store.read(name, "w", 0, 1),
                    () -> store.read("s", name, 0, 1),
                    () -> store.find(name, "id"),
                    () -> store.find("s", name));
            questions.forEach(question -> assertThrows(InvalidInputException.class, question));
        }
        assertEquals("kept", text(body(Acts.key("a", "1"))));
    }

    @Test
    final void bytesAreNeverReadAsText() {
        List<byte[]> bodies = List.of(
                new byte[] {0},
                new byte[] {0, 0, 0},
                new byte[] {(byte) 0xc0, (byte) 0xaf},
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                utf8("{\"b\":1.0,\"a\":1e2,\"a\":3}"),
                utf8("\\x00 \\000 \r\n\u001a \ud83d\ude00"));
        List<Put> puts = new ArrayList<>();
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            puts.add(Put.of(Acts.key("a", "" + i), bodies.get(i), List.of()));
            batch.add(new Observation("s", "w", i + 1, "" + i, NOON, bodies.get(i)));
        }
        store.commit(act(Map.of("a", 0L), puts.toArray(Put[]::new)));
        store.append(batch);
        for (int i = 0; i < bodies.size(); i++) {
            assertArrayEquals(bodies.get(i), body(Acts.key("a", "" + i)));
            assertArrayEquals(
                    bodies.get(i), store.find("s", "" + i).orElseThrow().body());
        }
    }

    private byte[] body(RecordKey key) {
        return store.find(key, GovernanceStore.NOW).orElseThrow().body();
    }

    private List<RecordKey> keys(RecordQuery query) {
        return store.search(query).stream().map(StoredRecord::key).toList();
    }
}
