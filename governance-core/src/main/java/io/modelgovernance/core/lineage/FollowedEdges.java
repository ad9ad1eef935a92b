package io.modelgovernance.core.lineage;

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
    private static final Comparator<Link> ORDER =
            Comparator.comparing(Link::from).thenComparing(Link::to).thenComparingLong(Link::since);

    private final Map<String, List<Link>> at = new HashMap<>();
    private final LinkText text = new LinkText();
    private final Links.Beyond beyond;
    private final EdgeSource rest;

    /**
     * Takes an answer apart.
     *
     * @param rest who knows whether there is more, where the answer does not say
     */
    FollowedEdges(Links links, boolean upstream, EdgeSource rest) {
        for (Link link : links.links()) {
            at.computeIfAbsent(upstream ? link.to() : link.from(), node -> new ArrayList<>(4))
                    .add(link);
        }
        this.beyond = links.beyond();
        this.rest = rest;
    }

    @Override
    public boolean each(List<Node> frontier, boolean upstream, Sink sink) {
        List<String> starts = frontier.stream().map(Node::toString).sorted().toList();
        for (String start : starts) {
            List<Link> links = at.getOrDefault(start, List.of());
            if (links.size() > 1) {
                links.sort(ORDER);
            }
            for (Link link : links) {
                if (!sink.take(text.read(link))) {
                    return false;
                }
            }
        }
        return true;
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
