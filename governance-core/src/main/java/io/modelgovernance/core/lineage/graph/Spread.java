package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.lineage.Direction;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labels that go along the edges: a node bears a label if it is marked itself, or if something that leads to it bears
 * it, unless it stops the label. Stateless and thread-safe.
 */
public final class Spread {
    private Spread() {}

    /**
     * Everything that bears a label.
     *
     * @param graph the graph
     * @param marked nodes where the label begins; each a node of the graph
     * @param stops true for nodes that never bear it, marked or not
     * @return the bearers, ascending
     * @throws io.modelgovernance.InvalidInputException if there is no such node
     */
    public static int[] bearers(CompactGraph graph, int[] marked, IntPredicate stops) {
        int[] begin = Arrays.stream(marked)
                .map(graph::require)
                .filter(stops.negate())
                .distinct()
                .toArray();
        if (begin.length == 0) {
            return begin;
        }
        Reached reached = Walk.of(Direction.DOWNSTREAM).within(stops.negate()).in(graph, begin);
        return IntStream.concat(Arrays.stream(begin), Arrays.stream(reached.nodes()))
                .sorted()
                .toArray();
    }

    /**
     * Why a node bears a label.
     *
     * @param graph the graph
     * @param node the node
     * @param marked true for nodes where the label begins
     * @param stops true for nodes that never bear it, marked or not
     * @return the marked nodes from which the label reaches it, ascending; empty if it does not bear the label
     * @throws io.modelgovernance.InvalidInputException if there is no such node
     */
    public static int[] sources(CompactGraph graph, int node, IntPredicate marked, IntPredicate stops) {
        if (stops.test(graph.require(node))) {
            return new int[0];
        }
        Reached reached = Walk.of(Direction.UPSTREAM).within(stops.negate()).in(graph, node);
        return IntStream.concat(IntStream.of(node), Arrays.stream(reached.nodes()))
                .filter(marked)
                .sorted()
                .toArray();
    }
}
