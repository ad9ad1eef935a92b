package io.modelgovernance.core.lineage.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.lineage.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every question on random graphs, circles and edges to oneself among them, against its definition. */
class GraphLawsTest {
    @Property(tries = 300)
    void holdsTheEdgesGiven(@ForAll long seed, @ForAll @IntRange(min = 1, max = 90) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() / 3, true);
        CompactGraph graph = naive.compact(random);
        assertEquals(naive.count(), graph.edges());
        for (int i = 0; i < nodes; i++) {
            int from = i;
            assertArrayEquals(naive.nodes().filter(j -> naive.edge()[from][j]).toArray(), graph.successors(i));
            assertArrayEquals(naive.nodes().filter(j -> naive.edge()[j][from]).toArray(), graph.predecessors(i));
            assertTrue(naive.nodes().allMatch(j -> graph.has(from, j) == naive.edge()[from][j]));
        }
    }

    @Property(tries = 600)
    void walksReachWhatTheirDefinitionSays(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int nodes, @ForAll Direction direction) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 3 / nodes, random.nextBoolean());
        CompactGraph graph = naive.compact(random);
        int start = random.nextInt(nodes);
        Set<Integer> barred = some(random, nodes);
        Set<Integer> border = some(random, nodes);
        TreeMap<Integer, Integer> all = naive.reached(start, direction, barred, border);
        Walk walk = Walk.of(direction).within(node -> !barred.contains(node)).stopAt(border::contains);

        assertEquals(all, byNode(walk.in(graph, start)));
        assertFalse(walk.in(graph, start).truncated());

        int depth = random.nextInt(5);
        Map<Integer, Integer> near = all.entrySet().stream()
                .filter(one -> one.getValue() <= depth)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Reached within = walk.depth(depth).in(graph, start);
        assertEquals(near, byNode(within));
        assertEquals(near.size() < all.size(), within.truncated());

        int limit = random.nextInt(8);
        Reached first = walk.limit(limit).in(graph, start);
        assertArrayEquals(Arrays.copyOf(walk.in(graph, start).nodes(), Math.min(limit, all.size())), first.nodes());
        assertEquals(limit < all.size(), first.truncated());
    }

    @Property(tries = 400)
    void severalStartsReachWhatEachReaches(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 2 / nodes, true);
        int a = random.nextInt(nodes);
        int b = random.nextInt(nodes);
        Set<Integer> either = new TreeSet<>(
                naive.reached(a, Direction.DOWNSTREAM, Set.of(), Set.of()).keySet());
        either.addAll(naive.reached(b, Direction.DOWNSTREAM, Set.of(), Set.of()).keySet());
        either.removeAll(Set.of(a));
        either.removeAll(Set.of(b));
        assertEquals(
                either,
                byNode(Walk.of(Direction.DOWNSTREAM).in(naive.compact(random), a, b))
                        .keySet());
    }

    @Property(tries = 400)
    void pathsAreAllPaths(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 0.7, random.nextBoolean());
        CompactGraph graph = naive.compact(random);
        int from = random.nextInt(nodes);
        int to = random.nextInt(nodes);
        List<List<Integer>> all = naive.paths(from, to);

        Paths.Several found = Paths.all(graph, from, to, nodes, Integer.MAX_VALUE);
        assertEquals(all, lists(found.paths()));
        assertFalse(found.truncated());

        int most = 1 + random.nextInt(4);
        Paths.Several some = Paths.all(graph, from, to, nodes, most);
        assertEquals(all.subList(0, Math.min(most, all.size())), lists(some.paths()));
        assertEquals(all.size() > most, some.truncated());

        int longest = random.nextInt(nodes);
        Paths.Several brief = Paths.all(graph, from, to, longest, Integer.MAX_VALUE);
        List<List<Integer>> expected =
                all.stream().filter(path -> path.size() - 1 <= longest).toList();
        assertEquals(expected, lists(brief.paths()));
        assertTrue(brief.truncated() || expected.size() == all.size());

        int[] shortest = Paths.shortest(graph, from, to);
        assertEquals(
                all.stream().mapToInt(List::size).min().orElse(0), shortest.length, () -> Arrays.toString(shortest));
        assertTrue(shortest.length == 0 || all.contains(lists(List.of(shortest)).get(0)));
    }

    @Property(tries = 400)
    void commonOriginsAreInBothOrigins(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 3 / nodes, false);
        CompactGraph graph = naive.compact(random);
        int a = random.nextInt(nodes);
        int b = random.nextInt(nodes);
        TreeSet<Integer> both = naive.originsAndSelf(a);
        both.retainAll(naive.originsAndSelf(b));
        assertEquals(both, set(Origins.common(graph, a, b)));
        TreeSet<Integer> nearest = new TreeSet<>(both);
        nearest.removeIf(one -> both.stream()
                .anyMatch(other ->
                        !other.equals(one) && naive.originsAndSelf(other).contains(one)));
        assertEquals(nearest, set(Origins.nearestCommon(graph, a, b)));
    }

    @Property(tries = 400)
    void completenessCountsWhatNothingLeadsTo(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 3 / nodes, random.nextBoolean());
        Set<Integer> needy = some(random, nodes);
        int node = random.nextInt(nodes);
        TreeSet<Integer> asked = naive.originsAndSelf(node);
        asked.retainAll(needy);
        Set<Integer> missing = asked.stream()
                .filter(one -> naive.nodes().noneMatch(from -> from != one && naive.edge()[from][one]))
                .collect(Collectors.toCollection(TreeSet::new));
        Origins.Completeness found = Origins.completeness(naive.compact(random), node, needy::contains);
        assertEquals(asked.size(), found.asked());
        assertEquals(missing, set(found.missing()));
        assertEquals(asked.isEmpty() ? 1 : 1 - missing.size() / (double) asked.size(), found.share(), 1e-15);
    }

    @Property(tries = 400)
    void aCircleIsFoundIfThereIsOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 2 / nodes, random.nextInt(3) > 0);
        List<Integer> circle = Circles.any(naive.compact(random));
        boolean expected = naive.nodes()
                .anyMatch(i -> naive.nodes()
                        .anyMatch(j ->
                                naive.edge()[i][j] && naive.originsAndSelf(i).contains(j)));
        assertEquals(expected, !circle.isEmpty());
        for (int i = 0; i < circle.size(); i++) {
            assertTrue(naive.edge()[circle.get(i)][circle.get((i + 1) % circle.size())]);
        }
        assertEquals(circle.size(), new TreeSet<>(circle).size());
    }

    @Property(tries = 400)
    void labelsSpreadUntilStopped(@ForAll long seed, @ForAll @IntRange(min = 1, max = 25) int nodes) {
        Random random = new Random(seed);
        Naive naive = Naive.random(random, nodes, random.nextDouble() * 3 / nodes, random.nextBoolean());
        CompactGraph graph = naive.compact(random);
        Set<Integer> marked = some(random, nodes);
        Set<Integer> stops = some(random, nodes);
        Set<Integer> bears = new TreeSet<>(marked);
        bears.removeAll(stops);
        for (boolean changed = true; changed; ) {
            changed = naive.nodes()
                            .filter(node -> !stops.contains(node)
                                    && naive.nodes().anyMatch(from -> naive.edge()[from][node] && bears.contains(from)))
                            .filter(bears::add)
                            .count()
                    > 0;
        }
        int[] begin = marked.stream().mapToInt(node -> node).toArray();
        assertEquals(bears, set(Spread.bearers(graph, begin, stops::contains)));
        for (int node = 0; node < nodes; node++) {
            int one = node;
            Set<Integer> sources = marked.stream()
                    .filter(from -> set(Spread.bearers(graph, new int[] {from}, stops::contains))
                            .contains(one))
                    .collect(Collectors.toSet());
            assertEquals(sources, set(Spread.sources(graph, node, marked::contains, stops::contains)));
        }
    }

    private static Set<Integer> some(Random random, int nodes) {
        return random.ints(random.nextInt(3), 0, nodes).boxed().collect(Collectors.toSet());
    }

    private static TreeMap<Integer, Integer> byNode(Reached reached) {
        TreeMap<Integer, Integer> steps = new TreeMap<>();
        for (int i = 0; i < reached.size(); i++) {
            assertTrue(i == 0 || reached.depth(i) >= reached.depth(i - 1), "nearest first");
            assertEquals(null, steps.put(reached.node(i), reached.depth(i)), "once");
        }
        return steps;
    }

    private static List<List<Integer>> lists(List<int[]> paths) {
        return paths.stream().map(path -> Arrays.stream(path).boxed().toList()).toList();
    }

    private static Set<Integer> set(int[] nodes) {
        return Arrays.stream(nodes).boxed().collect(Collectors.toCollection(TreeSet::new));
    }
}
