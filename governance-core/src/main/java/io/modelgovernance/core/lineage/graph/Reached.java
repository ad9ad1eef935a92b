package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * What a walk reached: nodes, nearest first, and how many steps away each is.
 *
 * <p>Immutable and thread-safe.
 */
public final class Reached {
    private final int[] nodes;
    private final int[] levels;
    private final boolean truncated;

    Reached(int[] nodes, int[] levels, boolean truncated) {
        this.nodes = nodes;
        this.levels = levels;
        this.truncated = truncated;
    }

    /**
     * How many nodes were reached.
     *
     * @return their number, without the starts
     */
    public int size() {
        return nodes.length;
    }

    /**
     * One of the nodes.
     *
     * @param index 0 for the nearest
     * @return the node
     */
    public int node(int index) {
        return nodes[index];
    }

    /**
     * The nodes.
     *
     * @return the nodes, nearest first; the caller's own array
     */
    public int[] nodes() {
        return nodes.clone();
    }

    /**
     * How far a node is from the nearest start.
     *
     * @param index the node's place in the answer, 0 for the nearest
     * @return steps, at least 1
     * @throws InvalidInputException if the answer has no such place
     */
    public int depth(int index) {
        if (index < 0 || index >= nodes.length) {
            throw InvalidInputException.of("index", "is " + index, "0 to " + (nodes.length - 1));
        }
        int found = Arrays.binarySearch(levels, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /**
     * Whether a limit cut the answer short.
     *
     * @return true if there is more
     */
    public boolean truncated() {
        return truncated;
    }
}
