package io.modelgovernance.core.files;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Files and directories that are on the device, not only on their way there. */
final class Durable {
    private static final int BUFFER = 1 << 17;

    private Durable() {}

    /** A directory in a directory: made, or found to be a real one. */
    static Path directory(Path parent, String name) throws IOException {
        Path path = parent.resolve(name);
        try {
            Files.createDirectory(path);
            force(parent);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(name);
            }
        }
        return path;
    }

    /**
     * Writes a stream to a new file and forces it to the device.
     *
     * @return the digest of what was written
     * @throws IOException if the stream cannot be read
     * @throws StoreException if the file cannot be written
     */
    static Digest write(InputStream in, Path file) throws IOException {
        try (FileChannel out = create(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha.update(buffer, 0, n);
                write(out, ByteBuffer.wrap(buffer, 0, n));
            }
            force(out);
            return Digest.ofRaw(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static FileChannel create(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void force(FileChannel out) {
        try {
            out.force(true);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(IOException e) {
        return new StoreException(
                StoreException.Outcome.NOT_WRITTEN,
                "The content store must be able to write a file. Maybe the disk is full or gone.",
                e);
    }

    /** Forces the names in a directory to the device; where directories cannot be opened, the file system sees to it. */
    static void force(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Deletes a file that may be gone; what cannot be deleted is cleared later. */
    static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Durable.class).debug("Left to be cleared later: {}", e.getMessage());
        }
    }
}
