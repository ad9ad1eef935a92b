package io.modelgovernance.core.serving;

import io.modelgovernance.spi.Observation;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Observations as bytes: length, checksum, content. A torn end is left out, and nothing after it is read. */
final class SpillFrames {
    private static final int HEAD = 2 * Integer.BYTES;

    private SpillFrames() {}

    static ByteBuffer write(List<Observation> batch) {
        List<byte[]> frames = new ArrayList<>(batch.size());
        int length = 0;
        for (Observation observation : batch) {
            byte[] frame = frame(observation);
            frames.add(frame);
            length += HEAD + frame.length;
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (byte[] frame : frames) {
            out.putInt(frame.length).putInt(checksum(frame)).put(frame);
        }
        return out.flip();
    }

    static List<Observation> read(byte[] file, long begin, int limit) {
        List<Observation> whole = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file).position(Math.toIntExact(begin));
        while (whole.size() < limit && in.remaining() >= HEAD) {
            int length = in.getInt();
            int checksum = in.getInt();
            if (length < 0 || length > in.remaining()) {
                break;
            }
            byte[] frame = new byte[length];
            in.get(frame);
            if (checksum(frame) != checksum) {
                break;
            }
            try {
                whole.add(observation(ByteBuffer.wrap(frame)));
            } catch (BufferUnderflowException e) {
                break;
            }
        }
        return whole;
    }

    private static int checksum(byte[] frame) {
        CRC32C sum = new CRC32C();
        sum.update(frame);
        return (int) sum.getValue();
    }

    private static byte[] frame(Observation observation) {
        byte[] stream = utf8(observation.stream());
        byte[] writer = utf8(observation.writer());
        byte[] id = utf8(observation.id());
        ByteBuffer out = ByteBuffer.allocate(3 * Short.BYTES
                + stream.length
                + writer.length
                + id.length
                + 2 * Long.BYTES
                + observation.body().length);
        text(out, stream);
        text(out, writer);
        text(out, id);
        out.putLong(observation.sequence());
        out.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, observation.at()));
        return out.put(observation.body()).array();
    }

    private static Observation observation(ByteBuffer in) {
        String stream = text(in);
        String writer = text(in);
        String id = text(in);
        long sequence = in.getLong();
        Instant at = Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS);
        byte[] body = new byte[in.remaining()];
        in.get(body);
        return new Observation(stream, writer, sequence, id, at, body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void text(ByteBuffer out, byte[] text) {
        out.putShort((short) text.length).put(text);
    }

    private static String text(ByteBuffer in) {
        byte[] text = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
