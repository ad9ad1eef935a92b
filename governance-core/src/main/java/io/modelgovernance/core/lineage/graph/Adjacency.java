package io.modelgovernance.core.lineage.graph;

import java.util.Arrays;

/** The neighbours of each node on one side, ascending and distinct: compressed sparse rows. Immutable. */
final class Adjacency {
    private static final int SHORT = 40;

    private final int[] start;
    private final int[] ends;

    private Adjacency(int[] start, int[] ends) {
        this.start = start;
        this.ends = ends;
    }

    /**
     * Puts edges into rows by counting, then each row in order, which for short rows reads memory one after the other.
     *
     * @param counts at {@code i + 1} how many edges have key i; becomes the rows' beginnings
     */
    static Adjacency bucket(int[] counts, int[] keys, int[] ends) {
        int[] start = summed(counts);
        int[] next = Arrays.copyOf(start, start.length - 1);
        int[] rows = new int[ends.length];
        for (int i = 0; i < ends.length; i++) {
            rows[next[keys[i]]++] = ends[i];
        }
        return distinct(start, rows);
    }

    private static int[] summed(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
        return counts;
    }

    /** Sorts each row, leaves out what is there twice, and closes the gaps. */
    private static Adjacency distinct(int[] start, int[] ends) {
        int length = 0;
        for (int row = 0; row < start.length - 1; row++) {
            int from = start[row];
            int to = start[row + 1];
            sort(ends, from, to);
            start[row] = length;
            for (int i = from; i < to; i++) {
                if (i == from || ends[i] != ends[i - 1]) {
                    ends[length++] = ends[i];
                }
            }
        }
        start[start.length - 1] = length;
        return new Adjacency(start, length < ends.length ? Arrays.copyOf(ends, length) : ends);
    }

    private static void sort(int[] values, int from, int to) {
        if (to - from > SHORT) {
            Arrays.sort(values, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int j = i - 1;
            for (; j >= from && values[j] > value; j--) {
                values[j + 1] = values[j];
            }
            values[j + 1] = value;
        }
    }

    /** The same edges seen from their other end: rows come out sorted. */
    Adjacency turned() {
        int nodes = nodes();
        int[] counts = new int[nodes + 1];
        for (int end : ends) {
            counts[end + 1]++;
        }
        int[] room = summed(counts);
        int[] next = Arrays.copyOf(room, nodes);
        int[] turned = new int[ends.length];
        for (int node = 0; node < nodes; node++) {
            for (int i = start[node]; i < start[node + 1]; i++) {
                turned[next[ends[i]]++] = node;
            }
        }
        return new Adjacency(room, turned);
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
