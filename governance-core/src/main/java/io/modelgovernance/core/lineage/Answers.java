package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Origins;
import io.modelgovernance.core.lineage.graph.Paths;
import io.modelgovernance.core.lineage.graph.Walk;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.LineageQuestions;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Questions to the stored lineage: reads what can matter, then asks the compact graph of it. Thread-safe. */
final class Answers implements LineageQuestions {
    private static final int HASH = 64;

    private final Ledger ledger;
    private final Provenance provenance;

    Answers(Ledger ledger, Provenance provenance) {
        this.ledger = ledger;
        this.provenance = provenance;
    }

    @Override
    public Lineage trace(Trace trace) {
        return provenance.walk(trace);
    }

    @Override
    public boolean trace(Trace trace, Visitor visitor) {
        return provenance.walk(trace, visitor);
    }

    @Override
    public Page<Edge> edges(Node node, Direction direction, AsOf asOf, Optional<String> after, int limit) {
        if (direction == Direction.BOTH) {
            throw InvalidInputException.of("direction of edges at " + node, "is both", "upstream or downstream");
        }
        String end = direction == Direction.UPSTREAM ? Edges.TO : Edges.FROM;
        List<TermMatch> found = ledger.lookUp(new TermsQuery(
                Keys.EDGE, end, List.of(node.toString()), ledger.position(asOf), after.map(Answers::parse), limit));
        Optional<String> next = Optional.of(found)
                .filter(page -> page.size() == limit)
                .map(page -> page.get(limit - 1).record().key())
                .map(key -> key.id() + key.scope());
        return new Page<>(
                found.stream().map(match -> Edges.read(match.record())).toList(), next);
    }

    private static RecordKey parse(String key) {
        if (key.length() <= HASH) {
            throw InvalidInputException.of(
                    "key of a page of edges", "reads " + Names.printable(key), "that of the page before");
        }
        return new RecordKey(key.substring(HASH), Keys.EDGE, key.substring(0, HASH));
    }

    @Override
    public List<Node> shortestPath(Node from, Node to, AsOf asOf) {
        Set<Edge> edges = new LinkedHashSet<>();
        int[] found = {Integer.MAX_VALUE};
        Trace trace = Trace.upstream(to).asOf(asOf).limit(Integer.MAX_VALUE);
        boolean unused = from.equals(to)
                || provenance.walk(trace, (edge, depth) -> {
                    if (edge.from().equals(from)) {
                        found[0] = Math.min(found[0], depth);
                    }
                    edges.add(edge);
                    return depth <= found[0];
                });
        LineageIndex index = index(edges, to, from);
        return index.nodes(Paths.shortest(index.graph(), index.id(from), index.id(to)));
    }

    @Override
    public PathSet paths(Node from, Node to, int longest, int most, AsOf asOf) {
        Set<Edge> edges = new LinkedHashSet<>();
        boolean[] farther = {false};
        Trace trace = Trace.upstream(to).asOf(asOf).limit(Integer.MAX_VALUE);
        boolean unused = provenance.walk(trace, (edge, depth) -> {
            farther[0] = depth > longest;
            edges.add(edge);
            return !farther[0];
        });
        LineageIndex index = index(edges, to, from);
        Paths.Several found = Paths.all(index.graph(), index.id(from), index.id(to), longest, most);
        return new PathSet(found.paths().stream().map(index::nodes).toList(), found.truncated() || farther[0]);
    }

    @Override
    public List<Node> commonAncestors(Node a, Node b, AsOf asOf) {
        AsOf moment = AsOf.position(ledger.position(asOf));
        Set<Edge> edges = new LinkedHashSet<>(provenance.all(a, true, moment).edges());
        edges.addAll(provenance.all(b, true, moment).edges());
        LineageIndex index = index(edges, a, b);
        return index.nodes(Origins.nearestCommon(index.graph(), index.id(a), index.id(b)));
    }

    @Override
    public List<Node> roots(Node node, AsOf asOf) {
        LineageIndex index = LineageIndex.of(provenance.all(node, true, asOf));
        return index.nodes(Origins.roots(index.graph()));
    }

    @Override
    public List<Node> rootCauses(Node node, Predicate<Node> wrong, AsOf asOf) {
        LineageIndex index = LineageIndex.of(provenance.all(node, true, asOf));
        int[] bad = IntStream.range(0, index.graph().nodes())
                .filter(id -> wrong.test(index.node(id)))
                .toArray();
        return index.nodes(Arrays.stream(bad)
                .filter(id -> Arrays.stream(Walk.of(Direction.UPSTREAM)
                                .in(index.graph(), id)
                                .nodes())
                        .noneMatch(above -> Arrays.binarySearch(bad, above) >= 0))
                .toArray());
    }

    @Override
    public List<Node> orphans(AsOf asOf) {
        AsOf moment = AsOf.position(ledger.position(asOf));
        TreeSet<Node> alone = new TreeSet<>();
        Stream.of(
                        list(DatasetVersion.class, Keys.DATASET, moment).map(DatasetVersion::node),
                        list(RunRecord.class, Keys.RUN, moment).map(run -> new Node(Node.RUN, run.id())),
                        list(ModelVersion.class, Keys.VERSION, moment).map(version -> Node.of(version.id())))
                .flatMap(nodes -> nodes)
                .forEach(alone::add);
        EdgeReads reads = EdgeReads.current(ledger, ledger.position(moment));
        List<Node> all = List.copyOf(alone);
        boolean unused = reads.each(all, true, edge -> touched(alone, edge))
                && reads.each(all, false, edge -> touched(alone, edge));
        return List.copyOf(alone);
    }

    private static boolean touched(Set<Node> alone, Edge edge) {
        alone.remove(edge.from());
        alone.remove(edge.to());
        return true;
    }

    private <T> Stream<T> list(Class<T> type, String kind, AsOf moment) {
        RecordQuery query = new RecordQuery(
                kind, Optional.empty(), List.of(), ledger.position(moment), Optional.empty(), RecordQuery.MAX_LIMIT);
        return ledger.list(type, query, moment).stream();
    }

    private static LineageIndex index(Collection<Edge> edges, Node one, Node other) {
        return LineageIndex.of(new Lineage(one, List.of(other), List.copyOf(edges), false));
    }
}
