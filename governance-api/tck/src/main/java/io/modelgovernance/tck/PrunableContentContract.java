package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.PrunableContentStore;
import io.modelgovernance.spi.StoredContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a content store promises from which content can be removed. Its fixture is a {@link PrunableFixture}. */
public abstract class PrunableContentContract extends ContentContract {
    private static final int ROUNDS = 200;

    private PrunableFixture fixture;
    private PrunableContentStore store;

    /** Creates the suite. */
    protected PrunableContentContract() {}

    @Override
    protected abstract PrunableFixture contentFixture();

    @BeforeEach
    final void openAnother() {
        fixture = contentFixture();
        store = fixture.store();
    }

    @AfterEach
    final void closeTheOther() {
        fixture.close();
    }

    private Digest put(String text) throws IOException {
        return store.put(new ByteArrayInputStream(utf8(text)));
    }

    private Instant storedAt(Digest digest) {
        try (Stream<StoredContent> all = store.list()) {
            return all.filter(one -> one.digest().equals(digest))
                    .findFirst()
                    .orElseThrow()
                    .storedAt();
        }
    }

    @Test
    final void whatIsStoredIsListed() throws IOException {
        Digest one = put("one");
        Digest other = put("other one");
        try (Stream<StoredContent> all = fixture.again().list()) {
            List<StoredContent> listed =
                    all.sorted((a, b) -> Long.compare(a.size(), b.size())).toList();
            assertEquals(
                    List.of(one, other),
                    listed.stream().map(StoredContent::digest).toList());
            assertEquals(
                    List.of(3L, 9L), listed.stream().map(StoredContent::size).toList());
        }
    }

    @Test
    final void onlyOldContentIsRemoved() throws IOException {
        Digest digest = put("kept for a while");
        Instant then = storedAt(digest);
        assertFalse(store.remove(digest, then));
        assertTrue(store.open(digest).isPresent());
        assertTrue(fixture.again().remove(digest, then.plusNanos(1_000_000_000)));
        assertTrue(store.open(digest).isEmpty());
        assertFalse(store.remove(digest, then.plusNanos(1_000_000_000)));
    }

    @Test
    final void storingAgainRenews() throws IOException {
        Digest digest = put("again");
        Instant first = storedAt(digest);
        fixture.later();
        put("again");
        assertTrue(storedAt(digest).isAfter(first.plusSeconds(1)));
        assertFalse(store.remove(digest, first.plusSeconds(1)));
    }

    @Test
    final void clearingLosesNothingWhole() throws IOException {
        Digest digest = put("whole");
        store.clear(storedAt(digest).plusSeconds(1_000_000));
        assertTrue(store.open(digest).isPresent());
    }

    /** Each round somebody removes what another stores again: afterwards it is there, for it was stored last. */
    @Test
    final void whatIsStoredWhileItIsRemovedStays() throws Exception {
        byte[] bytes = utf8("wanted again");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                Digest digest = put("wanted again");
                Instant old = storedAt(digest).plusNanos(1_000_000_000);
                fixture.later();
                Future<Boolean> removed = threads.submit(() -> fixture.again().remove(digest, old));
                threads.submit(() -> store.put(new ByteArrayInputStream(bytes))).get();
                removed.get();
                try (InputStream in = store.openVerified(digest).orElseThrow()) {
                    assertArrayEquals(bytes, in.readAllBytes());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
