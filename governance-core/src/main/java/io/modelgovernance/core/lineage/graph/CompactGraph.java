package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.InvalidInputException;

/**
 * A directed graph whose nodes are the numbers from 0: for data, an edge goes from what was used to what came of it.
 *
 * <p>Compressed sparse rows in both directions: 8 bytes a node and 8 bytes an edge. Circles and edges from a node to
 * itself are allowed; an edge given twice counts once. Building costs time proportional to nodes and edges. Immutable
 * and thread-safe.
 */
public final class CompactGraph {
    private final Adjacency out;
    private final Adjacency in;

    private CompactGraph(Adjacency out, Adjacency in) {
        this.out = out;
        this.in = in;
    }

    /**
     * Builds a graph.
     *
     * @param nodes number of nodes, at least 0
     * @param from upstream end of each edge, 0 to {@code nodes - 1}; not modified or kept
     * @param to downstream end of each edge, as long as {@code from}; not modified or kept
     * @return the graph
     * @throws InvalidInputException if the arrays differ in length or name a node that is not there
     */
    public static CompactGraph of(int nodes, int[] from, int[] to) {
        if (nodes < 0 || nodes == Integer.MAX_VALUE) {
            throw InvalidInputException.of("number of nodes", "is " + nodes, "at least 0 and below 2147483647");
        }
        if (from.length != to.length) {
            throw InvalidInputException.of(
                    "edges", "have " + from.length + " beginnings and " + to.length + " ends", "as many of both");
        }
        int[] entering = new int[nodes + 1];
        for (int i = 0; i < to.length; i++) {
            if (from[i] < 0 || from[i] >= nodes || to[i] < 0 || to[i] >= nodes) {
                throw noNode(from[i] < 0 || from[i] >= nodes ? "from" : "to", i, from[i], to[i], nodes);
            }
            entering[to[i] + 1]++;
        }
        Adjacency in = Adjacency.bucket(entering, to, from);
        return new CompactGraph(in.turned(), in);
    }

    private static InvalidInputException noNode(String what, int edge, int from, int to, int nodes) {
        return InvalidInputException.of(
                what + "[" + edge + "]", "is " + (what.equals("from") ? from : to), "a node, 0 to " + (nodes - 1));
    }

    /**
     * How many nodes there are.
     *
     * @return the number of nodes
     */
    public int nodes() {
        return out.nodes();
    }

    /**
     * How many different edges there are.
     *
     * @return the number of edges
     */
    public int edges() {
        return out.edges();
    }

    /**
     * Where a node leads.
     *
     * @param node a node
     * @return its direct successors, ascending; the caller's own array
     * @throws InvalidInputException if there is no such node
     */
    public int[] successors(int node) {
        return out.row(require(node));
    }

    /**
     * What leads to a node.
     *
     * @param node a node
     * @return its direct predecessors, ascending; the caller's own array
     * @throws InvalidInputException if there is no such node
     */
    public int[] predecessors(int node) {
        return in.row(require(node));
    }

    /**
     * Whether an edge is there.
     *
     * @param from upstream end
     * @param to downstream end
     * @return true if one goes from the first to the second
     * @throws InvalidInputException if there is no such node
     */
    public boolean has(int from, int to) {
        return out.has(require(from), require(to));
    }

    Adjacency out() {
        return out;
    }

    Adjacency in() {
        return in;
    }

    int require(int node) {
        if (node < 0 || node >= nodes()) {
            throw InvalidInputException.of("node", "is " + node, "0 to " + (nodes() - 1));
        }
        return node;
    }
}
