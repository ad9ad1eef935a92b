package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layer of each node: the length of the longest way to it. */
final class Ranks {
    private Ranks() {}

    static Map<String, Integer> indices(List<LayeredGraph.Node> nodes) {
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            indices.put(nodes.get(i).id(), i);
        }
        return indices;
    }

    /** Layers edge by edge until none changes; more rounds than nodes mean a circle. */
    static int[] of(List<LayeredGraph.Node> nodes, List<LayeredGraph.Edge> edges) {
        Map<String, Integer> indices = indices(nodes);
        int[] ranks = new int[nodes.size()];
        boolean changed = true;
        for (int round = 0; changed; round++) {
            changed = false;
            for (LayeredGraph.Edge edge : edges) {
                int from = indices.getOrDefault(edge.from(), 0);
                int to = indices.getOrDefault(edge.to(), 0);
                if (ranks[to] <= ranks[from]) {
                    if (round > nodes.size() || from == to) {
                        throw InvalidInputException.of(
                                "edge " + edge.from() + " to " + edge.to(), "closes a circle", "part of none");
                    }
                    ranks[to] = ranks[from] + 1;
                    changed = true;
                }
            }
        }
        return ranks;
    }
}
