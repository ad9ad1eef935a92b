package io.modelgovernance.core.files;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.StoreException;
import io.modelgovernance.spi.PrunableContentStore;
import io.modelgovernance.spi.StoredContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Content in a directory of a file system: one file for each digest, {@code sha256/<64 hexadecimal digits>}, as the
 * blobs of an OCI image layout.
 *
 * <p>A file is written beside its place, forced to the device, and moved there in one step; then the directory is forced.
 * So no reader sees half a file, and what {@link #put} returned survives a power cut as far as the device keeps its word.
 * Storing the same bytes again replaces the file, which also mends one that was damaged. Thread-safe, and safe for
 * several processes in one directory; it takes no lock. The directory must be of one file system that moves files
 * atomically. Memory is one buffer a call.
 *
 * <p>A path is made of a digest alone and cannot leave the directory. What is not a regular file, such as a symbolic
 * link, is refused.
 */
public final class FileContentStore implements PrunableContentStore {
    private final Path contents;
    private final Path partial;
    private final Path condemned;
    private final Clock clock;

    private FileContentStore(Path root, Clock clock) throws IOException {
        this.contents = Durable.directory(root, "sha256");
        this.partial = Durable.directory(root, "partial");
        this.condemned = Durable.directory(root, "condemned");
        this.clock = clock;
    }

    /**
     * Opens a store, making its directories if they are not there.
     *
     * @param directory where; it may itself be reached through a link, what is in it may not
     * @param clock the time by which content is stored
     * @return the store
     * @throws StoreException if the directories cannot be made or are not directories
     */
    public static FileContentStore in(Path directory, Clock clock) {
        try {
            Files.createDirectories(directory);
            return new FileContentStore(directory.toRealPath(), clock);
        } catch (IOException e) {
            throw failed("The directory of the content store must be writable", e);
        }
    }

    @Override
    public Digest put(InputStream in) throws IOException {
        Path part = partial.resolve(UUID.randomUUID().toString());
        try {
            Digest digest = Durable.write(in, part);
            settle(part, path(digest));
            return digest;
        } finally {
            Durable.discard(part);
        }
    }

    private void settle(Path part, Path place) {
        try {
            Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Durable.force(contents);
        } catch (IOException e) {
            throw failed("The content store must be able to move a file into place", e);
        }
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        try {
            Optional<InputStream> there = open(digest, path(digest));
            if (there.isPresent()) {
                return there;
            }
            Optional<InputStream> aside = open(digest, condemned.resolve(digest.hex()));
            return aside.isPresent() ? aside : open(digest, path(digest));
        } catch (IOException e) {
            throw failed("The content " + digest + " must be readable", e);
        }
    }

    private static Optional<InputStream> open(Digest digest, Path file) throws IOException {
        try {
            if (!attributes(file).isRegularFile()) {
                throw new IntegrityException(
                        "content " + digest,
                        "The stored content (" + digest
                                + ") must be a regular file but is another thing. Maybe somebody put a link there.");
            }
            return Optional.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    @SuppressWarnings("StreamResourceLeak") // the caller closes it
    public Stream<StoredContent> list() {
        try {
            return Files.list(contents).flatMap(file -> stored(file).stream());
        } catch (IOException e) {
            throw failed("The content store must be listable", e);
        }
    }

    private static Optional<StoredContent> stored(Path file) {
        String name = String.valueOf(file.getFileName());
        if (!name.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes its = attributes(file);
            return Optional.of(new StoredContent(
                    Digest.parse("sha256:" + name),
                    its.size(),
                    its.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("The content store must be listable", e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The file is set aside first and its time read again there: whoever stored the same bytes before has renewed that
     * time, and it goes back; whoever stores them after puts a file of his own.
     */
    @Override
    public boolean remove(Digest digest, Instant storedBefore) {
        Path aside = condemned.resolve(digest.hex());
        try {
            if (!isBefore(path(digest), storedBefore)) {
                return false;
            }
            Files.move(path(digest), aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (!isBefore(aside, storedBefore)) {
                restore(aside);
                return false;
            }
            Files.delete(aside);
            Durable.force(contents);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw failed("The content " + digest + " must be removable", e);
        }
    }

    @Override
    public int clear(Instant begunBefore) {
        int cleared = 0;
        try (Stream<Path> parts = Files.list(partial);
                Stream<Path> left = Files.list(condemned)) {
            for (Path part : parts.toList()) {
                cleared += isBefore(part, begunBefore) && Files.deleteIfExists(part) ? 1 : 0;
            }
            for (Path one : left.toList()) {
                cleared += restore(one) ? 1 : 0;
            }
        } catch (NoSuchFileException e) {
            return cleared;
        } catch (IOException e) {
            throw failed("The content store must be able to clear what was left", e);
        }
        return cleared;
    }

    /** Puts back what was set aside, as if stored now, so that it never covers a newer time with an older one. */
    private boolean restore(Path aside) throws IOException {
        try {
            Files.setLastModifiedTime(aside, FileTime.from(clock.instant()));
            Files.move(
                    aside,
                    contents.resolve(aside.getFileName()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Durable.force(contents);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static boolean isBefore(Path file, Instant moment) throws IOException {
        try {
            return attributes(file).lastModifiedTime().toInstant().isBefore(moment);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** A digest is hexadecimal alone, so the path cannot leave the directory. */
    private Path path(Digest digest) {
        return contents.resolve(digest.hex());
    }

    private static StoreException failed(String what, IOException e) {
        return new StoreException(StoreException.Outcome.NOT_WRITTEN, what + ". Maybe the disk is full or gone.", e);
    }
}
