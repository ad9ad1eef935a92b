package io.modelgovernance.core.lineage;

import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.LineageQuestions.Visitor;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.LinksQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One walk along stored edges: breadth first, a whole step of it with few questions to the storage. For one use. */
final class StoredWalk {
    /** So many edges that are there already between two looks at the clock. */
    private static final int LOOK_UP = 32;

    private static final Duration FOR_EVER = Duration.ofDays(1_000_000);
    private static final String DECISIONS = Node.DECISION + "/";

    private final Ledger ledger;
    private final Function<Node, Optional<Edge>> decided;
    private final Trace trace;
    private final Visitor visitor;
    private final EdgeReads reads;
    private EdgeSource edges;
    private final Instant end;
    private final Set<Node> seen = new HashSet<>();
    private final List<Node> reached = new ArrayList<>();
    private final Set<Node> expanded = new HashSet<>();
    private final int starts;
    private List<Node> next = new ArrayList<>();
    private int depth;
    private long walked;

    StoredWalk(Ledger ledger, Function<Node, Optional<Edge>> decided, Trace trace, List<Node> starts, Visitor visitor) {
        this.ledger = ledger;
        this.decided = decided;
        this.trace = trace;
        this.visitor = visitor;
        this.reads = new EdgeReads(
                ledger,
                ledger.position(trace.moment()),
                trace.since().map(ledger::position).orElse(-1L),
                trace.isCumulative() ? List.of(Keys.EDGE, Keys.WITHDRAWN) : List.of(Keys.EDGE));
        this.edges = reads;
        this.end = after(ledger.now(), trace.bounds().patience());
        for (Node start : starts) {
            if (seen.add(start)) {
                next.add(start);
            }
        }
        this.starts = seen.size();
        next.sort(null);
    }

    private static Instant after(Instant begun, Duration patience) {
        return patience.compareTo(FOR_EVER) >= 0 ? Instant.MAX : begun.plus(patience);
    }

    /** True if everything asked for was seen. */
    boolean run() {
        follow().ifPresent(all -> edges = all);
        while (!next.isEmpty()) {
            List<Node> frontier =
                    trace.isBordered() ? next.stream().filter(trace::passes).toList() : next;
            if (depth == trace.bounds().depth()) {
                return !leadsOn(frontier);
            }
            next = new ArrayList<>();
            depth++;
            boolean whole = step(frontier);
            next.sort(null);
            reached.addAll(next);
            if (!whole) {
                return false;
            }
        }
        return true;
    }

    /** What was reached so far, nearest first and within a distance in the order of the nodes' text. */
    List<Node> reached() {
        return reached;
    }

    /** Whether the visitor may have met equal edges. */
    boolean repeats() {
        return edges.repeats();
    }

    /** All of it in one question, where nothing but the storage has to say where it goes. */
    private Optional<EdgeSource> follow() {
        boolean up = trace.direction() == Direction.UPSTREAM;
        if (trace.direction() == Direction.BOTH
                || trace.isBordered()
                || trace.isCumulative()
                || next.size() > LinksQuery.MAX_STARTS
                || (up && next.stream().anyMatch(StoredWalk::isDecision))) {
            return Optional.empty();
        }
        LinksQuery query = new LinksQuery(
                Keys.EDGE,
                next.stream().map(Node::toString).toList(),
                up ? Link.TO : Link.FROM,
                trace.bounds().depth(),
                reads.asOf(),
                reads.since(),
                LinksQuery.MAX_LIMIT);
        return ledger.follow(query)
                .filter(links -> !up
                        || links.links().stream().noneMatch(link -> link.from().startsWith(DECISIONS)))
                .map(links -> new FollowedEdges(links, up, reads));
    }

    /** What led to a decision is not stored as an edge. */
    private static boolean isDecision(Node node) {
        return node.kind().equals(Node.DECISION);
    }

    private boolean step(List<Node> frontier) {
        boolean whole = true;
        if (trace.direction() != Direction.DOWNSTREAM) {
            whole = edges.each(frontier, true, edge -> walk(edge, edge.from())) && decided(frontier);
            expanded.addAll(frontier);
        }
        if (whole && trace.direction() != Direction.UPSTREAM) {
            whole = edges.each(frontier, false, edge -> walk(edge, edge.to()));
        }
        return whole;
    }

    private boolean decided(List<Node> frontier) {
        return frontier.stream()
                .filter(StoredWalk::isDecision)
                .flatMap(node -> decided.apply(node).stream())
                .allMatch(edge -> walk(edge, edge.from()));
    }

    private boolean walk(Edge edge, Node far) {
        if ((edges == reads || walked++ % LOOK_UP == 0) && tired()) {
            return false;
        }
        boolean walkedFromThere = trace.direction() == Direction.BOTH && expanded.contains(far);
        if (walkedFromThere || !trace.enters(far)) {
            return true;
        }
        if (!seen.contains(far)) {
            if (seen.size() - starts >= trace.bounds().limit()) {
                return false;
            }
            seen.add(far);
            next.add(far);
        }
        return visitor.visit(edge, depth);
    }

    private boolean leadsOn(List<Node> frontier) {
        return (trace.direction() != Direction.DOWNSTREAM && !edges.probe(frontier, true, edge -> !isNew(edge.from())))
                || (trace.direction() != Direction.UPSTREAM
                        && !edges.probe(frontier, false, edge -> !isNew(edge.to())));
    }

    private boolean isNew(Node node) {
        return !seen.contains(node) && trace.enters(node);
    }

    private boolean tired() {
        return !ledger.now().isBefore(end);
    }
}
