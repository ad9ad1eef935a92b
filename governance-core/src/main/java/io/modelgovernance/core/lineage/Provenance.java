package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Origins;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks the recorded edges, breadth first and without recursion. Edges are only ever added, so an answer inside an act
 * can become more complete but not less. Thread-safe.
 */
public final class Provenance {
    /** Most nodes an answer holds; beyond it the answer says that it is truncated. */
    public static final int MAX_NODES = 10_000;

    private static final Set<String> NEED_ORIGIN = Set.of(Node.DATASET, Node.RUN, Node.MODEL);

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
        return walk(start, upstream, depth, MAX_NODES, asOf);
    }

    /**
     * Everything a node came from, or went into.
     *
     * @param start where to begin
     * @param upstream true for where it came from
     * @param asOf when
     * @return all of it, never truncated
     */
    public Lineage all(Node start, boolean upstream, AsOf asOf) {
        return walk(start, upstream, Integer.MAX_VALUE, Integer.MAX_VALUE, asOf);
    }

    private Lineage walk(Node start, boolean upstream, int depth, int limit, AsOf asOf) {
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
                    if (reached.size() > limit) {
                        truncated = true;
                        continue;
                    }
                    reached.put(far, steps + 1);
                    frontier.add(far);
                }
                edges.add(edge);
            }
        }
        reached.remove(start);
        return new Lineage(start, List.copyOf(reached.keySet()), List.copyOf(edges), truncated);
    }

    /**
     * Whether a node is on record: a dataset version, or the end of an edge.
     *
     * @param node the node
     * @return true if it is
     */
    public boolean knows(Node node) {
        return dataset(node, AsOf.now()).isPresent()
                || !edges(node, true, AsOf.now()).isEmpty()
                || !edges(node, false, AsOf.now()).isEmpty();
    }

    /** The dataset version that a node is, if it is one on record. */
    Optional<DatasetVersion> dataset(Node node, AsOf asOf) {
        int colon = node.id().lastIndexOf(':');
        if (!node.kind().equals(Node.DATASET) || colon < 1 || colon == node.id().length() - 1) {
            return Optional.empty();
        }
        return ledger.find(
                DatasetVersion.class,
                Keys.dataset(node.id().substring(0, colon), node.id().substring(colon + 1)),
                asOf);
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
     * How much of what a version was made from has its origin on record: itself, its runs, datasets and models.
     *
     * @param version the version
     * @return how many must have an origin, and which have none
     */
    public Completeness completeness(VersionId version) {
        return completeness(version, AsOf.now());
    }

    /**
     * How much of what a version was made from had its origin on record at a moment.
     *
     * @param version the version
     * @param asOf when
     * @return how many had to have an origin, and which had none
     */
    public Completeness completeness(VersionId version, AsOf asOf) {
        LineageIndex index = LineageIndex.of(all(Node.of(version), true, asOf));
        Origins.Completeness found = Origins.completeness(
                index.graph(),
                index.id(Node.of(version)),
                node -> NEED_ORIGIN.contains(index.node(node).kind()));
        return new Completeness(found.asked(), index.nodes(found.missing()));
    }
}
