package io.modelgovernance.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.modelgovernance.Digest;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.registry.VersionId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writes record classes as canonical JSON and reads them back.
 *
 * <p>The target type is always given by the caller; nothing in the data names a class. Reading is strict: a field that
 * the record does not have, or lacks, is an error, so that a changed record class needs a deliberate upgrade. Numbers
 * that JSON has no word for ({@code NaN}, infinities) and longs beyond 2^53 are written as text; negative zero is
 * written as 0, as RFC 8785 demands. Thread-safe.
 */
public final class RecordCodec {
    static final long EXACT = 1L << 53;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RecordCodec() {}

    /**
     * Writes.
     *
     * @param value a record, or any value a record may hold
     * @return canonical JSON
     */
    public static byte[] write(Object value) {
        return CanonicalJson.write(encode(value));
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
            return type.cast(decode(type, CanonicalJson.parse(json)));
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

    private static JsonNode encode(Object value) {
        if (value instanceof Record) {
            return encodeRecord((Record) value);
        } else if (value instanceof Optional) {
            return ((Optional<?>) value).map(RecordCodec::encode).orElse(JSON.nullNode());
        } else if (value instanceof Set) {
            return encode(List.copyOf(new TreeSet<>((Set<?>) value)));
        } else if (value instanceof Iterable) {
            ArrayNode array = JSON.arrayNode();
            ((Iterable<?>) value).forEach(item -> array.add(encode(item)));
            return array;
        } else if (value instanceof Map) {
            ObjectNode object = JSON.objectNode();
            ((Map<?, ?>) value).forEach((key, item) -> object.set(String.valueOf(key), encode(item)));
            return object;
        } else if (value instanceof Boolean) {
            return BooleanNode.valueOf((Boolean) value);
        } else if (value instanceof Double) {
            return Double.isFinite((Double) value) ? DoubleNode.valueOf((Double) value) : text(value);
        } else if (value instanceof Integer || value instanceof Long) {
            long number = ((Number) value).longValue();
            return exact(number) ? LongNode.valueOf(number) : text(value);
        } else if (value instanceof Enum) {
            return TextNode.valueOf(((Enum<?>) value).name());
        }
        return text(value);
    }

    private static JsonNode text(Object value) {
        return TextNode.valueOf(value.toString());
    }

    private static JsonNode encodeRecord(Record record) {
        if (record instanceof VersionId) {
            return text(record);
        }
        ObjectNode object = JSON.objectNode();
        for (Fields.Field field : Fields.of(record.getClass())) {
            object.set(field.name(), encode(field.read(record)));
        }
        return object;
    }

    private static Object decode(Type type, JsonNode node) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType) {
            return decodeGeneric((ParameterizedType) type, node);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return requireText(node);
        } else if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(number(node));
        } else if (raw == long.class || raw == Long.class) {
            return number(node);
        } else if (raw == double.class || raw == Double.class) {
            return node.isNumber() ? oneZero(node.doubleValue()) : notFinite(requireText(node));
        } else if (raw == boolean.class || raw == Boolean.class) {
            if (!node.isBoolean()) {
                throw new IllegalArgumentException("a truth value was expected");
            }
            return node.booleanValue();
        } else if (raw.isEnum()) {
            return decodeEnum(raw, requireText(node));
        } else if (raw == VersionId.class) {
            return VersionId.parse(requireText(node));
        } else if (raw.isRecord()) {
            return decodeRecord(raw, node);
        }
        return decodeText(raw, requireText(node));
    }

    private static Object decodeText(Class<?> raw, String text) {
        if (raw == Digest.class) {
            return Digest.parse(text);
        } else if (raw == Instant.class) {
            return Instant.parse(text);
        } else if (raw == LocalDate.class) {
            return LocalDate.parse(text);
        } else if (raw == Duration.class) {
            return Duration.parse(text);
        } else if (raw == UUID.class) {
            return UUID.fromString(text);
        }
        throw new IllegalArgumentException("no reader for " + raw.getSimpleName());
    }

    private static Object decodeEnum(Class<?> raw, String name) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(raw.getSimpleName() + " has no such constant");
    }

    private static Object decodeGeneric(ParameterizedType type, JsonNode node) throws ReflectiveOperationException {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return node.isNull() ? Optional.empty() : Optional.of(decode(arguments[0], node));
        } else if (raw == Map.class) {
            Map<String, Object> map = new TreeMap<>();
            var names = requireObject(node).fieldNames();
            while (names.hasNext()) {
                String name = names.next();
                map.put(name, decode(arguments[1], node.get(name)));
            }
            return map;
        } else if (raw == List.class || raw == Set.class) {
            if (!node.isArray()) {
                throw new IllegalArgumentException("a list was expected");
            }
            List<Object> list = new ArrayList<>();
            for (JsonNode item : node) {
                list.add(decode(arguments[0], item));
            }
            return raw == List.class ? list : set(list);
        }
        throw new IllegalArgumentException("no reader for " + raw.getSimpleName());
    }

    private static Set<Object> set(List<Object> items) {
        Set<Object> set = new TreeSet<>(items);
        if (set.size() < items.size()) {
            throw new IllegalArgumentException("distinct items were expected");
        }
        return set;
    }

    private static Object decodeRecord(Class<?> raw, JsonNode node) throws ReflectiveOperationException {
        List<Fields.Field> fields = Fields.of(raw);
        if (requireObject(node).size() != fields.size()) {
            throw new IllegalArgumentException(raw.getSimpleName() + " has " + fields.size() + " fields");
        }
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode field = node.get(fields.get(i).name());
            if (field == null) {
                throw new IllegalArgumentException("field " + fields.get(i).name() + " is missing");
            }
            values[i] = decode(fields.get(i).type(), field);
        }
        return Fields.construct(raw, values);
    }

    private static JsonNode requireObject(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("an object was expected");
        }
        return node;
    }

    private static String requireText(JsonNode node) {
        if (!node.isTextual()) {
            throw new IllegalArgumentException("a text was expected");
        }
        return node.textValue();
    }

    /** RFC 8785 knows no minus zero, so that what is read must have none either. */
    private static double oneZero(double value) {
        return value + 0.0;
    }

    private static double notFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("a number was expected");
        };
    }

    private static long number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && exact(node.longValue())) {
            return node.longValue();
        }
        String text = requireText(node);
        long number = Long.parseLong(text);
        if (exact(number) || !Long.toString(number).equals(text)) {
            throw new IllegalArgumentException("a whole number was expected, as text only beyond 2^53");
        }
        return number;
    }

    private static boolean exact(long number) {
        return -EXACT <= number && number <= EXACT;
    }
}
