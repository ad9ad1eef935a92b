package io.modelgovernance.core.lineage;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Link;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
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

    private final Map<String, Node> nodes;
    private byte[] text = {};
    private int next;
    /** What stands before the first end, and between both, in the edge that was read last. */
    private byte[] head = {0};

    private byte[] middle = {};
    private Instant instant = Instant.EPOCH;
    private Edge.Confidence known = Edge.Confidence.DECLARED;
    private String producer = "";
    private String role = "";

    /**
     * Begins.
     *
     * @param expected so many different nodes, about
     */
    LinkText(int expected) {
        nodes = new HashMap<>(expected * 4 / 3);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads an edge.
     *
     * @param from the node by the name that the link has for it
     * @param to the same
     * @throws IntegrityException if its record says other ends than the link
     */
    Edge read(Link link, Node from, Node to) {
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

    /** Most often all but the ends is as in the edge before. */
    private boolean plain(Node from, Node to) {
        if (pass(head) && ends(from) && pass(middle) && ends(to) && pass(END) && next == text.length) {
            return true;
        }
        next = 0;
        return otherwise(from, to);
    }

    private boolean otherwise(Node from, Node to) {
        String when = pass(AT) ? value() : null;
        String sure = when != null && pass(CONFIDENCE) ? value() : null;
        int headEnd = next + FROM.length;
        boolean fromThere = sure != null && pass(FROM) && ends(from);
        int middleStart = next;
        String who = fromThere && pass(PRODUCER) ? value() : null;
        String how = who != null && pass(ROLE) ? value() : null;
        int middleEnd = next + TO.length;
        if (when == null || sure == null || who == null || how == null) {
            return false;
        }
        if (!pass(TO) || !ends(to) || !pass(END) || next != text.length) {
            return false;
        }
        try {
            Instant then = Instant.parse(when);
            known = Edge.Confidence.valueOf(sure);
            instant = then;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
        producer = who;
        role = how;
        head = Arrays.copyOf(text, headEnd);
        middle = Arrays.copyOfRange(text, middleStart, middleEnd);
        return true;
    }

    private boolean ends(Node node) {
        return pass(node.id()) && pass(KIND) && pass(node.kind());
    }

    private boolean pass(byte[] expected) {
        int end = next + expected.length;
        if (end > text.length || !Arrays.equals(text, next, end, expected, 0, expected.length)) {
            return false;
        }
        next = end;
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
    private @Nullable String value() {
        int from = next;
        while (next < text.length && text[next] != '"') {
            byte c = text[next++];
            if (c < 0x20 || c > 0x7e || c == '\\') {
                return null;
            }
        }
        return next == text.length ? null : new String(text, from, next++ - from, StandardCharsets.US_ASCII);
    }
}
