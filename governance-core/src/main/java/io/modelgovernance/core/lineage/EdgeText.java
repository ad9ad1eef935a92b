package io.modelgovernance.core.lineage;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads stored edges. Their canonical form has its members in order, so that a walk, which reads many, can go through
 * the text once; whatever differs from the plain case (an escaped character, a transformation) is read in full.
 */
final class EdgeText {
    private static final String END = "},\"transformation\":null}";
    private static final Map<String, Edge.Confidence> CONFIDENCES = confidences();

    private final String text;
    private int at;

    private EdgeText(byte[] body) {
        this.text = new String(body, StandardCharsets.ISO_8859_1);
    }

    private static Map<String, Edge.Confidence> confidences() {
        Map<String, Edge.Confidence> byName = new HashMap<>();
        for (Edge.Confidence one : Edge.Confidence.values()) {
            byName.put(one.name(), one);
        }
        return Map.copyOf(byName);
    }

    static Edge read(byte[] body) {
        Edge plain = new EdgeText(body).plain();
        return plain == null ? RecordCodec.read(Edge.class, body) : plain;
    }

    private @Nullable Edge plain() {
        String when = value("{\"at\":\"");
        String confidence = value(",\"confidence\":\"");
        String fromId = value(",\"from\":{\"id\":\"");
        String fromKind = value(",\"kind\":\"");
        String producer = value("},\"producer\":\"");
        String role = value(",\"role\":\"");
        String toId = value(",\"to\":{\"id\":\"");
        String toKind = value(",\"kind\":\"");
        if (when == null
                || confidence == null
                || fromId == null
                || fromKind == null
                || producer == null
                || role == null
                || toId == null
                || toKind == null
                || at < 0
                || !text.substring(at).equals(END)
                || !CONFIDENCES.containsKey(confidence)) {
            return null;
        }
        try {
            return new Edge(
                    new Node(fromKind, fromId),
                    new Node(toKind, toId),
                    role,
                    producer,
                    Instant.parse(when),
                    CONFIDENCES.getOrDefault(confidence, Edge.Confidence.DECLARED));
        } catch (DateTimeException | io.modelgovernance.InvalidInputException e) {
            return null;
        }
    }

    /** The text between a beginning and the next quotation mark; null if it is not plain ASCII there. */
    private @Nullable String value(String beginning) {
        if (at < 0 || !text.startsWith(beginning, at)) {
            at = -1;
            return null;
        }
        int from = at + beginning.length();
        int to = from;
        while (to < text.length() && text.charAt(to) != '"') {
            char c = text.charAt(to++);
            if (c < 0x20 || c > 0x7e || c == '\\') {
                at = -1;
                return null;
            }
        }
        if (to == text.length()) {
            at = -1;
            return null;
        }
        at = to + 1;
        return text.substring(from, to);
    }
}
