package io.modelgovernance.core.files;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far each writer's records have come into files, and up to which file that is written down. Not thread-safe. */
final class SinkPositions {
    private static final String NAME = "positions.json";

    /** One writer of one stream. */
    private record Source(String stream, String writer) {}

    /**
     * As it is written down.
     *
     * @param files number of the last complete file
     * @param writers how far each writer's records have come with it
     */
    record Kept(int files, List<Position> writers) {}

    /**
     * One writer.
     *
     * @param stream the stream
     * @param writer the writer
     * @param sequence its last record's number
     */
    record Position(String stream, String writer, long sequence) {}

    private final Map<Source, Long> last = new HashMap<>();
    private int files;

    static SinkPositions latest(Path directory) throws IOException {
        SinkPositions positions = new SinkPositions();
        Path file = directory.resolve(NAME);
        if (Files.exists(file)) {
            Kept kept = RecordCodec.read(Kept.class, Files.readAllBytes(file));
            positions.files = kept.files();
            kept.writers().forEach(one -> positions.last.put(new Source(one.stream(), one.writer()), one.sequence()));
        }
        return positions;
    }

    int files() {
        return files;
    }

    long of(String stream, String writer) {
        return last.getOrDefault(new Source(stream, writer), 0L);
    }

    void advance(Observation record) {
        advance(record.stream(), record.writer(), record.sequence());
    }

    void advance(String stream, String writer, long sequence) {
        last.merge(new Source(stream, writer), sequence, Math::max);
    }

    /** Writes down that so many files are complete, in one step. */
    void keep(Path directory, int complete) throws IOException {
        List<Position> writers = new ArrayList<>();
        last.forEach((source, sequence) -> writers.add(new Position(source.stream(), source.writer(), sequence)));
        Path fresh = directory.resolve(NAME + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(RecordCodec.write(new Kept(complete, writers)));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, directory.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Durable.force(directory);
        files = complete;
    }
}
