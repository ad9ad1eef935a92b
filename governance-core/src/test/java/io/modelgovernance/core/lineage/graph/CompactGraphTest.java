package io.modelgovernance.core.lineage.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.lineage.Direction;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompactGraphTest {
    private static final int DEEP = 100_000;

    @Test
    void emptyAndSingleGraphsAreGraphs() {
        CompactGraph empty = CompactGraph.of(0, new int[0], new int[0]);
        assertEquals(0, empty.nodes());
        assertTrue(Circles.any(empty).isEmpty());
        assertEquals(0, Origins.roots(empty).length);
        CompactGraph one = CompactGraph.of(1, new int[] {0, 0}, new int[] {0, 0});
        assertEquals(1, one.edges());
        assertEquals(List.of(0), Circles.any(one));
        assertEquals(0, Walk.of(Direction.BOTH).in(one, 0).size());
        assertArrayEquals(new int[] {0}, Paths.shortest(one, 0, 0));
        assertArrayEquals(new int[] {0}, Origins.orphans(one));
    }

    @Test
    void aVeryDeepChainOverflowsNoStack() {
        int[] from = IntStream.range(0, DEEP - 1).toArray();
        int[] to = IntStream.range(1, DEEP).toArray();
        CompactGraph chain = CompactGraph.of(DEEP, from, to);
        Reached all = Walk.of(Direction.UPSTREAM).in(chain, DEEP - 1);
        assertEquals(DEEP - 1, all.size());
        assertEquals(DEEP - 1, all.depth(all.size() - 1));
        assertEquals(DEEP, Paths.shortest(chain, 0, DEEP - 1).length);
        assertEquals(1, Paths.all(chain, 0, DEEP - 1, DEEP, 10).paths().size());
        assertTrue(Circles.any(chain).isEmpty());
        from = IntStream.range(0, DEEP).toArray();
        to = IntStream.range(1, DEEP + 1).map(node -> node % DEEP).toArray();
        assertEquals(DEEP, Circles.any(CompactGraph.of(DEEP, from, to)).size());
    }

    @Test
    void aLadderOfDiamondsHasMorePathsThanAnybodyCanRead() {
        int rungs = 200;
        int[] from = new int[4 * rungs];
        int[] to = new int[4 * rungs];
        for (int i = 0; i < rungs; i++) {
            for (int side = 0; side < 2; side++) {
                from[4 * i + 2 * side] = 3 * i;
                to[4 * i + 2 * side] = 3 * i + 1 + side;
                from[4 * i + 2 * side + 1] = 3 * i + 1 + side;
                to[4 * i + 2 * side + 1] = 3 * i + 3;
            }
        }
        CompactGraph ladder = CompactGraph.of(3 * rungs + 1, from, to);
        Paths.Several some = Paths.all(ladder, 0, 3 * rungs, 3 * rungs, 50);
        assertEquals(50, some.paths().size());
        assertTrue(some.truncated());
        assertEquals(2 * rungs + 1, Paths.shortest(ladder, 0, 3 * rungs).length);
        assertArrayEquals(new int[] {3}, Origins.nearestCommon(ladder, 4, 5));
    }

    @Test
    void circlesWithoutAWayOutDoNotTrapASearchForPaths() {
        int nodes = 40;
        int[] from = new int[nodes * (nodes - 1)];
        int[] to = new int[from.length];
        for (int i = 0, edge = 0; i < nodes - 1; i++) {
            for (int j = 0; j < nodes; j++) {
                from[edge] = i;
                to[edge++] = j;
            }
        }
        Paths.Several some = Paths.all(CompactGraph.of(nodes, from, to), 0, nodes - 1, nodes, 1_000);
        assertEquals(1_000, some.paths().size());
        assertTrue(some.truncated());
    }

    @Test
    void aWalkGivesUpWhenTold() {
        int[] from = IntStream.range(0, DEEP - 1).toArray();
        CompactGraph chain =
                CompactGraph.of(DEEP, from, IntStream.range(1, DEEP).toArray());
        AtomicInteger asked = new AtomicInteger();
        Reached some = Walk.of(Direction.DOWNSTREAM)
                .until(() -> asked.incrementAndGet() == 3)
                .in(chain, 0);
        assertTrue(some.truncated());
        assertTrue(some.size() > 8_000 && some.size() < 20_000, () -> "reached " + some.size());
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        InvalidInputException bad =
                assertThrows(InvalidInputException.class, () -> CompactGraph.of(2, new int[] {0, 2}, new int[] {1, 1}));
        assertTrue(bad.getMessage().contains("from[1]"), bad::getMessage);
        assertThrows(InvalidInputException.class, () -> CompactGraph.of(2, new int[] {0}, new int[] {1, 1}));
        assertThrows(InvalidInputException.class, () -> CompactGraph.of(2, new int[] {0}, new int[] {-1}));
        assertThrows(InvalidInputException.class, () -> CompactGraph.of(-1, new int[0], new int[0]));
        CompactGraph graph = CompactGraph.of(2, new int[] {0}, new int[] {1});
        assertThrows(InvalidInputException.class, () -> graph.successors(2));
        assertThrows(InvalidInputException.class, () -> Paths.shortest(graph, 0, -1));
        assertThrows(InvalidInputException.class, () -> Paths.all(graph, 0, 1, -1, 1));
        assertThrows(InvalidInputException.class, () -> Walk.of(Direction.BOTH).in(graph));
        assertThrows(InvalidInputException.class, () -> Walk.of(Direction.BOTH).depth(-1));
    }

    @Test
    void theCallersArraysAreTheCallers() {
        int[] from = {1, 0, 1};
        int[] to = {0, 2, 2};
        CompactGraph graph = CompactGraph.of(3, from, to);
        assertArrayEquals(new int[] {1, 0, 1}, from);
        graph.successors(1)[0] = 7;
        from[0] = 2;
        assertArrayEquals(new int[] {0, 2}, graph.successors(1));
    }
}
