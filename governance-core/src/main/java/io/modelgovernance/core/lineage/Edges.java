package io.modelgovernance.core.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Term;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes edges so that both ends find them. */
public final class Edges {
    static final String FROM = "from";
    static final String TO = "to";

    private Edges() {}

    /**
     * Writes an edge.
     *
     * @param act the act
     * @param scope the scope of what records it
     * @param edge the edge
     */
    public static void put(Act act, String scope, Edge edge) {
        act.put(Keys.edge(scope, edge), edge, term(FROM, edge.from()), term(TO, edge.to()));
    }

    /** Refuses edges that form a cycle among themselves (Kahn's algorithm). */
    static void requireAcyclic(List<Edge> edges) {
        Map<Node, Integer> incoming = new LinkedHashMap<>();
        Map<Node, List<Node>> outgoing = new LinkedHashMap<>();
        for (Edge edge : edges) {
            incoming.putIfAbsent(edge.from(), 0);
            incoming.merge(edge.to(), 1, Integer::sum);
            outgoing.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge.to());
        }
        ArrayDeque<Node> free = new ArrayDeque<>();
        incoming.forEach((node, count) -> {
            if (count == 0) {
                free.add(node);
            }
        });
        int seen = 0;
        for (; !free.isEmpty(); seen++) {
            for (Node next : outgoing.getOrDefault(free.remove(), List.of())) {
                if (incoming.merge(next, -1, Integer::sum) == 0) {
                    free.add(next);
                }
            }
        }
        if (seen < incoming.size()) {
            throw InvalidInputException.of("list of edges", "closes a cycle", "in the direction in which data flows");
        }
    }

    static Term term(String end, Node node) {
        return new Term(end, node.toString());
    }
}
