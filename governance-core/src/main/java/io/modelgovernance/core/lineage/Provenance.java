package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Walks the recorded edges, breadth first and without recursion. Edges are only ever added, so an answer inside an act
 * can become more complete but not less. Thread-safe.
 */
public final class Provenance {
    /** Most nodes an answer holds; beyond it the answer says that it is truncated. */
    public static final int MAX_NODES = 10_000;

    private final Ledger ledger;

    /**
     * Creates it.
     *
     * @param ledger where the edges are
     */
    public Provenance(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Walks from a node, nearest first.
     *
     * @param start where from
     * @param upstream true towards the origins, false towards what was derived
     * @param depth at most so many steps, at least 1
     * @param asOf when
     * @return what was reached, without the start; truncated at {@value #MAX_NODES} nodes
     */
    public Lineage walk(Node start, boolean upstream, int depth, AsOf asOf) {
        if (depth < 1) {
            throw InvalidInputException.of("depth", "is " + depth, "at least 1");
        }
        AsOf moment = AsOf.position(ledger.position(asOf));
        Map<Node, Integer> reached = new LinkedHashMap<>(Map.of(start, 0));
        Set<Edge> edges = new LinkedHashSet<>();
        ArrayDeque<Node> frontier = new ArrayDeque<>(List.of(start));
        boolean truncated = false;
        while (!frontier.isEmpty()) {
            Node node = frontier.remove();
            int steps = reached.getOrDefault(node, 0);
            List<Edge> next = edges(node, upstream, moment);
            if (steps == depth) {
                truncated |=
                        !next.isEmpty() && next.stream().anyMatch(edge -> !reached.containsKey(far(edge, upstream)));
                continue;
            }
            for (Edge edge : next) {
                Node far = far(edge, upstream);
                if (!reached.containsKey(far)) {
                    if (reached.size() > MAX_NODES) {
                        truncated = true;
                        continue;
                    }
                    reached.put(far, steps + 1);
                    frontier.add(far);
                }
                edges.add(edge);
            }
        }
        List<Node> nodes = new ArrayList<>(reached.keySet());
        nodes.remove(start);
        return new Lineage(start, nodes, List.copyOf(edges), truncated);
    }

    private static Node far(Edge edge, boolean upstream) {
        return upstream ? edge.from() : edge.to();
    }

    private List<Edge> edges(Node node, boolean upstream, AsOf asOf) {
        RecordQuery query = RecordQuery.with(Keys.EDGE, Edges.term(upstream ? Edges.TO : Edges.FROM, node));
        return ledger.list(Edge.class, query, asOf).stream()
                .sorted(Comparator.comparing((Edge edge) -> far(edge, upstream).toString())
                        .thenComparing(Edge::role))
                .toList();
    }

    /**
     * The inputs of a version that nothing is known to lead to.
     *
     * @param version the version
     * @return the nodes, empty if its lineage is complete
     */
    public List<Node> withoutOrigin(VersionId version) {
        Node model = Node.of(version);
        Lineage upstream = walk(model, true, Integer.MAX_VALUE, AsOf.now());
        List<Node> roots = new ArrayList<>();
        if (upstream.edges().stream().noneMatch(edge -> edge.to().equals(model))) {
            roots.add(model);
        }
        for (Node node : upstream.nodes()) {
            boolean hasOrigin =
                    upstream.edges().stream().anyMatch(edge -> edge.to().equals(node));
            boolean needsOrigin = node.kind().equals(Node.DATASET)
                    || node.kind().equals(Node.RUN)
                    || node.kind().equals(Node.MODEL);
            if (needsOrigin && !hasOrigin) {
                roots.add(node);
            }
        }
        return roots;
    }
}
