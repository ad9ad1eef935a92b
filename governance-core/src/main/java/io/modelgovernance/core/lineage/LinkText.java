package io.modelgovernance.core.lineage;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Link;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the edges of one walk: by their notes, of which many in a row are the same, or else by their records. For one
 * thread.
 */
final class LinkText {
    private final Map<String, Node> nodes;
    private String kind = "";
    private String last = "";
    private @Nullable EdgeNote note;

    /**
     * Begins.
     *
     * @param expected so many different nodes, about
     */
    LinkText(int expected) {
        nodes = new HashMap<>(expected * 4 / 3);
    }

    /**
     * Reads an edge.
     *
     * @param from the node by the name that the link has for it
     * @param to the same
     * @throws IntegrityException if its record says other ends than the link, or its note is none
     */
    Edge read(Link link, Node from, Node to) {
        if (link.note().isEmpty()) {
            return record(link, from, to);
        }
        EdgeNote known = note;
        if (known == null || !last.equals(link.note())) {
            known = EdgeNote.parse(link.note());
            note = known;
            last = link.note();
        }
        return known.between(from, to);
    }

    private static Edge record(Link link, Node from, Node to) {
        Edge edge = EdgeText.read(link.body());
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
            known = parse(name);
            nodes.put(name, known);
        }
        return known;
    }

    /** Nodes of one kind share its name: there is one to keep, and equal at a glance. */
    private Node parse(String name) {
        int slash = name.indexOf('/');
        if (slash == kind.length() && name.startsWith(kind)) {
            return new Node(kind, name.substring(slash + 1));
        }
        Node node = Node.parse(name);
        kind = node.kind();
        return node;
    }
}
