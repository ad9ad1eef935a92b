package io.modelgovernance.core.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.graph.Circles;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Term;
import java.util.List;

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

    /** Refuses edges that form a cycle among themselves. */
    static void requireAcyclic(List<Edge> edges) {
        LineageIndex index = LineageIndex.of(edges);
        List<Integer> circle = Circles.any(index.graph());
        if (!circle.isEmpty()) {
            throw InvalidInputException.of(
                    "list of edges",
                    "closes a cycle at " + index.node(circle.get(0)),
                    "in the direction in which data flows");
        }
    }

    static Term term(String end, Node node) {
        return new Term(end, node.toString());
    }
}
