package io.modelgovernance.it.lineage;

import static io.modelgovernance.it.lineage.PlainLineage.node;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.it.Stores;
import io.modelgovernance.it.lineage.PlainLineage.View;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Graphs that no act would let through, put straight into the stores: circles end, and depth has no limit. */
class RawGraphsTest {
    private static final int DEEP = Integer.getInteger("lineage.depth", 20_000);
    private static final Sealer SEALER =
            (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});

    private static void put(GovernanceStore store, List<Edge> edges) {
        for (int from = 0; from < edges.size(); from += 20_000) {
            List<Put> puts = edges.subList(from, Math.min(edges.size(), from + 20_000)).stream()
                    .map(edge -> Put.of(
                            Keys.edge("imported", edge),
                            RecordCodec.write(edge),
                            List.of(
                                    new Term("from", edge.from().toString()),
                                    new Term("to", edge.to().toString()))))
                    .toList();
            Map<String, Long> expected = Map.of("imported", store.revision("imported"));
            store.commit(new ChangeSet(UUID.randomUUID(), expected, puts, Instant.EPOCH, SEALER));
        }
    }

    private static Edge edge(Node from, Node to) {
        return new Edge(from, to, "feeds", "ana", Instant.EPOCH, Edge.Confidence.OBSERVED);
    }

    @Property(tries = 100)
    void circlesInMemory(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int nodes) {
        circles(new InMemoryGovernanceStore(), seed, nodes);
    }

    @Property(tries = 20)
    void circlesOnH2(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int nodes) {
        circles(Stores.h2(), seed, nodes);
    }

    @Property(tries = 20)
    void circlesOnPostgres(@ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int nodes) {
        circles(Stores.postgres(), seed, nodes);
    }

    private static <S extends GovernanceStore & ObservationStore & ContentStore> void circles(
            S store, long seed, int nodes) {
        Random random = new Random(seed);
        Set<List<Integer>> pairs = new HashSet<>();
        for (int i = random.nextInt(3 * nodes); i > 0; i--) {
            List<Integer> pair = List.of(random.nextInt(nodes), random.nextInt(nodes));
            if (!pair.get(0).equals(pair.get(1))) {
                pairs.add(pair);
            }
        }
        put(
                store,
                pairs.stream()
                        .map(pair -> edge(node(pair.get(0)), node(pair.get(1))))
                        .toList());
        View view = new View(nodes, pairs);
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            for (int start = 0; start < nodes; start++) {
                for (Direction direction : Direction.values()) {
                    Trace trace = direction == Direction.BOTH
                            ? Trace.around(node(start))
                            : direction == Direction.UPSTREAM
                                    ? Trace.upstream(node(start))
                                    : Trace.downstream(node(start));
                    Lineage found = governance.lineage().trace(trace);
                    assertEquals(
                            nodes(view.reached(start, direction, id -> true, id -> false)
                                    .keySet()),
                            Set.copyOf(found.nodes()));
                    assertFalse(found.truncated());
                }
                assertEquals(
                        nodes(view.roots(start)),
                        Set.copyOf(governance.lineage().roots(node(start), AsOf.now())));
            }
        }
    }

    private static Set<Node> nodes(Set<Integer> ids) {
        return ids.stream().map(PlainLineage::node).collect(Collectors.toSet());
    }

    @Test
    void aDeepChainInMemory() {
        deep(new InMemoryGovernanceStore(), 100_000);
    }

    @Test
    void aDeepChainOnH2() {
        deep(Stores.h2(), DEEP);
    }

    @Test
    void aDeepChainOnPostgres() {
        deep(Stores.postgres(), DEEP);
    }

    /** A quarter as deep: each step is a round trip to the server. */
    @Test
    @Tag("mariadb")
    void aDeepChainOnMariaDb() {
        deep(Stores.mariaDb(), DEEP / 4);
    }

    private static <S extends GovernanceStore & ObservationStore & ContentStore> void deep(S store, int depth) {
        List<Edge> chain = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            chain.add(edge(link(i), link(i + 1)));
        }
        put(store, chain);
        Stores.analyzePostgres();
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Lineage whole =
                    governance.lineage().trace(Trace.upstream(link(depth)).limit(Integer.MAX_VALUE));
            assertEquals(depth, whole.nodes().size());
            assertEquals(link(0), whole.nodes().get(depth - 1));
            assertEquals(
                    depth + 1,
                    governance
                            .lineage()
                            .shortestPath(link(0), link(depth), AsOf.now())
                            .size());
        }
    }

    private static Node link(int i) {
        return new Node(Node.DATASET, "d" + i);
    }

    @Test
    void aWideDiamondOnEveryBackend() {
        diamond(new InMemoryGovernanceStore());
        diamond(Stores.h2());
        diamond(Stores.postgres());
    }

    /** More nodes on one step than one question to the storage asks about. */
    private static <S extends GovernanceStore & ObservationStore & ContentStore> void diamond(S store) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 1; i <= 3_000; i++) {
            edges.add(edge(link(0), link(i)));
            edges.add(edge(link(i), link(3_999)));
        }
        put(store, edges);
        try (Governance governance = GovernanceEngine.builder().store(store).build()) {
            Lineage whole = governance.lineage().trace(Trace.upstream(link(3_999)));
            assertEquals(3_001, whole.nodes().size());
            assertEquals(6_000, whole.edges().size());
            assertEquals(List.of(link(0)), governance.lineage().roots(link(3_999), AsOf.now()));
            assertEquals(
                    3_000,
                    governance
                            .lineage()
                            .paths(link(0), link(3_999), 2, 5_000, AsOf.now())
                            .paths()
                            .size());
        }
    }
}
