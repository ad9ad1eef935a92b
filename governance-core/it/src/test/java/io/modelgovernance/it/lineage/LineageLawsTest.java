package io.modelgovernance.it.lineage;

import static io.modelgovernance.it.lineage.PlainLineage.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Page;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.it.Stores;
import io.modelgovernance.it.lineage.PlainLineage.Link;
import io.modelgovernance.it.lineage.PlainLineage.View;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.LineageQuestions.PathSet;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/** Random lineages that grow and shrink act by act: every question, on each backend, against its definition. */
class LineageLawsTest {
    private static final Actor ANA = Actor.human("ana");
    private static final int QUESTIONS = 8;

    @Property(tries = 150)
    void inMemory(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int nodes) {
        check(new InMemoryGovernanceStore(), seed, nodes);
    }

    @Property(tries = 25)
    void onH2(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int nodes) {
        check(Stores.h2(), seed, nodes);
    }

    @Property(tries = 25)
    void onPostgres(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int nodes) {
        check(Stores.postgres(), seed, nodes);
    }

    @Property(tries = 10)
    @Tag("mariadb")
    void onMariaDb(@ForAll long seed, @ForAll @IntRange(min = 2, max = 14) int nodes) {
        check(Stores.mariaDb(), seed, nodes);
    }

    private static <S extends GovernanceStore & ObservationStore & ContentStore> void check(
            S store, long seed, int nodes) {
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Random random = new Random(seed);
            PlainLineage plain = grown(governance, store, random, nodes);
            long head = store.head().position();
            for (int i = 0; i < QUESTIONS; i++) {
                long asOf = random.nextBoolean() ? head : random.nextLong(head + 1);
                AsOf moment = asOf == head && random.nextBoolean() ? AsOf.now() : AsOf.position(asOf);
                View view = plain.view(asOf, -1, false);
                int one = random.nextInt(nodes);
                int other = random.nextInt(nodes);
                walks(governance, plain, random, asOf, moment);
                paths(governance, view, random, one, other, moment);
                assertEquals(
                        set(view.commonAncestors(one, other)),
                        Set.copyOf(governance.lineage().commonAncestors(node(one), node(other), moment)));
                assertEquals(
                        set(view.roots(one)), Set.copyOf(governance.lineage().roots(node(one), moment)));
                assertEquals(
                        set(view.rootCauses(one, id -> id % 2 == 0)),
                        Set.copyOf(governance.lineage().rootCauses(node(one), found -> id(found) % 2 == 0, moment)));
                pages(governance, view, random, one, moment);
                completeness(governance, plain.view(head, -1, false), one);
            }
        }
    }

    /** Acts that declare or withdraw; an edge that would close a circle must be refused and change nothing. */
    private static PlainLineage grown(Governance governance, GovernanceStore store, Random random, int nodes) {
        PlainLineage plain = new PlainLineage(nodes);
        for (int act = random.nextInt(2, 12); act > 0; act--) {
            long now = store.head().position() + 1;
            View current = plain.view(now - 1, -1, false);
            List<Link> alive =
                    plain.links.stream().filter(link -> link.alive(now - 1)).toList();
            if (!alive.isEmpty() && random.nextInt(4) == 0) {
                Link gone = alive.get(random.nextInt(alive.size()));
                governance.lineage().withdraw(ANA, node(gone.from()), node(gone.to()), "feeds", "wrong");
                plain.links.remove(gone);
                plain.links.add(new Link(gone.from(), gone.to(), gone.recorded(), now));
                continue;
            }
            Set<List<Integer>> pairs = new HashSet<>();
            for (int i = random.nextInt(1, 2 * nodes); i > 0; i--) {
                int from = random.nextInt(nodes);
                int to = random.nextInt(nodes);
                boolean forward = from < to || (random.nextInt(30) == 0 && from != to);
                if (forward && !current.has(from, to)) {
                    pairs.add(List.of(from, to));
                }
            }
            if (!pairs.isEmpty()) {
                declare(governance, plain, current, pairs, now);
                assertEquals(
                        now - (circular(current, pairs) ? 1 : 0), store.head().position());
            }
        }
        return plain;
    }

    private static void declare(
            Governance governance, PlainLineage plain, View current, Set<List<Integer>> pairs, long now) {
        List<Edge> edges = pairs.stream()
                .map(pair -> new Edge(
                        node(pair.get(0)), node(pair.get(1)), "feeds", "ana", Instant.EPOCH, Edge.Confidence.DECLARED))
                .toList();
        if (circular(current, pairs)) {
            assertThrows(InvalidInputException.class, () -> governance.lineage().declare(ANA, edges));
        } else {
            governance.lineage().declare(ANA, edges);
            pairs.forEach(pair -> plain.links.add(new Link(pair.get(0), pair.get(1), now, Long.MAX_VALUE)));
        }
    }

    private static boolean circular(View current, Set<List<Integer>> pairs) {
        Set<List<Integer>> all = new HashSet<>(current.pairs());
        all.addAll(pairs);
        View view = new View(current.nodes(), all);
        return all.stream().anyMatch(pair -> view.above(pair.get(0)).contains(pair.get(1)));
    }

    private static void walks(Governance governance, PlainLineage plain, Random random, long asOf, AsOf moment) {
        Direction direction = Direction.values()[random.nextInt(3)];
        boolean cumulative = random.nextInt(3) == 0;
        long since = random.nextInt(3) == 0 ? random.nextLong(asOf + 1) : -1;
        View view = plain.view(asOf, since, cumulative);
        int start = random.nextInt(plain.nodes);
        Set<Integer> barred = some(random, plain.nodes);
        Set<Integer> border = some(random, plain.nodes);
        TreeMap<Integer, Integer> all = view.reached(start, direction, id -> !barred.contains(id), border::contains);

        Trace trace = trace(direction, node(start))
                .asOf(moment)
                .within(one -> !set(barred).contains(one))
                .stopAt(set(border)::contains);
        trace = cumulative ? trace.cumulative() : trace;
        trace = since < 0 ? trace : trace.since(AsOf.position(since));
        Lineage whole = governance.lineage().trace(trace);
        assertEquals(ordered(all, Integer.MAX_VALUE), whole.nodes());
        assertEquals(walked(view, all, start, direction, barred, border), links(whole.edges()));
        assertEquals(whole.edges().size(), links(whole.edges()).size(), "each edge once");
        assertTrue(!whole.truncated());

        int depth = random.nextInt(1, 4);
        Lineage near = governance.lineage().trace(trace.depth(depth));
        assertEquals(ordered(all, depth), near.nodes());
        assertEquals(near.nodes().size() < all.size(), near.truncated());

        int limit = random.nextInt(1, 6);
        Lineage few = governance.lineage().trace(trace.limit(limit));
        assertEquals(Math.min(limit, all.size()), few.nodes().size());
        assertEquals(all.size() > limit, few.truncated());
        List<Integer> distances =
                few.nodes().stream().map(one -> all.get(id(one))).toList();
        assertEquals(all.values().stream().sorted().limit(limit).toList(), distances, "the nearest");

        int patience = random.nextInt(1, 4);
        int[] taken = {0};
        boolean seenAll = governance.lineage().trace(trace, (edge, step) -> ++taken[0] < patience);
        assertEquals(whole.edges().size() < patience, seenAll);
        Lineage nothing = governance.lineage().trace(trace.giveUpAfter(Duration.ZERO));
        assertTrue(nothing.edges().isEmpty());
        assertTrue(nothing.truncated() || whole.edges().isEmpty());
    }

    private static Set<List<Integer>> walked(
            View view,
            TreeMap<Integer, Integer> reached,
            int start,
            Direction direction,
            Set<Integer> barred,
            Set<Integer> border) {
        Set<List<Integer>> edges = new HashSet<>();
        Set<Integer> passed = new TreeSet<>(reached.keySet());
        passed.removeAll(border);
        passed.add(start);
        for (List<Integer> pair : view.pairs()) {
            for (boolean up : new boolean[] {true, false}) {
                int at = pair.get(up ? 1 : 0);
                int far = pair.get(up ? 0 : 1);
                boolean goesThere = direction == Direction.BOTH || up == (direction == Direction.UPSTREAM);
                if (goesThere && passed.contains(at) && !barred.contains(far)) {
                    edges.add(pair);
                }
            }
        }
        return edges;
    }

    private static void paths(Governance governance, View view, Random random, int from, int to, AsOf moment) {
        Set<List<Integer>> all = view.paths(from, to, view.nodes());
        List<Node> shortest = governance.lineage().shortestPath(node(from), node(to), moment);
        assertEquals(all.stream().mapToInt(List::size).min().orElse(0), shortest.size());
        assertTrue(shortest.isEmpty() || all.contains(ids(shortest)));

        int longest = random.nextInt(1, 6);
        int most = random.nextInt(1, 9);
        PathSet found = governance.lineage().paths(node(from), node(to), longest, most, moment);
        Set<List<Integer>> brief = view.paths(from, to, longest);
        assertTrue(found.paths().stream().allMatch(path -> brief.contains(ids(path))));
        assertEquals(Math.min(most, brief.size()), new HashSet<>(found.paths()).size());
        assertEquals(found.paths().size(), new HashSet<>(found.paths()).size());
        assertTrue(found.truncated() || found.paths().size() == all.size());
    }

    private static void pages(Governance governance, View view, Random random, int at, AsOf moment) {
        Direction direction = random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
        int size = random.nextInt(1, 4);
        List<Edge> edges = new ArrayList<>();
        Optional<String> key = Optional.empty();
        do {
            Page<Edge> page = governance.lineage().edges(node(at), direction, moment, key, size);
            assertTrue(page.items().size() <= size);
            edges.addAll(page.items());
            key = page.next();
        } while (key.isPresent());
        Set<List<Integer>> expected = view.pairs().stream()
                .filter(pair -> pair.get(direction == Direction.UPSTREAM ? 1 : 0) == at)
                .collect(Collectors.toSet());
        assertEquals(expected, links(edges));
        assertEquals(expected.size(), edges.size());
    }

    private static void completeness(Governance governance, View view, int node) {
        if (node % 3 == 2) {
            Completeness found =
                    governance.lineage().completeness(VersionId.parse(node(node).id()));
            assertEquals(view.above(node).size(), found.asked());
            assertEquals(set(view.roots(node)), Set.copyOf(found.missing()));
        }
    }

    private static Trace trace(Direction direction, Node start) {
        return switch (direction) {
            case UPSTREAM -> Trace.upstream(start);
            case DOWNSTREAM -> Trace.downstream(start);
            case BOTH -> Trace.around(start);
        };
    }

    private static List<Node> ordered(TreeMap<Integer, Integer> steps, int depth) {
        return steps.entrySet().stream()
                .filter(one -> one.getValue() <= depth)
                .sorted((a, b) -> a.getValue().equals(b.getValue())
                        ? node(a.getKey()).toString().compareTo(node(b.getKey()).toString())
                        : a.getValue() - b.getValue())
                .map(one -> node(one.getKey()))
                .toList();
    }

    private static int id(Node node) {
        return Integer.parseInt(node.id().substring(1, 4)) - 100;
    }

    private static List<Integer> ids(List<Node> path) {
        return path.stream().map(LineageLawsTest::id).toList();
    }

    private static Set<List<Integer>> links(Collection<Edge> edges) {
        return edges.stream()
                .map(edge -> List.of(id(edge.from()), id(edge.to())))
                .collect(Collectors.toSet());
    }

    private static Set<Node> set(Collection<Integer> ids) {
        return ids.stream().map(PlainLineage::node).collect(Collectors.toSet());
    }

    private static Set<Integer> some(Random random, int nodes) {
        return random.ints(random.nextInt(3), 0, nodes).boxed().collect(Collectors.toSet());
    }
}
