package io.modelgovernance.core.files;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import io.modelgovernance.spi.DecisionSink;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decision records as lines of JSON in files, for whatever reads such files: {@code
 * {"record":...,"sequence":7,"stream":"decision/loans","writer":"..."}}, each in canonical form.
 *
 * <p>Files are named {@code decisions-000001.jsonl} and so on; all but the last are complete and never change. A batch is
 * one write that is forced to the device, and a line that a crash cut off is removed at the next opening, so each record
 * is there once. How far each writer's records have come is found in the lines themselves and, for complete files, in a
 * small file beside the newest. A directory belongs to one sink at a time, which a lock sees to. Thread-safe.
 */
public final class FileSink implements DecisionSink {
    private final Path directory;
    private final long most;
    private final FileChannel guard;
    private final SinkPositions positions;
    private int number;
    private @Nullable FileChannel file;
    private long size;

    private FileSink(Path directory, long most, FileChannel guard) throws IOException {
        this.directory = directory;
        this.most = most;
        this.guard = guard;
        this.positions = SinkPositions.latest(directory);
        this.number = positions.files() + 1;
        while (Files.exists(path(number))) {
            boolean last = !Files.exists(path(number + 1));
            size = SinkLines.recover(path(number), last, positions);
            if (last) {
                break;
            }
            number++;
        }
    }

    /**
     * Opens the files in a directory, or makes it.
     *
     * @param directory for this sink alone
     * @param most bytes after which a new file is begun, at least 1
     * @return the sink
     * @throws InvalidInputException if another sink uses the directory, or the size does not fit
     * @throws StoreException if the directory cannot be used
     */
    public static FileSink in(Path directory, long most) {
        if (most < 1) {
            throw InvalidInputException.of("size of a file of decisions", "is " + most, "at least 1 byte");
        }
        try {
            Files.createDirectories(directory);
            FileChannel guard =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(guard) == null) {
                guard.close();
                throw InvalidInputException.of("directory " + directory, "is used by another sink", "one sink's alone");
            }
            return new FileSink(directory, most, guard);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel guard) throws IOException {
        try {
            return guard.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private Path path(int which) {
        return directory.resolve(String.format(java.util.Locale.ROOT, "decisions-%06d.jsonl", which));
    }

    @Override
    public synchronized long position(String stream, String writer) {
        return positions.of(stream, writer);
    }

    @Override
    public synchronized void accept(List<Observation> records) {
        List<Observation> fresh = records.stream()
                .filter(one -> one.sequence() > positions.of(one.stream(), one.writer()))
                .toList();
        if (fresh.isEmpty()) {
            return;
        }
        ByteBuffer lines = ByteBuffer.wrap(SinkLines.of(fresh));
        int length = lines.remaining();
        try {
            FileChannel out = file();
            write(out, lines);
        } catch (IOException e) {
            abandon();
            throw failed(e);
        }
        size += length;
        fresh.forEach(positions::advance);
        if (size >= most) {
            complete();
        }
    }

    private FileChannel file() throws IOException {
        FileChannel open = file;
        if (open == null) {
            boolean made = !Files.exists(path(number));
            open = FileChannel.open(path(number), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open.truncate(size);
            if (made) {
                Durable.force(directory);
            }
            file = open;
        }
        return open;
    }

    private void write(FileChannel out, ByteBuffer lines) throws IOException {
        long at = size;
        while (lines.hasRemaining()) {
            at += out.write(lines, at);
        }
        out.force(false);
    }

    /** What of a batch is in the file does not count; the next one is written over it. */
    private void abandon() {
        FileChannel open = file;
        file = null;
        if (open != null) {
            try (open) {
                open.truncate(size);
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(FileSink.class)
                        .warn("A torn line stays in {} until the next batch: {}", path(number), e.getMessage());
            }
        }
    }

    /** The records are safe already; if the note of the positions fails, the lines are read again at the next opening. */
    private void complete() {
        FileChannel open = file;
        file = null;
        try {
            if (open != null) {
                open.close();
            }
            positions.keep(directory, number);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(FileSink.class)
                    .warn("The positions of {} could not be kept: {}", path(number), e.getMessage());
        }
        number++;
        size = 0;
    }

    @Override
    public synchronized void close() {
        try {
            FileChannel open = file;
            if (open != null) {
                open.close();
            }
            guard.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(IOException e) {
        return new StoreException(
                StoreException.Outcome.NOT_WRITTEN,
                "The files of decisions must be writable. Maybe the disk is full or gone.",
                e);
    }
}
