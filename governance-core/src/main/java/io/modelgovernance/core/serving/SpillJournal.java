package io.modelgovernance.core.serving;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Observations on the local disk that the store could not take: bounded, each with its checksum, durable when
 * {@link #append} returns, and found again after a crash.
 *
 * <p>A directory belongs to one process at a time. What is read is forgotten only when {@link #taken} says so; the same
 * observation may be read twice, and the store knows it again by its number. Not thread-safe.
 */
final class SpillJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpillJournal.class);
    private static final String SUFFIX = ".spill";

    /** Opens a file for writing; a seam for disks that are full. */
    interface Disk {
        FileChannel open(Path file) throws IOException;
    }

    private static final class Segment {
        final Path file;
        long begin;
        int left;

        Segment(Path file, int left) {
            this.file = file;
            this.left = left;
        }
    }

    private final Path directory;
    private final long most;
    private final Disk disk;
    private final FileChannel guard;
    private final FileLock lock;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private long bytes;
    private long pending;
    private long next = 1;

    private SpillJournal(Path directory, long most, Disk disk, FileChannel guard, FileLock lock) {
        this.directory = directory;
        this.most = most;
        this.disk = disk;
        this.guard = guard;
        this.lock = lock;
    }

    /** Opens the journal in a directory, and finds what a process before has left there. */
    static SpillJournal open(Path directory, long most, String stream, Disk disk) {
        try {
            Files.createDirectories(directory);
            FileChannel guard =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = lock(guard);
            if (lock == null) {
                guard.close();
                throw InvalidInputException.of(
                        "local journal " + directory, "is used by another governed model", "one model's alone");
            }
            SpillJournal journal = new SpillJournal(directory, most, disk, guard, lock);
            journal.recover(stream);
            return journal;
        } catch (IOException e) {
            throw new IntegrityException(
                    directory.toString(), "The local journal must be readable and writable: " + e.getMessage());
        }
    }

    static FileChannel onDisk(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static @Nullable FileLock lock(FileChannel guard) throws IOException {
        try {
            return guard.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void recover(String stream) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            List<Observation> whole = SpillFrames.read(content, 0, Integer.MAX_VALUE);
            if (SpillFrames.write(whole).remaining() < content.length) {
                Path kept = directory.resolve(file.getFileName() + ".damaged");
                Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn("The end of {} is torn or damaged; a copy of all of it is kept as {}", file, kept);
            }
            String name = file.getFileName().toString();
            next = Math.max(next, Long.parseLong(name.substring(0, name.indexOf('.'))) + 1);
            for (Observation observation : whole) {
                if (!observation.stream().equals(stream)) {
                    throw InvalidInputException.of(
                            "local journal " + directory, "holds records of " + observation.stream(), "of " + stream);
                }
            }
            if (whole.isEmpty()) {
                Files.delete(file);
                continue;
            }
            segments.add(new Segment(file, whole.size()));
            bytes += Files.size(file);
            pending += whole.size();
        }
    }

    /** Keeps observations, all or none; false if there is no room or the disk fails. */
    boolean append(List<Observation> batch) {
        ByteBuffer frames = SpillFrames.write(batch);
        int length = frames.remaining();
        if (bytes + length > most) {
            return false;
        }
        Path file = directory.resolve(String.format(java.util.Locale.ROOT, "%012d%s", next, SUFFIX));
        try (FileChannel channel = disk.open(file)) {
            while (frames.hasRemaining()) {
                if (channel.write(frames) == 0) {
                    throw new IOException("nothing was written");
                }
            }
            channel.force(true);
        } catch (IOException e) {
            next++;
            forget(file);
            return false;
        }
        next++;
        segments.add(new Segment(file, batch.size()));
        bytes += length;
        pending += batch.size();
        return true;
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.getMessage());
        }
    }

    /** The oldest observations, without forgetting them; empty if there are none. */
    List<Observation> oldest(int limit) {
        Segment first = segments.peek();
        if (first == null) {
            return List.of();
        }
        try {
            return SpillFrames.read(Files.readAllBytes(first.file), first.begin, limit);
        } catch (IOException e) {
            throw new IntegrityException(
                    first.file.toString(), "The local journal must be readable: " + e.getMessage());
        }
    }

    /** Forgets the oldest observations: they are in the store. */
    void taken(List<Observation> batch) {
        Segment first = segments.getFirst();
        first.begin += SpillFrames.write(batch).remaining();
        first.left -= batch.size();
        pending -= batch.size();
        if (first.left <= 0) {
            try {
                bytes -= Files.size(first.file);
            } catch (IOException e) {
                bytes -= Math.min(bytes, first.begin);
            }
            segments.remove();
            forget(first.file);
        }
    }

    long pending() {
        return pending;
    }

    @Override
    public void close() {
        try {
            lock.release();
            guard.close();
        } catch (IOException e) {
            LOG.warn("The lock of {} cannot be released: {}", directory, e.getMessage());
        }
    }
}
