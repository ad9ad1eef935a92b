package io.modelgovernance.core.files;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.StoreException;
import io.modelgovernance.spi.SubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys of subjects as files, one for each, named by the digest of the subject.
 *
 * <p>A key is written beside, forced to the device and then linked into place, so that of two who make one only one
 * does. Destroying overwrites and deletes; a file system that writes elsewhere, such as one with snapshots, keeps the
 * old blocks for a while. Several processes may share the directory. Thread-safe.
 */
public final class FileSubjectKeys implements SubjectKeys {
    private final Path directory;
    private final SecureRandom random;

    private FileSubjectKeys(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /**
     * Keys in a directory, apart from the database and readable to this application alone.
     *
     * @param directory an existing directory
     * @param random makes keys
     * @return the keys
     */
    public static FileSubjectKeys in(Path directory, SecureRandom random) {
        return new FileSubjectKeys(directory, random);
    }

    private Path file(String subject) {
        return directory.resolve(
                Digest.of(subject.getBytes(StandardCharsets.UTF_8)).hex() + ".key");
    }

    @Override
    public byte[] obtain(String subject) {
        Optional<byte[]> known = find(subject);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = new byte[LENGTH];
        random.nextBytes(key);
        Path written = directory.resolve(UUID.randomUUID() + ".new");
        try {
            Durable.write(new ByteArrayInputStream(key), written);
            Files.createLink(file(subject), written);
            Durable.force(directory);
            return key;
        } catch (FileAlreadyExistsException e) {
            return find(subject).orElseThrow(() -> failed(e));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            Durable.discard(written);
        }
    }

    @Override
    public Optional<byte[]> find(String subject) {
        try {
            byte[] key = Files.readAllBytes(file(subject));
            if (key.length != LENGTH) {
                throw new IntegrityException(
                        "key of " + subject,
                        "The key of " + subject + " must have 32 bytes. Maybe the file was changed by hand.");
            }
            return Optional.of(key);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void destroy(String subject) {
        Path file = file(subject);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(LENGTH);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            channel.force(true);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw failed(e);
        }
        try {
            Files.deleteIfExists(file);
            Durable.force(directory);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(IOException e) {
        return new StoreException(
                StoreException.Outcome.UNKNOWN,
                "The keys of subjects must be readable and writable. Maybe the disk is full or gone.",
                e);
    }
}
