package io.modelgovernance.core.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph with all nodes of one kind in one layer drawn as one box. */
final class GraphOverview {
    private static final int NAMED = 3;

    private GraphOverview() {}

    /** Layers rise along every edge, so what is collapsed has no circle either. */
    static LayeredGraph of(LayeredGraph graph) {
        int[] ranks = Ranks.of(graph.nodes(), graph.edges());
        Map<String, Integer> ids = Ranks.indices(graph.nodes());
        Map<String, List<LayeredGraph.Node>> groups = new LinkedHashMap<>();
        String[] groupOf = new String[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            LayeredGraph.Node node = graph.nodes().get(i);
            groupOf[i] = ranks[i] + " " + node.kind();
            groups.computeIfAbsent(groupOf[i], each -> new ArrayList<>()).add(node);
        }
        Set<LayeredGraph.Edge> edges = new LinkedHashSet<>();
        for (LayeredGraph.Edge edge : graph.edges()) {
            edges.add(new LayeredGraph.Edge(
                    groupOf[ids.getOrDefault(edge.from(), 0)], groupOf[ids.getOrDefault(edge.to(), 0)], edge.label()));
        }
        List<LayeredGraph.Node> nodes = new ArrayList<>();
        groups.forEach((id, members) -> nodes.add(
                members.size() == 1
                        ? new LayeredGraph.Node(
                                id, members.get(0).label(), members.get(0).kind())
                        : new LayeredGraph.Node(
                                id, members.size() + " \u00d7 " + members.get(0).kind(), some(members))));
        return new LayeredGraph(graph.title() + ", by kind", nodes, List.copyOf(edges));
    }

    private static String some(List<LayeredGraph.Node> members) {
        return members.stream().limit(NAMED).map(LayeredGraph.Node::label).collect(Collectors.joining(", "))
                + (members.size() > NAMED ? ", ..." : "");
    }
}
