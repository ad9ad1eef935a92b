package io.modelgovernance.core.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.graph.Circles;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;

/**
 * Edges that somebody declares, or takes back. Whoever declares some puts their count, so that of two acts at once, each
 * harmless and a circle together, the second sees the first.
 */
final class Declarations {
    private static final RecordKey COUNT = new RecordKey(Keys.DECLARED, Keys.DECLARED, "all");

    private final Provenance provenance;

    Declarations(Provenance provenance) {
        this.provenance = provenance;
    }

    /** How many edges were declared so far. */
    record DeclaredEdges(long count) {}

    /** Puts edges, each in the scope of its lower end, unless one closes a circle. */
    void put(Act act, List<Edge> edges) {
        for (Edge edge : edges) {
            Edges.put(act, scope(edge.to()), edge);
        }
        watch(act, edges);
    }

    /** Puts edges in a scope, unless one closes a circle. */
    void put(Act act, String scope, List<Edge> edges) {
        for (Edge edge : edges) {
            Edges.put(act, scope, edge);
        }
        watch(act, edges);
    }

    private void watch(Act act, List<Edge> edges) {
        if (edges.isEmpty()) {
            return;
        }
        long before =
                act.find(DeclaredEdges.class, COUNT).map(DeclaredEdges::count).orElse(0L);
        act.put(COUNT, new DeclaredEdges(before + edges.size()));
        requireNoCircle(edges);
    }

    private void requireNoCircle(List<Edge> edges) {
        List<Edge> all = new ArrayList<>(edges);
        all.addAll(provenance.below(edges.stream().map(Edge::to).toList()));
        LineageIndex index = LineageIndex.of(all);
        List<Integer> circle = Circles.any(index.graph());
        if (circle.isEmpty()) {
            return;
        }
        List<Node> nodes = circle.stream().map(index::node).toList();
        Edge closing = edges.stream()
                .filter(edge -> nodes.contains(edge.from()) && nodes.contains(edge.to()))
                .findFirst()
                .orElse(edges.get(0));
        throw InvalidInputException.of(
                "edge from " + closing.from() + " to " + closing.to(),
                "closes a cycle",
                "in the direction in which data flows");
    }

    /** Ends an edge's record; another one keeps what it said. */
    static void withdraw(Act act, Edge sought) {
        RecordKey key = Keys.edge(scope(sought.to()), sought);
        Edge edge = act.find(Edge.class, key)
                .orElseThrow(() -> new NotFoundException(
                        "declared edge",
                        sought.from() + " " + sought.role() + " " + sought.to(),
                        "Maybe a run observed it; that cannot be taken back."));
        act.end(key);
        Edges.put(act, new RecordKey(key.scope(), Keys.WITHDRAWN, key.id()), edge);
    }

    private static String scope(Node lower) {
        return "declared/" + lower;
    }
}
