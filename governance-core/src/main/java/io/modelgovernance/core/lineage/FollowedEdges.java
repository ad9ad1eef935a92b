package io.modelgovernance.core.lineage;

import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The edges of a whole walk one way, which the storage followed by itself. For one walk. */
final class FollowedEdges implements EdgeSource {
    /** Of links at one node: by the other end. */
    private static final Comparator<Link> UPSTREAM = (a, b) -> byEnd(a.from().compareTo(b.from()), a, b);

    private static final Comparator<Link> DOWNSTREAM = (a, b) -> byEnd(a.to().compareTo(b.to()), a, b);

    private final Map<Node, List<Link>> at = new HashMap<>();
    private final LinkText text;
    private final Links.Beyond beyond;
    private final EdgeSource rest;
    private boolean parallel;

    /**
     * Takes an answer apart.
     *
     * @param rest who knows whether there is more, where the answer does not say
     */
    FollowedEdges(Links links, boolean upstream, EdgeSource rest) {
        this.text = new LinkText(links.links().size());
        String last = "";
        List<Link> here = List.of();
        for (Link link : links.links()) {
            String near = upstream ? link.to() : link.from();
            if (!near.equals(last)) {
                here = at.computeIfAbsent(text.node(near), node -> new ArrayList<>(4));
                last = near;
            }
            here.add(link);
        }
        this.beyond = links.beyond();
        this.rest = rest;
    }

    @Override
    public boolean each(List<Node> frontier, boolean upstream, Sink sink) {
        for (Node start : frontier) {
            List<Link> links = at.getOrDefault(start, List.of());
            if (links.size() > 1) {
                links.sort(upstream ? UPSTREAM : DOWNSTREAM);
                parallel |= parallel(links, upstream);
            }
            for (Link link : links) {
                Node far = text.node(far(link, upstream));
                Edge edge = upstream ? text.read(link, far, start) : text.read(link, start, far);
                if (!sink.take(edge)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int byEnd(int ends, Link a, Link b) {
        return ends == 0 ? Long.compare(a.since(), b.since()) : ends;
    }

    /** Whether two links at one node have the same other end; they may be the same edge, on record in two places. */
    private static boolean parallel(List<Link> sorted, boolean upstream) {
        for (int i = 1; i < sorted.size(); i++) {
            if (far(sorted.get(i - 1), upstream).equals(far(sorted.get(i), upstream))) {
                return true;
            }
        }
        return false;
    }

    private static String far(Link link, boolean upstream) {
        return upstream ? link.from() : link.to();
    }

    @Override
    public boolean repeats() {
        return parallel;
    }

    @Override
    public boolean probe(List<Node> frontier, boolean upstream, Sink sink) {
        return switch (beyond) {
            case NOTHING -> true;
            case MORE -> false;
            case UNKNOWN -> rest.probe(frontier, upstream, sink);
        };
    }
}
