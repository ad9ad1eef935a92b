package io.modelgovernance.core.lineage.graph;

import java.util.Arrays;

/** The neighbours of each node on one side, ascending and distinct: compressed sparse rows. Immutable. */
final class Adjacency {
    private final int[] start;
    private final int[] ends;

    private Adjacency(int[] start, int[] ends) {
        this.start = start;
        this.ends = ends;
    }

    /** Sorts edges into rows by counting; neighbours stand in the order of the edges. */
    static Adjacency bucket(int nodes, int[] keys, int[] ends) {
        int[] start = new int[nodes + 1];
        for (int key : keys) {
            start[key + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            start[node + 1] += start[node];
        }
        int[] next = Arrays.copyOf(start, nodes);
        int[] sorted = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            sorted[next[keys[i]]++] = ends[i];
        }
        return new Adjacency(start, sorted);
    }

    /** The same edges seen from their other end: rows come out sorted, and an edge that is there twice is kept once. */
    Adjacency turned() {
        int nodes = nodes();
        int[] room = new int[nodes + 1];
        for (int end : ends) {
            room[end + 1]++;
        }
        for (int node = 0; node < nodes; node++) {
            room[node + 1] += room[node];
        }
        int[] next = Arrays.copyOf(room, nodes);
        int[] turned = new int[ends.length];
        for (int node = 0; node < nodes; node++) {
            for (int i = start[node]; i < start[node + 1]; i++) {
                int row = ends[i];
                if (next[row] == room[row] || turned[next[row] - 1] != node) {
                    turned[next[row]++] = node;
                }
            }
        }
        return compact(room, next, turned);
    }

    /** Closes the gaps that doubled edges left. */
    private static Adjacency compact(int[] room, int[] next, int[] ends) {
        int length = 0;
        for (int row = 0; row < next.length; row++) {
            int from = room[row];
            int size = next[row] - from;
            if (length < from) {
                System.arraycopy(ends, from, ends, length, size);
            }
            room[row] = length;
            length += size;
        }
        room[next.length] = length;
        return new Adjacency(room, length < ends.length ? Arrays.copyOf(ends, length) : ends);
    }

    int nodes() {
        return start.length - 1;
    }

    int edges() {
        return ends.length;
    }

    /** First index of a node's row; the row ends before {@code first(node + 1)}. */
    int first(int node) {
        return start[node];
    }

    int end(int index) {
        return ends[index];
    }

    int degree(int node) {
        return start[node + 1] - start[node];
    }

    int[] row(int node) {
        return Arrays.copyOfRange(ends, start[node], start[node + 1]);
    }

    boolean has(int node, int end) {
        return Arrays.binarySearch(ends, start[node], start[node + 1], end) >= 0;
    }
}
