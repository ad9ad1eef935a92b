package io.modelgovernance.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.StoreException;
import io.modelgovernance.inmemory.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileContentStoreTest {
    private static final byte[] BYTES = "a model".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path root;

    private final SettableClock clock = SettableClock.at(NOON);

    private FileContentStore store() {
        return FileContentStore.in(root, clock);
    }

    private Path file(Digest digest) {
        return root.resolve("sha256").resolve(digest.hex());
    }

    @Test
    void aFlippedBitIsFoundOnRead() throws IOException {
        Digest digest = store().put(new ByteArrayInputStream(BYTES));
        byte[] other = BYTES.clone();
        other[3] ^= 1;
        Files.write(file(digest), other);
        try (InputStream in = store().openVerified(digest).orElseThrow()) {
            assertEquals(
                    "content " + digest,
                    assertThrows(IntegrityException.class, in::readAllBytes).subject());
            assertThrows(IntegrityException.class, in::read, "it goes on refusing to end");
        }
        assertEquals(digest, store().put(new ByteArrayInputStream(BYTES)), "storing again mends it");
        try (InputStream in = store().openVerified(digest).orElseThrow()) {
            assertEquals(BYTES.length, in.readAllBytes().length);
        }
    }

    @Test
    void aCutFileIsFoundOnRead() throws IOException {
        Digest digest = store().put(new ByteArrayInputStream(BYTES));
        Files.write(file(digest), new byte[0]);
        try (InputStream in = store().openVerified(digest).orElseThrow()) {
            assertThrows(IntegrityException.class, in::read);
        }
    }

    @Test
    void aLinkInPlaceOfContentIsRefused() throws IOException {
        Path elsewhere = Files.write(root.resolve("elsewhere"), BYTES);
        Digest digest = Digest.of(BYTES);
        FileContentStore store = store();
        Files.createSymbolicLink(file(digest), elsewhere);
        assertThrows(IntegrityException.class, () -> store.open(digest));
        Digest directory = Digest.of(new byte[] {1});
        Files.createDirectory(file(directory));
        assertThrows(IntegrityException.class, () -> store.open(directory));
        assertEquals(digest, store.put(new ByteArrayInputStream(BYTES)));
        assertTrue(Files.isRegularFile(file(digest), java.nio.file.LinkOption.NOFOLLOW_LINKS), "the link is replaced");
    }

    @Test
    void aLinkInPlaceOfItsDirectoryIsRefused() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Files.createSymbolicLink(root.resolve("sha256"), other);
        assertThrows(StoreException.class, this::store);
    }

    @Test
    void theStoreItselfMayBeBehindALink() throws IOException {
        Path real = Files.createDirectory(root.resolve("real"));
        Path link = Files.createSymbolicLink(root.resolve("link"), real);
        Digest digest = FileContentStore.in(link, clock).put(new ByteArrayInputStream(BYTES));
        assertTrue(FileContentStore.in(real, clock).open(digest).isPresent());
    }

    @Test
    void aWriterThatDiedLeavesWhatIsClearedLater() throws IOException {
        FileContentStore store = store();
        Path part = Files.write(root.resolve("partial").resolve("dead"), BYTES);
        Files.setLastModifiedTime(part, FileTime.from(NOON.minus(Duration.ofDays(2))));
        Path running = Files.write(root.resolve("partial").resolve("running"), BYTES);
        Files.setLastModifiedTime(running, FileTime.from(NOON));
        assertEquals(1, store.clear(NOON.minus(Duration.ofDays(1))));
        assertFalse(Files.exists(part));
        assertTrue(Files.exists(running));
    }

    @Test
    void whatARemoverThatDiedHadSetAsideIsReadAndPutBack() throws IOException {
        FileContentStore store = store();
        Digest digest = store.put(new ByteArrayInputStream(BYTES));
        Files.move(file(digest), root.resolve("condemned").resolve(digest.hex()));
        try (InputStream in = store.openVerified(digest).orElseThrow()) {
            assertEquals(BYTES.length, in.readAllBytes().length);
        }
        assertEquals(1, store.clear(NOON));
        assertTrue(Files.exists(file(digest)));
    }

    @Test
    void strangersInTheDirectoryAreNotListed() throws IOException {
        FileContentStore store = store();
        Digest digest = store.put(new ByteArrayInputStream(BYTES));
        Files.write(root.resolve("sha256").resolve("README"), BYTES);
        try (Stream<io.modelgovernance.spi.StoredContent> all = store.list()) {
            assertEquals(1, all.filter(one -> one.digest().equals(digest)).count());
        }
        try (Stream<io.modelgovernance.spi.StoredContent> all = store.list()) {
            assertEquals(1, all.count());
        }
    }

    @Test
    void aFullDiskIsAStoreFailure() throws IOException {
        FileContentStore store = store();
        try (Stream<Path> inside = Files.list(root)) {
            for (Path one : inside.toList()) {
                Files.delete(one);
            }
        }
        assertThrows(StoreException.class, () -> store.put(new ByteArrayInputStream(BYTES)));
        assertThrows(StoreException.class, store::list);
    }
}
