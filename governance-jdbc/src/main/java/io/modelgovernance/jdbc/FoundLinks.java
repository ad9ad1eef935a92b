package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links.Beyond;
import io.modelgovernance.spi.LinksQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Links that were read so far, and what they reach. For one use. */
final class FoundLinks {
    /** So many links are looked at to find out whether there is more. */
    static final int GLANCE = 64;

    private final LinksQuery query;
    private final boolean up;
    private final List<Link> links = new ArrayList<>();
    private final Set<String> reached;
    private List<String> next = new ArrayList<>();

    FoundLinks(LinksQuery query) {
        this.query = query;
        this.up = query.end().equals(Link.TO);
        this.reached = new HashSet<>(query.starts());
    }

    void add(Link link) {
        links.add(link);
        String far = far(link);
        if (reached.add(far)) {
            next.add(far);
        }
    }

    /** For an answer of which nobody will ask what it reached. */
    void addAlone(List<Link> some) {
        links.addAll(some);
    }

    /** The things at which links without a note were found; those links are taken out, to come again with their bodies. */
    List<String> withoutNote() {
        Set<String> things = new LinkedHashSet<>();
        for (Link link : links) {
            if (link.note().isEmpty()) {
                things.add(near(link));
            }
        }
        if (!things.isEmpty()) {
            links.removeIf(link -> link.note().isEmpty());
        }
        return List.copyOf(things);
    }

    /** What was reached since this was called last. */
    List<String> next() {
        List<String> reachedLast = next;
        next = new ArrayList<>();
        return reachedLast;
    }

    List<Link> links() {
        return links;
    }

    LinksQuery query() {
        return query;
    }

    String near(Link link) {
        return up ? link.to() : link.from();
    }

    String far(Link link) {
        return up ? link.from() : link.to();
    }

    /** The column of the end that is near to the starts. */
    String near() {
        return up ? "link_to" : "link_from";
    }

    /** The column of the other end. */
    String far() {
        return up ? "link_from" : "link_to";
    }

    boolean full() {
        return links.size() > query.limit();
    }

    Beyond beyond(List<String> seen) {
        if (!reached.containsAll(seen)) {
            return Beyond.MORE;
        }
        return seen.size() < GLANCE ? Beyond.NOTHING : Beyond.UNKNOWN;
    }
}
