package io.modelgovernance.core.audit;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.HeadMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Remembers heads in a file that only grows: each note is appended, ended by a line of its own and forced to the disk
 * before it counts.
 *
 * <p>A note cut off by a crash is overwritten by the next one. Several processes may share the file; a lock on it makes
 * them take turns. Thread-safe.
 */
public final class FileHeadMemory implements HeadMemory {
    private static final String END = "--\n";
    private static final long LARGEST = 1L << 28;

    private final Path file;

    private FileHeadMemory(Path file) {
        this.file = file;
    }

    /**
     * A memory in a file.
     *
     * @param file the file, made when the first head is remembered; its directory exists
     * @return the memory
     */
    public static FileHeadMemory of(Path file) {
        return new FileHeadMemory(file);
    }

    @Override
    public synchronized Optional<String> last(String origin) {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            return last(origin, whole(read(channel)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized boolean advance(String origin, Optional<String> expected, String note) {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            String text = whole(read(channel));
            if (!last(origin, text).equals(expected)) {
                return false;
            }
            if (!expected.equals(Optional.of(note))) {
                append(channel, text.getBytes(StandardCharsets.UTF_8).length, note + END);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Every head ever remembered, oldest first.
     *
     * @return the notes
     */
    public synchronized List<String> all() {
        try (FileChannel channel = open();
                FileLock lock = channel.lock()) {
            return notes(whole(read(channel)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private String read(FileChannel channel) throws IOException {
        if (channel.size() > LARGEST) {
            throw new IntegrityException(
                    "memory of heads", "The memory of heads (" + file + ") must be smaller. Maybe start a new file.");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // reads on
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }

    /** Up to the last end: what a crash left after it does not count. */
    private static String whole(String text) {
        int end = text.lastIndexOf("\n" + END);
        return end < 0 ? "" : text.substring(0, end + 1 + END.length());
    }

    private static void append(FileChannel channel, long at, String text) throws IOException {
        channel.truncate(at);
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        long position = at;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
        channel.force(true);
    }

    private static List<String> notes(String text) {
        List<String> notes = new ArrayList<>();
        int from = 0;
        for (int end = text.indexOf("\n" + END); end >= 0; end = text.indexOf("\n" + END, from)) {
            notes.add(text.substring(from, end + 1));
            from = end + 1 + END.length();
        }
        return notes;
    }

    private static Optional<String> last(String origin, String text) {
        return notes(text).stream()
                .filter(note -> note.startsWith(origin + "\n"))
                .reduce((first, second) -> second);
    }
}
