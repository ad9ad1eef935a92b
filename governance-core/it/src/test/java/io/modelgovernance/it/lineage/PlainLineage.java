package io.modelgovernance.it.lineage;

import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lineage as a plain list of links with their lives; every question answered from its definition. */
final class PlainLineage {
    /** An edge, from the act that recorded it until the act that withdrew it. */
    record Link(int from, int to, long recorded, long withdrawn) {
        boolean alive(long position) {
            return recorded <= position && position < withdrawn;
        }
    }

    static Node node(int id) {
        String name = "n" + (100 + id);
        return id % 3 == 2 ? new Node(Node.MODEL, name + ":1") : new Node(id % 3 == 1 ? Node.RUN : Node.DATASET, name);
    }

    final int nodes;
    final List<Link> links = new ArrayList<>();

    PlainLineage(int nodes) {
        this.nodes = nodes;
    }

    /** What a question sees. */
    record View(int nodes, Set<List<Integer>> pairs) {
        boolean has(int from, int to) {
            return pairs.contains(List.of(from, to));
        }

        boolean joined(int at, int far, Direction direction) {
            return switch (direction) {
                case DOWNSTREAM -> has(at, far);
                case UPSTREAM -> has(far, at);
                case BOTH -> has(at, far) || has(far, at);
            };
        }

        /** Steps to each node by relaxing until nothing changes. */
        TreeMap<Integer, Integer> reached(
                int start, Direction direction, Predicate<Integer> enters, Predicate<Integer> stops) {
            TreeMap<Integer, Integer> steps = new TreeMap<>();
            steps.put(start, 0);
            for (boolean changed = true; changed; ) {
                changed = false;
                for (int i : List.copyOf(steps.keySet())) {
                    for (int j = 0; j < nodes && (i == start || !stops.test(i)); j++) {
                        int now = steps.get(i) + 1;
                        if (joined(i, j, direction) && enters.test(j) && now < steps.getOrDefault(j, 1 << 20)) {
                            steps.put(j, now);
                            changed = true;
                        }
                    }
                }
            }
            steps.remove(start);
            return steps;
        }

        TreeSet<Integer> above(int node) {
            TreeSet<Integer> all = new TreeSet<>(
                    reached(node, Direction.UPSTREAM, one -> true, one -> false).keySet());
            all.add(node);
            return all;
        }

        Set<List<Integer>> paths(int from, int to, int longest) {
            Set<List<Integer>> found = new LinkedHashSet<>();
            extend(new ArrayList<>(List.of(from)), to, longest, found);
            return found;
        }

        private void extend(List<Integer> path, int to, int longest, Set<List<Integer>> found) {
            int last = path.get(path.size() - 1);
            if (last == to) {
                found.add(List.copyOf(path));
                return;
            }
            for (int next = 0; next < nodes && path.size() <= longest; next++) {
                if (has(last, next) && !path.contains(next)) {
                    path.add(next);
                    extend(path, to, longest, found);
                    path.remove(path.size() - 1);
                }
            }
        }

        Set<Integer> commonAncestors(int a, int b) {
            TreeSet<Integer> both = above(a);
            both.retainAll(above(b));
            return both.stream()
                    .filter(one -> both.stream()
                            .noneMatch(
                                    other -> !other.equals(one) && above(other).contains(one)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<Integer> roots(int node) {
            return filter(above(node), one -> above(one).size() == 1);
        }

        Set<Integer> rootCauses(int node, Predicate<Integer> wrong) {
            return filter(
                    filter(above(node), wrong),
                    one -> above(one).stream().noneMatch(other -> !other.equals(one) && wrong.test(other)));
        }

        private static Set<Integer> filter(Set<Integer> nodes, Predicate<Integer> which) {
            return nodes.stream().filter(which).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Links alive at a position and recorded after another one; withdrawn ones too if all that was ever said counts. */
    View view(long asOf, long since, boolean cumulative) {
        Set<List<Integer>> pairs = new HashSet<>();
        for (Link link : links) {
            boolean counts = cumulative ? link.recorded() <= asOf : link.alive(asOf);
            if (counts && link.recorded() > since) {
                pairs.add(List.of(link.from(), link.to()));
            }
        }
        return new View(nodes, pairs);
    }
}
