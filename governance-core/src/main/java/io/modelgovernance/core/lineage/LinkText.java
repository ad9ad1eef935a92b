package io.modelgovernance.core.lineage;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Link;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads edges whose ends are known already, many of one walk: what one edge has in common with the one before (who, when,
 * how) is read once. Whatever differs from the plain case of {@link EdgeText} is read in full. For one thread.
 */
final class LinkText {
    private static final byte[] AT = ascii("{\"at\":\"");
    private static final byte[] CONFIDENCE = ascii(",\"confidence\":\"");
    private static final byte[] FROM = ascii(",\"from\":{\"id\":\"");
    private static final byte[] KIND = ascii("\",\"kind\":\"");
    private static final byte[] PRODUCER = ascii("\"},\"producer\":\"");
    private static final byte[] ROLE = ascii(",\"role\":\"");
    private static final byte[] TO = ascii(",\"to\":{\"id\":\"");
    private static final byte[] END = ascii("\"},\"transformation\":null}");

    private final Map<String, Node> nodes = new HashMap<>();
    private byte[] text = {};
    private int next;
    private String at = "";
    private Instant instant = Instant.EPOCH;
    private String confidence = "";
    private Edge.Confidence known = Edge.Confidence.DECLARED;
    private String producer = "";
    private String role = "";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads an edge.
     *
     * @throws IntegrityException if its record says other ends than the link
     */
    Edge read(Link link) {
        Node from = node(link.from());
        Node to = node(link.to());
        text = link.body();
        next = 0;
        if (plain(from, to)) {
            return new Edge(from, to, role, producer, instant, known);
        }
        Edge edge = RecordCodec.read(Edge.class, link.body());
        if (!edge.from().equals(from) || !edge.to().equals(to)) {
            throw new IntegrityException(
                    "edge from " + from + " to " + to,
                    "The edge from " + from + " to " + to + " must be kept under the ends that its record says, from "
                            + edge.from() + " to " + edge.to()
                            + ". Maybe somebody changed the storage behind governance's back.");
        }
        return edge;
    }

    Node node(String name) {
        Node known = nodes.get(name);
        if (known == null) {
            known = Node.parse(name);
            nodes.put(name, known);
        }
        return known;
    }

    private boolean plain(Node from, Node to) {
        String when = pass(AT) ? value(at) : null;
        String sure = when != null && pass(CONFIDENCE) ? value(confidence) : null;
        String who = sure != null && node(FROM, from) && pass(PRODUCER) ? value(producer) : null;
        String how = who != null && pass(ROLE) ? value(role) : null;
        if (when == null || sure == null || who == null || how == null) {
            return false;
        }
        if (!node(TO, to) || !pass(END) || next != text.length) {
            return false;
        }
        try {
            instant = when.equals(at) ? instant : Instant.parse(when);
            known = sure.equals(confidence) ? known : Edge.Confidence.valueOf(sure);
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
        at = when;
        confidence = sure;
        producer = who;
        role = how;
        return true;
    }

    private boolean node(byte[] before, Node node) {
        return pass(before) && pass(node.id()) && pass(KIND) && pass(node.kind());
    }

    private boolean pass(byte[] expected) {
        if (next + expected.length > text.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (text[next + i] != expected[i]) {
                return false;
            }
        }
        next += expected.length;
        return true;
    }

    private boolean pass(String expected) {
        if (next + expected.length() > text.length) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[next + i] != expected.charAt(i)) {
                return false;
            }
        }
        next += expected.length();
        return true;
    }

    /** The text up to the next quotation mark; null if it is not plain ASCII there. */
    private @Nullable String value(String last) {
        int from = next;
        int same = 0;
        while (next < text.length && text[next] != '"') {
            byte c = text[next];
            if (c < 0x20 || c > 0x7e || c == '\\') {
                return null;
            }
            if (same == next - from && same < last.length() && last.charAt(same) == c) {
                same++;
            }
            next++;
        }
        if (next == text.length) {
            return null;
        }
        int length = next++ - from;
        return same == length && length == last.length()
                ? last
                : new String(text, from, length, StandardCharsets.US_ASCII);
    }
}
