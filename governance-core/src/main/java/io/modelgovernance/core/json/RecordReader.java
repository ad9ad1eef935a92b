package io.modelgovernance.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.modelgovernance.Digest;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
import org.jspecify.annotations.Nullable;

/**
 * Reads records from the tokens of a JSON document, with no tree between. Each method finds its value's first token and
 * leaves its last one. Used by one thread.
 */
final class RecordReader {
    private final JsonParser in;

    private RecordReader(JsonParser in) {
        this.in = in;
    }

    static Object read(Type type, byte[] json) throws ReflectiveOperationException {
        try (JsonParser in = CanonicalJson.tokens(json)) {
            if (in.nextToken() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            Object value = new RecordReader(in).value(type);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something follows it");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw CanonicalJson.unreadable(e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it cannot be read", e);
        }
    }

    private Object value(Type type) throws IOException, ReflectiveOperationException {
        if (type instanceof ParameterizedType) {
            return generic((ParameterizedType) type);
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return text();
        } else if (raw == int.class || raw == Integer.class) {
            return Math.toIntExact(number());
        } else if (raw == long.class || raw == Long.class) {
            return number();
        } else if (raw == double.class || raw == Double.class) {
            return in.currentToken().isNumeric() ? oneZero(in.getDoubleValue()) : notFinite(text());
        } else if (raw == boolean.class || raw == Boolean.class) {
            if (!in.currentToken().isBoolean()) {
                throw new IllegalArgumentException("a truth value was expected");
            }
            return in.getBooleanValue();
        } else if (raw.isEnum()) {
            return constant(raw, text());
        } else if (raw == VersionId.class) {
            return VersionId.parse(text());
        } else if (raw.isRecord()) {
            return record(raw);
        }
        return parsed(raw, text());
    }

    private static Object parsed(Class<?> raw, String text) {
        if (raw == Digest.class) {
            return Digest.parse(text);
        } else if (raw == Instant.class) {
            return InstantText.parse(text);
        } else if (raw == LocalDate.class) {
            return LocalDate.parse(text);
        } else if (raw == Duration.class) {
            return Duration.parse(text);
        } else if (raw == UUID.class) {
            return UUID.fromString(text);
        }
        throw new IllegalArgumentException("no reader for " + raw.getSimpleName());
    }

    private static Object constant(Class<?> raw, String name) {
        for (Object constant : raw.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(raw.getSimpleName() + " has no such constant");
    }

    private Object generic(ParameterizedType type) throws IOException, ReflectiveOperationException {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) {
            return in.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(value(arguments[0]));
        } else if (raw == Map.class) {
            return map(arguments[1]);
        } else if (raw == List.class) {
            return list(arguments[0]);
        } else if (raw == Set.class) {
            List<Object> items = list(arguments[0]);
            Set<Object> set = new TreeSet<>(items);
            if (set.size() < items.size()) {
                throw new IllegalArgumentException("distinct items were expected");
            }
            return set;
        }
        throw new IllegalArgumentException("no reader for " + raw.getSimpleName());
    }

    private Map<String, Object> map(Type type) throws IOException, ReflectiveOperationException {
        require(JsonToken.START_OBJECT, "an object");
        Map<String, Object> map = new TreeMap<>();
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            in.nextToken();
            if (map.put(name, value(type)) != null) {
                throw new IllegalArgumentException("distinct names were expected");
            }
        }
        return map;
    }

    private List<Object> list(Type type) throws IOException, ReflectiveOperationException {
        require(JsonToken.START_ARRAY, "a list");
        List<Object> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(type));
        }
        return list;
    }

    private Object record(Class<?> raw) throws IOException, ReflectiveOperationException {
        require(JsonToken.START_OBJECT, "an object");
        Fields fields = Fields.of(raw);
        @Nullable Object[] values = new Object[fields.declared().size()];
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            int place = fields.place(name);
            if (place < 0 || values[place] != null) {
                throw new IllegalArgumentException(
                        raw.getSimpleName() + (place < 0 ? " has an unknown field" : " has a field twice"));
            }
            in.nextToken();
            values[place] = value(fields.declared().get(place).type());
        }
        return fields.construct(values);
    }

    private void require(JsonToken token, String what) {
        if (in.currentToken() != token) {
            throw new IllegalArgumentException(what + " was expected");
        }
    }

    private String text() throws IOException {
        require(JsonToken.VALUE_STRING, "a text");
        return in.getText();
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

    private long number() throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            long number = in.getLongValue();
            if (!RecordCodec.exact(number)) {
                throw new IllegalArgumentException("a whole number beyond 2^53 was expected as text");
            }
            return number;
        }
        String text = text();
        long number = Long.parseLong(text);
        if (RecordCodec.exact(number) || !Long.toString(number).equals(text)) {
            throw new IllegalArgumentException("a whole number was expected, as text only beyond 2^53");
        }
        return number;
    }
}
