package io.modelgovernance.core.exchange;

import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lineage as GraphML, which yEd, Gephi and NetworkX read. Source: GraphML 1.0. Stateless and thread-safe.
 */
public final class GraphMl {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            """;

    private GraphMl() {}

    /**
     * Writes.
     *
     * @param lineage what a question reached
     * @return an XML document, to be stored as UTF-8
     */
    public static String write(Lineage lineage) {
        StringBuilder out = new StringBuilder(HEAD);
        for (String name : List.of("kind", "label")) {
            key(out, "node", name);
        }
        for (String name : List.of("role", "producer", "at", "confidence")) {
            key(out, "edge", name);
        }
        out.append("<graph edgedefault=\"directed\">\n");
        Stream.of(
                        Stream.of(lineage.start()),
                        lineage.nodes().stream(),
                        lineage.edges().stream().flatMap(edge -> Stream.of(edge.from(), edge.to())))
                .flatMap(nodes -> nodes)
                .distinct()
                .forEach(node -> node(out, node));
        lineage.edges().forEach(edge -> edge(out, edge));
        return out.append("</graph>\n</graphml>\n").toString();
    }

    private static void key(StringBuilder out, String of, String name) {
        out.append("<key id=\"" + name + "\" for=\"" + of + "\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n");
    }

    private static void node(StringBuilder out, Node node) {
        out.append("<node id=\"").append(escape(node.toString())).append("\">");
        data(out, "kind", node.kind());
        data(out, "label", node.id());
        out.append("</node>\n");
    }

    private static void edge(StringBuilder out, Edge edge) {
        out.append("<edge source=\"").append(escape(edge.from().toString()));
        out.append("\" target=\"").append(escape(edge.to().toString())).append("\">");
        data(out, "role", edge.role());
        data(out, "producer", edge.producer());
        data(out, "at", edge.at().toString());
        data(out, "confidence", edge.confidence().name());
        out.append("</edge>\n");
    }

    private static void data(StringBuilder out, String key, String text) {
        out.append("<data key=\"")
                .append(key)
                .append("\">")
                .append(escape(text))
                .append("</data>");
    }

    /** Markup becomes references; what XML 1.0 cannot hold becomes U+FFFD. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.append("&#").append(point).append(';');
                default -> out.appendCodePoint(allowed(point) ? point : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean allowed(int point) {
        return point >= 0x20 && point < 0xD800 || point > 0xDFFF && point < 0xFFFE || point > 0xFFFF;
    }
}
