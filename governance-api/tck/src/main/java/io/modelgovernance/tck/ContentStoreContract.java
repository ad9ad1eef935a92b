package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What content promises.
 *
 * @param <S> type of the store
 */
public abstract class ContentStoreContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected ContentStoreContract() {}

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
    final void bytesAreFoundByTheirDigest() throws IOException {
        byte[] bytes = new byte[(2 << 20) + 17];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (31 * i + i / 1_000);
        }
        Digest digest = store.put(new ByteArrayInputStream(bytes));
        assertEquals(Digest.of(bytes), digest);
        assertArrayEquals(bytes, read(digest));
        assertEquals(digest, store.put(new ByteArrayInputStream(bytes)));
        assertArrayEquals(bytes, read(digest));
    }

    @Test
    final void nothingIsContentToo() throws IOException {
        Digest digest = store.put(InputStream.nullInputStream());
        assertEquals(Digest.of(new byte[0]), digest);
        assertEquals(0, read(digest).length);
        assertTrue(store.open(Digest.of(utf8("something"))).isEmpty());
    }

    @Test
    final void unknownContentIsAbsent() throws IOException {
        assertEquals(1, read(store.put(new ByteArrayInputStream(new byte[1]))).length);
        assertTrue(store.open(Digest.of(utf8("never stored"))).isEmpty());
    }

    @Test
    final void aStreamThatBreaksLeavesNothing() throws IOException {
        byte[] half = utf8("the first half");
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(half), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
            }
        });
        assertThrows(IOException.class, () -> store.put(broken));
        assertTrue(store.open(Digest.of(half)).isEmpty());
        assertEquals(Digest.of(half), store.put(new ByteArrayInputStream(half)));
    }

    private byte[] read(Digest digest) throws IOException {
        try (InputStream in = fixture.again().open(digest).orElseThrow()) {
            return in.readAllBytes();
        }
    }
}
