package io.modelgovernance.core.lineage.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Circles: ways that lead back to where they began. Without recursion. Stateless and thread-safe. */
public final class Circles {
    private Circles() {}

    /**
     * Some circle, if there is one.
     *
     * @param graph the graph
     * @return its nodes, each with an edge to the next and the last with one to the first; empty if there is no circle
     */
    public static List<Integer> any(CompactGraph graph) {
        Adjacency out = graph.out();
        Marks done = new Marks(graph.nodes());
        Marks onPath = new Marks(graph.nodes());
        IntList path = new IntList();
        IntList next = new IntList();
        for (int root = 0; root < graph.nodes(); root++) {
            if (done.has(root)) {
                continue;
            }
            path.add(root);
            next.add(out.first(root));
            onPath.add(root);
            while (path.size() > 0) {
                int node = path.last();
                int edge = next.removeLast();
                if (edge == out.first(node + 1)) {
                    done.add(node);
                    onPath.remove(path.removeLast());
                    continue;
                }
                next.add(edge + 1);
                int end = out.end(edge);
                if (onPath.has(end)) {
                    return backTo(end, path);
                }
                if (!done.has(end)) {
                    path.add(end);
                    next.add(out.first(end));
                    onPath.add(end);
                }
            }
        }
        return List.of();
    }

    private static List<Integer> backTo(int node, IntList path) {
        List<Integer> circle = new ArrayList<>();
        int last = path.removeLast();
        for (; last != node; last = path.removeLast()) {
            circle.add(last);
        }
        circle.add(node);
        Collections.reverse(circle);
        return List.copyOf(circle);
    }
}
