package io.modelgovernance.core.files;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.CanonicalBytes;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.spi.Observation;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Records as lines, and what a crash left of them. Stateless. */
final class SinkLines {
    private static final int USUAL = 1_000;
    private static final int NAMES = 200;
    private static final int BUFFER = 1 << 16;

    private SinkLines() {}

    static byte[] of(List<Observation> records) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(USUAL * records.size());
        for (Observation one : records) {
            CanonicalBytes line = new CanonicalBytes(one.body().length + NAMES);
            line.raw("{\"record\":").raw(one.body());
            line.raw(",\"sequence\":").number(one.sequence());
            line.raw(",\"stream\":").string(one.stream());
            line.raw(",\"writer\":").string(one.writer()).raw("}\n");
            lines.writeBytes(line.toBytes());
        }
        return lines.toByteArray();
    }

    /**
     * Notes the positions of all whole lines and returns how long they are. What comes after them in the last file is of
     * a batch that nobody was told is there, and is cut off.
     *
     * @throws IntegrityException if a file that is not the last has such an end
     */
    static long recover(Path file, boolean last, SinkPositions positions) throws IOException {
        long whole = whole(file, positions);
        if (whole < Files.size(file)) {
            if (!last) {
                throw new IntegrityException(
                        file.toString(),
                        "The file of decisions (" + file + ") must be whole, but cannot be read from byte " + whole
                                + " on. Maybe it was changed, or the device lost what it had acknowledged.");
            }
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
                out.truncate(whole);
                out.force(true);
            }
        }
        return whole;
    }

    private static long whole(Path file, SinkPositions positions) throws IOException {
        long whole = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL);
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next != '\n') {
                    line.write(next);
                } else if (noted(line.toByteArray(), positions)) {
                    whole += line.size() + 1L;
                    line.reset();
                } else {
                    break;
                }
            }
        }
        return whole;
    }

    private static boolean noted(byte[] line, SinkPositions positions) {
        try {
            Map<String, Object> members = PlainJson.object(line);
            if (members.get("stream") instanceof String stream
                    && members.get("writer") instanceof String writer
                    && members.get("sequence") instanceof Long sequence) {
                positions.advance(stream, writer, sequence);
                return true;
            }
            return false;
        } catch (InvalidInputException e) {
            return false;
        }
    }
}
