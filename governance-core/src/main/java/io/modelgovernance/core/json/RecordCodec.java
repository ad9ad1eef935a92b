package io.modelgovernance.core.json;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.registry.VersionId;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes record classes as canonical JSON and reads them back.
 *
 * <p>The target type is always given by the caller; nothing in the data names a class. Reading is strict: a field that
 * the record does not have, or lacks, is an error, so that a changed record class needs a deliberate upgrade, which is a
 * constructor of the {@linkplain io.modelgovernance.EarlierForm earlier form}. Numbers
 * that JSON has no word for ({@code NaN}, infinities) and longs beyond 2^53 are written as text; negative zero is
 * written as 0, as RFC 8785 demands. Thread-safe.
 */
public final class RecordCodec {
    static final long EXACT = 1L << 53;
    private static final int USUAL = 512;

    private RecordCodec() {}

    /**
     * Writes.
     *
     * @param value a record, or any value a record may hold
     * @return canonical JSON
     */
    public static byte[] write(Object value) {
        CanonicalBytes out = new CanonicalBytes(USUAL);
        encode(value, out);
        return out.toBytes();
    }

    /**
     * Reads.
     *
     * @param type the record class
     * @param json what {@link #write} wrote
     * @param <T> the record class
     * @return an equal value
     * @throws IntegrityException if the bytes are not such a record
     */
    public static <T> T read(Class<T> type, byte[] json) {
        try {
            return type.cast(RecordReader.read(type, json));
        } catch (IntegrityException e) {
            throw e;
        } catch (GovernanceException
                | IllegalArgumentException
                | ArithmeticException
                | DateTimeException
                | ReflectiveOperationException e) {
            throw new IntegrityException(
                    type.getSimpleName(),
                    "The stored " + type.getSimpleName() + " must be readable: " + e.getMessage());
        }
    }

    private static void encode(Object value, CanonicalBytes out) {
        if (value instanceof String || value instanceof VersionId) {
            out.string(value.toString());
        } else if (value instanceof Record) {
            encodeRecord((Record) value, out);
        } else if (value instanceof Optional) {
            ((Optional<?>) value).ifPresentOrElse(item -> encode(item, out), () -> out.raw("null"));
        } else if (value instanceof Set) {
            encodeAll(new TreeSet<>((Set<?>) value), out);
        } else if (value instanceof Iterable) {
            encodeAll((Iterable<?>) value, out);
        } else if (value instanceof Map) {
            encodeMap((Map<?, ?>) value, out);
        } else if (value instanceof Boolean) {
            out.raw((Boolean) value ? "true" : "false");
        } else if (value instanceof Double) {
            out.number((double) (Double) value);
        } else if (value instanceof Integer || value instanceof Long) {
            out.number(((Number) value).longValue());
        } else if (value instanceof Enum) {
            out.string(((Enum<?>) value).name());
        } else {
            out.string(value.toString());
        }
    }

    private static void encodeAll(Iterable<?> items, CanonicalBytes out) {
        char before = '[';
        for (Object item : items) {
            encode(item, out.raw(before));
            before = ',';
        }
        out.raw(before == '[' ? "[]" : "]");
    }

    private static void encodeMap(Map<?, ?> map, CanonicalBytes out) {
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        char before = '{';
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            CanonicalJson.requireShort(entry.getKey());
            encode(entry.getValue(), out.raw(before).string(entry.getKey()).raw(':'));
            before = ',';
        }
        out.raw(before == '{' ? "{}" : "}");
    }

    private static void encodeRecord(Record record, CanonicalBytes out) {
        char before = '{';
        for (Fields.Field field : Fields.of(record.getClass()).sorted()) {
            encode(field.read(record), out.raw(before).string(field.name()).raw(':'));
            before = ',';
        }
        out.raw(before == '{' ? "{}" : "}");
    }

    static boolean exact(long number) {
        return -EXACT <= number && number <= EXACT;
    }
}
