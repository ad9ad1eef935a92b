package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.lineage.Direction;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Where things begin: roots, orphans, what two nodes have in common. Stateless and thread-safe. */
public final class Origins {
    private Origins() {}

    /**
     * How much of what must have an origin has one on record.
     *
     * @param asked nodes that must have an origin
     * @param missing those of them that nothing leads to, ascending; not copied
     */
    public record Completeness(int asked, int[] missing) {
        /**
         * The share with an origin.
         *
         * @return 0 to 1; 1 if no node must have an origin
         */
        public double share() {
            return asked == 0 ? 1 : (asked - missing.length) / (double) asked;
        }
    }

    /**
     * Nodes that nothing leads to.
     *
     * @param graph the graph
     * @return the nodes, ascending
     */
    public static int[] roots(CompactGraph graph) {
        return IntStream.range(0, graph.nodes())
                .filter(node -> graph.in().degree(node) == 0)
                .toArray();
    }

    /**
     * Nodes without any edge but to themselves.
     *
     * @param graph the graph
     * @return the nodes, ascending
     */
    public static int[] orphans(CompactGraph graph) {
        return IntStream.range(0, graph.nodes())
                .filter(node ->
                        alone(graph.in().row(node), node) && alone(graph.out().row(node), node))
                .toArray();
    }

    private static boolean alone(int[] neighbours, int node) {
        return Arrays.stream(neighbours).allMatch(one -> one == node);
    }

    /**
     * How complete the origin of a node is.
     *
     * @param graph the graph
     * @param node the node; it is asked about too
     * @param needsOrigin true for nodes that something must lead to, such as datasets and runs, not sources
     * @return how many of the node and its ancestors must have an origin, and which of them have none
     * @throws InvalidInputException if there is no such node
     */
    public static Completeness completeness(CompactGraph graph, int node, IntPredicate needsOrigin) {
        int[] asked = IntStream.concat(
                        IntStream.of(node),
                        Arrays.stream(
                                Walk.of(Direction.UPSTREAM).in(graph, node).nodes()))
                .filter(needsOrigin)
                .sorted()
                .toArray();
        int[] missing = Arrays.stream(asked)
                .filter(one -> alone(graph.in().row(one), one))
                .toArray();
        return new Completeness(asked.length, missing);
    }

    /**
     * What two nodes have in common: nodes from which both can be reached. A node reaches itself.
     *
     * @param graph the graph
     * @param a one node
     * @param b another
     * @return the common origins, ascending
     * @throws InvalidInputException if there is no such node
     */
    public static int[] common(CompactGraph graph, int a, int b) {
        Marks ofA = new Marks(graph.nodes());
        originsAndSelf(graph, a).forEach(ofA::add);
        return originsAndSelf(graph, b).filter(ofA::has).sorted().toArray();
    }

    /**
     * The last things two nodes have in common: common origins that lead to no other common origin.
     *
     * @param graph a graph without circles; on a circle of common origins none is the last
     * @param a one node
     * @param b another
     * @return the nearest common origins, ascending
     * @throws InvalidInputException if there is no such node
     */
    public static int[] nearestCommon(CompactGraph graph, int a, int b) {
        int[] common = common(graph, a, b);
        return Arrays.stream(common)
                .filter(node -> Arrays.stream(graph.out().row(node))
                        .noneMatch(next -> next != node && Arrays.binarySearch(common, next) >= 0))
                .toArray();
    }

    private static IntStream originsAndSelf(CompactGraph graph, int node) {
        return IntStream.concat(
                IntStream.of(node),
                Arrays.stream(Walk.of(Direction.UPSTREAM).in(graph, node).nodes()));
    }
}
