package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ContentStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store of content promises, whether it keeps anything else or not. */
public abstract class ContentContract {
    private ContentFixture fixture;
    private ContentStore store;

    /** Creates the suite. */
    protected ContentContract() {}

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract ContentFixture contentFixture();

    @BeforeEach
    final void open() {
        fixture = contentFixture();
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

    @Test
    final void checkedBytesComeWhole() throws IOException {
        byte[] bytes = utf8("checked on the way out");
        Digest digest = store.put(new ByteArrayInputStream(bytes));
        try (InputStream in = fixture.again().openVerified(digest).orElseThrow()) {
            assertEquals(bytes[0], in.read());
            assertEquals(3, in.skip(3));
            assertEquals(bytes.length - 4, in.readAllBytes().length);
            assertEquals(-1, in.read());
        }
        assertTrue(store.openVerified(Digest.of(utf8("never stored"))).isEmpty());
    }

    @Test
    final void manyWhoStoreTheSameAtOnceAllSucceed() throws Exception {
        byte[] bytes = new byte[300_000];
        bytes[299_999] = 7;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Digest>> racers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                ContentStore client = i % 2 == 0 ? store : fixture.again();
                racers.add(threads.submit(() -> client.put(new ByteArrayInputStream(bytes))));
            }
            for (Future<Digest> racer : racers) {
                assertEquals(Digest.of(bytes), racer.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertArrayEquals(bytes, read(Digest.of(bytes)));
    }

    private byte[] read(Digest digest) throws IOException {
        try (InputStream in = fixture.again().open(digest).orElseThrow()) {
            return in.readAllBytes();
        }
    }
}
