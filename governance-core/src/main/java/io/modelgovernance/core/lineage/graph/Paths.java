package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The ways from one node to another, with the edges.
 *
 * <p>A path is the nodes it passes, ends included, none twice. Without recursion. Stateless and thread-safe.
 */
public final class Paths {
    /** Edges looked at before a search for all paths gives up; only circles make it look at many in vain. */
    public static final int MAX_STEPS = 10_000_000;

    private static final int[] NONE = {};

    private Paths() {}

    /**
     * Several paths.
     *
     * @param paths the paths in ascending order of their nodes; each array the caller's own
     * @param truncated true if a limit cut the answer short, or with circles may have done so
     */
    public record Several(List<int[]> paths, boolean truncated) {
        /** Copies the list. */
        public Several {
            paths = List.copyOf(paths);
        }
    }

    /**
     * A shortest path: of several, one that a search in ascending order meets first.
     *
     * @param graph the graph
     * @param from where it begins
     * @param to where it ends
     * @return its nodes; empty if there is no path; one node if it begins where it ends
     * @throws InvalidInputException if there is no such node
     */
    public static int[] shortest(CompactGraph graph, int from, int to) {
        int[] steps = distances(graph, graph.require(to), graph.require(from));
        if (steps[from] < 0) {
            return NONE;
        }
        int[] path = new int[steps[from] + 1];
        path[0] = from;
        for (int i = 1; i < path.length; i++) {
            path[i] = nearer(graph.out(), path[i - 1], steps);
        }
        return path;
    }

    private static int nearer(Adjacency out, int node, int[] steps) {
        for (int i = out.first(node); ; i++) {
            if (steps[out.end(i)] == steps[node] - 1) {
                return out.end(i);
            }
        }
    }

    /** Steps from each node to the target, -1 where unknown; stops once the source's are known. */
    private static int[] distances(CompactGraph graph, int target, int source) {
        int[] steps = new int[graph.nodes()];
        Arrays.fill(steps, -1);
        IntList queue = new IntList();
        steps[target] = 0;
        queue.add(target);
        Adjacency in = graph.in();
        for (int head = 0; head < queue.size() && (source < 0 || steps[source] < 0); head++) {
            int node = queue.get(head);
            for (int i = in.first(node); i < in.first(node + 1); i++) {
                int next = in.end(i);
                if (steps[next] < 0) {
                    steps[next] = steps[node] + 1;
                    queue.add(next);
                }
            }
        }
        return steps;
    }

    /**
     * All paths, up to limits. Where the graph has no circles the cost follows the answer; dead ends are not entered.
     *
     * @param graph the graph
     * @param from where they begin
     * @param to where they end
     * @param longest most edges of a path, at least 0
     * @param most most paths, at least 1
     * @return the paths
     * @throws InvalidInputException if there is no such node, or a limit does not fit
     */
    public static Several all(CompactGraph graph, int from, int to, int longest, int most) {
        if (longest < 0 || most < 1) {
            throw InvalidInputException.of(
                    "limits of paths", "are " + longest + " edges and " + most + " paths", "at least 0 and 1");
        }
        graph.require(from);
        return new Search(graph, graph.require(to), longest, most).from(from);
    }

    /** Depth first with a stack of its own: the path so far and, of each node on it, the next edge to try. */
    private static final class Search {
        private final Adjacency out;
        private final int to;
        private final int longest;
        private final int most;
        private final int onTheLongestPath;
        private final int[] steps;
        private final Marks onPath;
        private final IntList path = new IntList();
        private final IntList next = new IntList();
        private final List<int[]> found = new ArrayList<>();
        private boolean truncated;
        private boolean full;

        Search(CompactGraph graph, int to, int longest, int most) {
            this.out = graph.out();
            this.to = to;
            this.longest = longest;
            this.most = most;
            this.onTheLongestPath = graph.nodes() - 1;
            this.steps = distances(graph, to, -1);
            this.onPath = new Marks(graph.nodes());
        }

        Several from(int from) {
            if (steps[from] > longest) {
                return new Several(List.of(), true);
            }
            if (steps[from] >= 0) {
                enter(from);
            }
            for (int step = 0; path.size() > 0 && !full; step++) {
                if (step == MAX_STEPS) {
                    return new Several(found, true);
                }
                step();
            }
            return new Several(found, truncated);
        }

        private void enter(int node) {
            path.add(node);
            onPath.add(node);
            next.add(out.first(node));
        }

        private void step() {
            int node = path.last();
            int edge = next.removeLast();
            if (node == to) {
                full = found.size() == most;
                truncated |= full;
                if (!full) {
                    found.add(path.toArray());
                }
            }
            if (node == to || edge == out.first(node + 1)) {
                onPath.remove(path.removeLast());
                return;
            }
            next.add(edge + 1);
            int end = out.end(edge);
            if (steps[end] < 0 || onPath.has(end)) {
                return;
            }
            if (path.size() + steps[end] > longest) {
                truncated |= longest < onTheLongestPath;
            } else {
                enter(end);
            }
        }
    }
}
