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
    private final List<Met> all = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private String last = "";
    private int lastDepth = -1;

    FirstMet(FoundLinks found) {
        this.found = found;
    }

    private record Met(Link link, int depth) {}

    /** Takes a link; the depths need not be in order. */
    void add(Link link, int depth) {
        all.add(new Met(link, depth));
        String near = found.near(link);
        if (depth != lastDepth || !near.equals(last)) {
            depths.merge(near, depth, Math::min);
            last = near;
            lastDepth = depth;
        }
    }

    int size() {
        return all.size();
    }

    /** Hands over what is to be kept. */
    void finish() {
        String thing = "";
        int first = -1;
        for (Met met : all) {
            String near = found.near(met.link());
            if (!near.equals(thing)) {
                thing = near;
                first = depths.getOrDefault(near, -1);
            }
            if (met.depth() == first) {
                found.addAlone(met.link());
            }
        }
    }
}
