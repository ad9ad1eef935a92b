package io.modelgovernance.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Page;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be asked of the recorded edges.
 *
 * <p>Every question goes through the storage by index, many nodes at a time, so that its cost follows the answer and
 * not the graph. Nothing recurses, and circles end. Thread-safe.
 */
public interface LineageQuestions {
    /** A step of a walk. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Takes an edge that was walked.
         *
         * @param edge the edge
         * @param depth on which step from the start, at least 1
         * @return true to go on, false to end the walk
         */
        boolean visit(Edge edge, int depth);
    }

    /**
     * Walks from a node.
     *
     * @param trace the question
     * @return what was reached, nearest first and within a distance in the order of the nodes' text
     */
    Lineage trace(Trace trace);

    /**
     * Walks from a node and hands over each edge as it is read, nearest first: for answers that are too large to hold.
     * Only the nodes seen are kept meanwhile.
     *
     * @param trace the question
     * @param visitor takes the edges
     * @return true if the walk saw everything asked for, false if a limit or the visitor ended it
     */
    boolean trace(Trace trace, Visitor visitor);

    /**
     * The edges at a node, a page of them.
     *
     * @param node the node
     * @param direction upstream for those that end there, downstream for those that begin there
     * @param asOf when
     * @param after {@link Page#next} of the page before, empty for the first
     * @param limit at most so many, 1 to 10,000
     * @return a page, in the order of the storage
     * @throws InvalidInputException if the direction is both, the limit does not fit, or the key is of no page
     */
    Page<Edge> edges(Node node, Direction direction, AsOf asOf, Optional<String> after, int limit);

    /**
     * A shortest way along the edges.
     *
     * @param from where it begins
     * @param to where it ends
     * @param asOf when
     * @return the nodes with both ends, of equally short ways the one that comes first in order; empty if there is none
     */
    List<Node> shortestPath(Node from, Node to, AsOf asOf);

    /**
     * All ways along the edges that pass no node twice, up to limits.
     *
     * @param from where they begin
     * @param to where they end
     * @param longest most edges of a way, at least 1
     * @param most most ways, at least 1
     * @param asOf when
     * @return the ways, each with both ends
     * @throws InvalidInputException if a limit does not fit
     */
    PathSet paths(Node from, Node to, int longest, int most, AsOf asOf);

    /**
     * Ways through the lineage.
     *
     * @param paths each with its first and last node
     * @param truncated true if a limit may have left some out
     */
    record PathSet(List<List<Node>> paths, boolean truncated) {
        /** Copies. */
        public PathSet {
            paths = paths.stream().map(List::copyOf).toList();
        }
    }

    /**
     * The last things that two nodes both came from: common ancestors that lead to no other one. A node counts as its
     * own ancestor.
     *
     * @param a a node
     * @param b another
     * @param asOf when
     * @return the nodes in order of their text, empty if they have nothing in common
     */
    List<Node> commonAncestors(Node a, Node b, AsOf asOf);

    /**
     * Where everything that a node is made from begins: its ancestors, or itself, that nothing leads to.
     *
     * @param node the node
     * @param asOf when
     * @return the nodes in order of their text
     */
    List<Node> roots(Node node, AsOf asOf);

    /**
     * Root causes: of the node and its ancestors those that something is wrong with although everything they were made
     * from is all right.
     *
     * @param node the node where the trouble shows
     * @param wrong true for a node that something is wrong with
     * @param asOf when
     * @return the nodes in order of their text
     */
    List<Node> rootCauses(Node node, Predicate<Node> wrong, AsOf asOf);

    /**
     * Recorded dataset versions, runs and model versions at which no edge begins or ends.
     *
     * @param asOf when
     * @return the nodes in order of their text
     */
    List<Node> orphans(AsOf asOf);
}
