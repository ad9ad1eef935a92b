package io.modelgovernance.core.tree;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of one message in the wire form of Protocol Buffers, by number; nested messages are parsed when asked for.
 *
 * <p>Source of the form: protobuf.dev, "Encoding". Groups are refused.
 */
final class ProtoFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final Map<Integer, List<ByteBuffer>> values = new HashMap<>();

    private ProtoFields() {}

    static ProtoFields of(ByteBuffer message) {
        ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        ProtoFields fields = new ProtoFields();
        while (in.hasRemaining()) {
            long tag = varint(in);
            int from = in.position();
            int length = switch ((int) tag & 7) {
                case VARINT -> {
                    varint(in);
                    yield in.position() - from;
                }
                case FIXED64 -> 8;
                case FIXED32 -> 4;
                case BYTES -> {
                    long size = varint(in);
                    from = in.position();
                    yield size < 0 || size > in.remaining() ? in.limit() : (int) size;
                }
                default -> throw OnnxTrees.bad("has the wire type " + (tag & 7), "an ONNX model");
            };
            if (length > in.limit() - from) {
                throw OnnxTrees.bad("ends inside field " + (tag >>> 3), "whole");
            }
            fields.values
                    .computeIfAbsent((int) (tag >>> 3), unused -> new ArrayList<>())
                    .add(in.slice(from, length).order(ByteOrder.LITTLE_ENDIAN));
            in.position(from + length);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!in.hasRemaining()) {
                throw OnnxTrees.bad("ends inside a number", "whole");
            }
            byte next = in.get();
            value |= (long) (next & 127) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw OnnxTrees.bad("has a number of more than ten bytes", "an ONNX model");
    }

    List<ProtoFields> messages(int field) {
        return all(field).stream().map(ProtoFields::of).toList();
    }

    /** The one message of a field, empty if it is absent. */
    ProtoFields message(int field) {
        List<ByteBuffer> all = all(field);
        return all.isEmpty() ? new ProtoFields() : of(all.get(all.size() - 1));
    }

    List<String> texts(int field) {
        return all(field).stream()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())
                .toList();
    }

    String text(int field) {
        List<String> all = texts(field);
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    /** Floats, one a field or many packed into one. */
    float[] floats(int field) {
        int count = all(field).stream().mapToInt(bytes -> bytes.remaining() / 4).sum();
        float[] floats = new float[count];
        int at = 0;
        for (ByteBuffer bytes : all(field)) {
            ByteBuffer in = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
            while (in.remaining() >= 4) {
                floats[at++] = in.getFloat();
            }
        }
        return floats;
    }

    /** Integers, one a field or many packed into one. */
    long[] integers(int field) {
        List<Long> integers = new ArrayList<>();
        for (ByteBuffer bytes : all(field)) {
            ByteBuffer in = bytes.duplicate();
            while (in.hasRemaining()) {
                integers.add(varint(in));
            }
        }
        return integers.stream().mapToLong(Long::longValue).toArray();
    }

    boolean has(int field) {
        return values.containsKey(field);
    }

    private List<ByteBuffer> all(int field) {
        return values.getOrDefault(field, List.of());
    }
}
