package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayeredGraphTest {
    private static LayeredGraph.Node node(String id) {
        return new LayeredGraph.Node(id, "label of " + id, "kind");
    }

    private static LayeredGraph.Edge edge(String from, String to) {
        return new LayeredGraph.Edge(from, to, "to " + to);
    }

    @Test
    void everyNodeAndArrowIsDrawn() {
        LayeredGraph graph = new LayeredGraph(
                "g",
                List.of(node("a"), node("b"), node("c")),
                List.of(edge("a", "b"), edge("b", "c"), edge("a", "c"), edge("a", "c")));
        String svg = graph.svg();
        assertEquals(4, Drawings.elements(svg, "path").size());
        assertEquals(4, Drawings.elements(svg, "polygon").size());
        assertTrue(Drawings.texts(svg).containsAll(List.of("label of a", "kind", "to b", "to c")));
    }

    /** Two chains given crosswise are untangled. */
    @Test
    void neighboursStandBesideEachOther() {
        List<LayeredGraph.Node> nodes = List.of(node("a"), node("b"), node("z"), node("y"));
        Layers layers = Layers.of(nodes, List.of(edge("a", "y"), edge("b", "z")));
        Map<String, Integer> position = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            position.put(nodes.get(i).id(), layers.place(i).position());
        }
        assertEquals(position.get("a"), position.get("y"));
        assertEquals(position.get("b"), position.get("z"));
    }

    @Test
    void whatIsNoLayeredGraphIsRefused() {
        List<LayeredGraph.Node> nodes = List.of(node("a"), node("b"));
        for (List<LayeredGraph.Edge> edges : List.of(
                List.of(edge("a", "b"), edge("b", "a")), List.of(edge("a", "a")), List.of(edge("a", "nowhere")))) {
            assertThrows(InvalidInputException.class, () -> new LayeredGraph("g", nodes, edges));
        }
        assertThrows(
                InvalidInputException.class, () -> new LayeredGraph("g", List.of(node("a"), node("a")), List.of()));
    }
}
