package io.modelgovernance.core.exchange;

import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.util.stream.Stream;

/** Lineage as a Graphviz digraph, left to right: runs are ovals, everything else boxes. Stateless and thread-safe. */
public final class Dot {
    private Dot() {}

    /**
     * Writes.
     *
     * @param lineage what a question reached
     * @return text in the DOT language, to be stored as UTF-8
     */
    public static String write(Lineage lineage) {
        StringBuilder out = new StringBuilder("digraph lineage {\nrankdir=LR;\nnode [shape=box];\n");
        Stream.of(
                        Stream.of(lineage.start()),
                        lineage.nodes().stream(),
                        lineage.edges().stream().flatMap(edge -> Stream.of(edge.from(), edge.to())))
                .flatMap(nodes -> nodes)
                .distinct()
                .forEach(node -> node(out, node));
        for (Edge edge : lineage.edges()) {
            out.append(quoted(edge.from().toString()))
                    .append(" -> ")
                    .append(quoted(edge.to().toString()));
            out.append(" [label=").append(quoted(edge.role()));
            out.append(", tooltip=").append(quoted(edge.producer())).append("];\n");
        }
        return out.append("}\n").toString();
    }

    private static void node(StringBuilder out, Node node) {
        out.append(quoted(node.toString())).append(" [label=");
        out.append('"')
                .append(escape(node.id()))
                .append("\\n")
                .append(escape(node.kind()))
                .append('"');
        out.append(node.kind().equals(Node.RUN) ? ", shape=oval];\n" : "];\n");
    }

    private static String quoted(String text) {
        return '"' + escape(text) + '"';
    }

    /** A backslash begins an escape in labels, so it is doubled; control characters become blanks. */
    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                out.append('\\');
            }
            out.appendCodePoint(Character.isISOControl(point) ? ' ' : point);
        });
        return out.toString();
    }
}
