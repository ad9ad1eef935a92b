package io.modelgovernance.core.exchange;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Members of plain JSON objects, by the type that a specification demands. */
final class Json {
    private Json() {}

    static String text(Map<String, Object> object, String what, String member) {
        return optionalText(object, member)
                .orElseThrow(() -> InvalidInputException.of(member + " of " + what, "is not a text", "given as text"));
    }

    static Optional<String> optionalText(Map<String, Object> object, String member) {
        Object value = object.get(member);
        return value instanceof String ? Optional.of((String) value) : Optional.empty();
    }

    static Map<String, Object> object(Map<String, Object> object, String what, String member) {
        return asObject(object.get(member))
                .orElseThrow(() ->
                        InvalidInputException.of(member + " of " + what, "is not an object", "given as a JSON object"));
    }

    /** The objects in an array; empty if there is no such member. */
    static List<Map<String, Object>> objects(Map<String, Object> object, String what, String member) {
        Object value = object.getOrDefault(member, List.of());
        List<Map<String, Object>> objects = new ArrayList<>();
        if (value instanceof List) {
            ((List<?>) value).forEach(item -> asObject(item).ifPresent(objects::add));
        }
        if (!(value instanceof List) || objects.size() < ((List<?>) value).size()) {
            throw InvalidInputException.of(
                    member + " of " + what, "is not a list of objects", "a JSON array of objects");
        }
        return objects;
    }

    static Optional<Map<String, Object>> asObject(@org.jspecify.annotations.Nullable Object value) {
        if (!(value instanceof Map)) {
            return Optional.empty();
        }
        Map<String, Object> object = new TreeMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> object.put(String.valueOf(name), member));
        return Optional.of(object);
    }
}
