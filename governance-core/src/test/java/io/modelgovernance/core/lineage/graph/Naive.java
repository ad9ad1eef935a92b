package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.lineage.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The same graph as a matrix, and every question answered from its definition. */
record Naive(boolean[][] edge) {
    static Naive random(Random random, int nodes, double density, boolean circles) {
        boolean[][] edge = new boolean[nodes][nodes];
        for (int i = 0; i < nodes; i++) {
            for (int j = circles ? 0 : i + 1; j < nodes; j++) {
                edge[i][j] = random.nextDouble() < density;
            }
        }
        return new Naive(edge);
    }

    /** With some edges given twice, in any order. */
    CompactGraph compact(Random random) {
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < edge.length; i++) {
            for (int j = 0; j < edge.length; j++) {
                for (int times = edge[i][j] ? 1 + random.nextInt(2) : 0; times > 0; times--) {
                    edges.add(random.nextInt(edges.size() + 1), new int[] {i, j});
                }
            }
        }
        return CompactGraph.of(
                edge.length,
                edges.stream().mapToInt(one -> one[0]).toArray(),
                edges.stream().mapToInt(one -> one[1]).toArray());
    }

    int count() {
        return (int) nodes().flatMap(i -> nodes().filter(j -> edge[i][j])).count();
    }

    IntStream nodes() {
        return IntStream.range(0, edge.length);
    }

    private boolean joined(int from, int to, Direction direction) {
        return switch (direction) {
            case DOWNSTREAM -> edge[from][to];
            case UPSTREAM -> edge[to][from];
            case BOTH -> edge[from][to] || edge[to][from];
        };
    }

    /** Steps to each node by relaxing until nothing changes; entered and passed as the sets say. */
    TreeMap<Integer, Integer> reached(int start, Direction direction, Set<Integer> barred, Set<Integer> border) {
        TreeMap<Integer, Integer> steps = new TreeMap<>();
        steps.put(start, 0);
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int i : steps.keySet().stream().toList()) {
                for (int j = 0; j < edge.length && (i == start || !border.contains(i)); j++) {
                    int now = steps.get(i) + 1;
                    if (joined(i, j, direction) && !barred.contains(j) && now < steps.getOrDefault(j, 1 << 20)) {
                        steps.put(j, now);
                        changed = true;
                    }
                }
            }
        }
        steps.remove(start);
        return steps;
    }

    TreeSet<Integer> originsAndSelf(int node) {
        TreeSet<Integer> all = new TreeSet<>(
                reached(node, Direction.UPSTREAM, Set.of(), Set.of()).keySet());
        all.add(node);
        return all;
    }

    /** All paths without a node twice, in ascending order. */
    List<List<Integer>> paths(int from, int to) {
        List<List<Integer>> found = new ArrayList<>();
        extend(new ArrayList<>(List.of(from)), to, found);
        return found;
    }

    private void extend(List<Integer> path, int to, List<List<Integer>> found) {
        int last = path.get(path.size() - 1);
        if (last == to) {
            found.add(List.copyOf(path));
            return;
        }
        for (int next = 0; next < edge.length; next++) {
            if (edge[last][next] && !path.contains(next)) {
                path.add(next);
                extend(path, to, found);
                path.remove(path.size() - 1);
            }
        }
    }
}
