package io.modelgovernance.lineage;

import java.util.List;

/**
 * The part of the lineage graph that a question reached.
 *
 * @param start where the question began
 * @param nodes nodes reached, nearest first, without the start
 * @param edges edges between them
 * @param truncated true if a limit cut the answer short
 */
public record Lineage(Node start, List<Node> nodes, List<Edge> edges, boolean truncated) {
    /** Copies the lists. */
    public Lineage {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
