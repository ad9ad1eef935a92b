package io.modelgovernance.core.exchange;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lineage as W3C PROV in JSON: runs are activities, everything else is an entity, who recorded an edge is an agent.
 *
 * <p>Names are node texts in the namespace {@code mg}, every other character than letters, digits, hyphen and underscore
 * percent-encoded, as PROV-N's local names allow. Source: PROV-JSON, W3C member submission of 24 April 2013. Stateless
 * and thread-safe.
 */
public final class ProvJson {
    private static final String NAMESPACE = "https://modelgovernance.io/ns/prov#";

    private ProvJson() {}

    /**
     * Writes.
     *
     * @param lineage what a question reached
     * @return a PROV-JSON document, canonical
     */
    public static byte[] write(Lineage lineage) {
        Map<String, Map<String, Object>> document = new TreeMap<>();
        document.put("prefix", new TreeMap<>(Map.of("mg", NAMESPACE)));
        Stream.concat(Stream.of(lineage.start()), lineage.nodes().stream()).forEach(node -> add(document, node));
        int number = 0;
        for (Edge edge : lineage.edges()) {
            add(document, edge.from());
            add(document, edge.to());
            add(document, edge, "_:r" + ++number);
        }
        return RecordCodec.write(document);
    }

    private static void add(Map<String, Map<String, Object>> document, Node node) {
        section(document, activity(node) ? "activity" : "entity")
                .put(
                        name("", node.toString()),
                        Map.of("prov:label", node.toString(), "prov:type", "mg:" + escape(node.kind())));
    }

    private static void add(Map<String, Map<String, Object>> document, Edge edge, String id) {
        Map<String, Object> relation = new TreeMap<>();
        String from = name("", edge.from().toString());
        String to = name("", edge.to().toString());
        String agent = name("agent/", edge.producer());
        section(document, "agent").put(agent, Map.of("prov:label", edge.producer()));
        boolean inActivity = activity(edge.from()) != activity(edge.to());
        relation.put(inActivity ? "prov:role" : "mg:role", edge.role());
        relation.put("mg:recordedBy", agent);
        relation.put("mg:confidence", edge.confidence().name().toLowerCase(Locale.ROOT));
        if (activity(edge.to()) && activity(edge.from())) {
            relation.put("prov:informant", from);
            relation.put("prov:informed", to);
            section(document, "wasInformedBy").put(id, relation);
        } else if (activity(edge.to())) {
            relation.put("prov:activity", to);
            relation.put("prov:entity", from);
            relation.put("prov:time", edge.at().toString());
            section(document, "used").put(id, relation);
        } else if (activity(edge.from())) {
            relation.put("prov:activity", from);
            relation.put("prov:entity", to);
            relation.put("prov:time", edge.at().toString());
            section(document, "wasGeneratedBy").put(id, relation);
        } else {
            relation.put("prov:usedEntity", from);
            relation.put("prov:generatedEntity", to);
            section(document, "wasDerivedFrom").put(id, relation);
        }
    }

    private static boolean activity(Node node) {
        return node.kind().equals(Node.RUN);
    }

    private static Map<String, Object> section(Map<String, Map<String, Object>> document, String name) {
        return document.computeIfAbsent(name, each -> new TreeMap<>());
    }

    private static String name(String kind, String text) {
        return "mg:" + escape(kind + text);
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (one & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
