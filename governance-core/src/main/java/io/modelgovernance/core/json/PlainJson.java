package io.modelgovernance.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON of no fixed shape as plain values: unmodifiable maps with string keys, lists, strings, booleans, longs for whole
 * numbers up to 2^53, doubles for the others, and an empty {@code Optional} for null. {@link RecordCodec#write} writes
 * such values back. Stateless and thread-safe.
 */
public final class PlainJson {
    private static final long EXACT = 1L << 53;

    private PlainJson() {}

    /**
     * Reads a document as strictly as {@link CanonicalJson} does.
     *
     * @param json one JSON object in UTF-8
     * @return its members in order
     * @throws InvalidInputException if it is not strict JSON, or not an object
     */
    public static Map<String, Object> object(byte[] json) {
        JsonNode node = CanonicalJson.parse(json);
        if (!node.isObject()) {
            throw InvalidInputException.of("JSON document", "is no object", "a JSON object");
        }
        return members(node);
    }

    private static Map<String, Object> members(JsonNode node) {
        Map<String, Object> members = new LinkedHashMap<>();
        node.fields().forEachRemaining(field -> members.put(field.getKey(), plain(field.getValue())));
        return Collections.unmodifiableMap(members);
    }

    private static Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> members(node);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                yield List.copyOf(items);
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> Optional.empty();
        };
    }

    private static Object number(JsonNode node) {
        boolean whole = node.isIntegralNumber() && node.canConvertToLong() && Math.abs(node.longValue()) <= EXACT;
        return whole ? (Object) node.longValue() : (Object) node.doubleValue();
    }
}
