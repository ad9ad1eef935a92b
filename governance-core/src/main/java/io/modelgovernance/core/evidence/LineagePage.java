package io.modelgovernance.core.evidence;

import io.modelgovernance.core.html.GraphPage;
import io.modelgovernance.core.html.LayeredGraph;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Lineage as one self-contained page: drawn, searchable, any path highlighted by a click. Stateless and thread-safe. */
public final class LineagePage {
    private LineagePage() {}

    /**
     * Writes the page.
     *
     * @param answers what questions reached, drawn together: often where a node came from and what it went into
     * @return HTML
     * @throws io.modelgovernance.InvalidInputException if the edges close a circle
     */
    public static String of(Lineage... answers) {
        Set<Node> nodes = new LinkedHashSet<>();
        Set<Edge> edges = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        for (Lineage answer : answers) {
            nodes.add(answer.start());
            nodes.addAll(answer.nodes());
            edges.addAll(answer.edges());
            if (answer.truncated()) {
                notes.add("There is more around " + answer.start() + ": a limit cut the answer short.");
            }
        }
        edges.forEach(edge -> nodes.addAll(List.of(edge.from(), edge.to())));
        notes.add(0, nodes.size() + " nodes, " + edges.size() + " edges.");
        String title = "Lineage" + (answers.length > 0 ? " of " + answers[0].start() : "");
        return GraphPage.html(
                new LayeredGraph(
                        title,
                        nodes.stream()
                                .map(node -> new LayeredGraph.Node(node.toString(), node.id(), node.kind()))
                                .toList(),
                        edges.stream()
                                .map(edge -> new LayeredGraph.Edge(
                                        edge.from().toString(), edge.to().toString(), edge.role()))
                                .distinct()
                                .toList()),
                notes);
    }
}
