package io.modelgovernance.core.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelgovernance.registry.Difference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between two values, leaf by leaf. Stateless and thread-safe. */
public final class JsonDiff {
    private JsonDiff() {}

    /**
     * Compares two values that {@link RecordCodec} can write.
     *
     * @param before the first
     * @param after the second
     * @return the leaves that differ, by path in order; a list's items are {@code [0]}, {@code [1]}, ...
     */
    public static List<Difference> between(Object before, Object after) {
        Map<String, String> left = leaves(before);
        Map<String, String> right = leaves(after);
        TreeSet<String> paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String path : paths) {
            Optional<String> one = Optional.ofNullable(left.get(path));
            Optional<String> other = Optional.ofNullable(right.get(path));
            if (!one.equals(other)) {
                differences.add(new Difference(path, one, other));
            }
        }
        return List.copyOf(differences);
    }

    private static Map<String, String> leaves(Object value) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", CanonicalJson.parse(RecordCodec.write(value)), leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.fields().forEachRemaining(field -> {
                String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                collect(name, field.getValue(), leaves);
            });
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        } else if (!node.isNull()) {
            leaves.put(path, new String(CanonicalJson.write(node), StandardCharsets.UTF_8));
        }
    }
}
