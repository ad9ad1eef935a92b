package io.modelgovernance.core.lineage.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineageIndexTest {
    private static final Node SOURCE = new Node(Node.SOURCE, "bureau");
    private static final Node LOANS = new Node(Node.DATASET, "loans:1");
    private static final Node RUN = new Node(Node.RUN, "r1");

    @Test
    void numbersFollowTheTextWhateverTheOrderOfTheEdges() {
        Edge one = edge(SOURCE, LOANS);
        Edge two = edge(LOANS, RUN);
        LineageIndex index = LineageIndex.of(List.of(two, one));
        assertEquals(List.of(LOANS, RUN, SOURCE), index.nodes(0, 1, 2));
        assertEquals(index.id(RUN), LineageIndex.of(List.of(one, two)).id(RUN));
        assertEquals(
                List.of(SOURCE, LOANS, RUN),
                index.nodes(Paths.shortest(index.graph(), index.id(SOURCE), index.id(RUN))));
    }

    @Test
    void anAnswerWithoutEdgesHasItsStart() {
        LineageIndex index = LineageIndex.of(new Lineage(RUN, List.of(), List.of(), false));
        assertEquals(0, index.id(RUN));
        assertFalse(index.has(LOANS));
        assertThrows(NotFoundException.class, () -> index.id(LOANS));
        assertThrows(InvalidInputException.class, () -> index.node(1));
    }

    private static Edge edge(Node from, Node to) {
        return new Edge(from, to, "feeds", "ana", Instant.EPOCH, Edge.Confidence.DECLARED);
    }
}
