package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of links that were met at several depths keeps those at the first: all links at a thing are met whenever it is reached.
 * For one use.
 */
final class FirstMet {
    private final FoundLinks found;
    private final List<Link> links = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private Visit last = new Visit("", -1, 0);

    FirstMet(FoundLinks found) {
        this.found = found;
    }

    /** Links in a row at one thing, from one place in the list on. */
    private record Visit(String thing, int depth, int from) {}

    /** Takes a link; the depths need not be in order. */
    void add(Link link, int depth) {
        String near = found.near(link);
        if (depth != last.depth() || !near.equals(last.thing())) {
            last = new Visit(near, depth, links.size());
            visits.add(last);
            depths.merge(near, depth, Math::min);
        }
        links.add(link);
    }

    int size() {
        return links.size();
    }

    /** What is to be kept. */
    List<Link> kept() {
        List<Link> kept = new ArrayList<>(links.size());
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            if (visit.depth() == depths.getOrDefault(visit.thing(), -1)) {
                int end = i + 1 < visits.size() ? visits.get(i + 1).from() : links.size();
                kept.addAll(links.subList(visit.from(), end));
            }
        }
        return kept;
    }
}
