package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Origins;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.LineageQuestions.Visitor;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Walks the recorded edges, breadth first and without recursion. Thread-safe. */
public final class Provenance {
    private static final Set<String> NEED_ORIGIN = Set.of(Node.DATASET, Node.RUN, Node.MODEL);

    private final Ledger ledger;
    private final Function<Node, Optional<Edge>> decided;

    /**
     * Creates it.
     *
     * @param ledger where the edges are
     * @param decided the edge to a decision's node, which is not stored as one: a decision's record says its version
     */
    public Provenance(Ledger ledger, Function<Node, Optional<Edge>> decided) {
        this.ledger = ledger;
        this.decided = decided;
    }

    /**
     * Walks.
     *
     * @param trace the question
     * @return what was reached, nearest first and within a distance in the order of the nodes' text
     */
    public Lineage walk(Trace trace) {
        List<Edge> edges = new ArrayList<>();
        StoredWalk walk =
                new StoredWalk(ledger, decided, trace, List.of(trace.start()), (edge, depth) -> edges.add(edge));
        boolean whole = walk.run();
        List<Edge> once = walk.repeats() ? List.copyOf(new LinkedHashSet<>(edges)) : edges;
        return new Lineage(trace.start(), walk.reached(), once, !whole);
    }

    /**
     * Walks and hands over each edge as it is read.
     *
     * @param trace the question
     * @param visitor takes the edges
     * @return true if everything asked for was seen
     */
    public boolean walk(Trace trace, Visitor visitor) {
        return new StoredWalk(ledger, decided, trace, List.of(trace.start()), visitor).run();
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
        Trace trace = upstream ? Trace.upstream(start) : Trace.downstream(start);
        return walk(trace.asOf(asOf).limit(Integer.MAX_VALUE));
    }

    /** All current edges below some nodes. */
    List<Edge> below(List<Node> nodes) {
        List<Edge> edges = new ArrayList<>();
        if (!nodes.isEmpty()) {
            Trace trace = Trace.downstream(nodes.get(0)).limit(Integer.MAX_VALUE);
            new StoredWalk(ledger, decided, trace, nodes, (edge, depth) -> edges.add(edge)).run();
        }
        return edges;
    }

    /**
     * Whether a node is on record: a dataset version, or the end of an edge.
     *
     * @param node the node
     * @return true if it is
     */
    public boolean knows(Node node) {
        EdgeReads reads = EdgeReads.current(ledger, ledger.position(AsOf.now()));
        return dataset(node, AsOf.now()).isPresent()
                || !reads.probe(List.of(node), true, edge -> false)
                || !reads.probe(List.of(node), false, edge -> false);
    }

    /** The dataset version that a node is, if it is one on record. */
    Optional<DatasetVersion> dataset(Node node, AsOf asOf) {
        return Datasets.key(node).flatMap(key -> ledger.find(DatasetVersion.class, key, asOf));
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
        return completeness(version, all(Node.of(version), true, asOf));
    }

    /**
     * How much of what a version was made from has its origin on record, among what was found upstream of it.
     *
     * @param version the version
     * @param above all of its upstream
     * @return how many must have an origin, and which have none
     */
    public Completeness completeness(VersionId version, Lineage above) {
        LineageIndex index = LineageIndex.of(above);
        Origins.Completeness found = Origins.completeness(
                index.graph(),
                index.id(Node.of(version)),
                node -> NEED_ORIGIN.contains(index.node(node).kind()));
        return new Completeness(found.asked(), index.nodes(found.missing()));
    }
}
