package io.modelgovernance.core.lineage.graph;

import io.modelgovernance.NotFoundException;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Recorded lineage as a {@link CompactGraph}: which number is which node.
 *
 * <p>Nodes are numbered in the order of their text, so the same edges give the same numbers. Immutable and thread-safe.
 */
public final class LineageIndex {
    private final List<Node> nodes;
    private final Map<Node, Integer> ids;
    private final CompactGraph graph;

    private LineageIndex(List<Node> nodes, Map<Node, Integer> ids, CompactGraph graph) {
        this.nodes = nodes;
        this.ids = ids;
        this.graph = graph;
    }

    /**
     * Indexes an answer of the lineage graph, its start and every node of it among them.
     *
     * @param answer what a question reached
     * @return the index
     */
    public static LineageIndex of(Lineage answer) {
        return of(Stream.concat(Stream.of(answer.start()), answer.nodes().stream()), answer.edges());
    }

    /**
     * Indexes edges.
     *
     * @param edges the edges, in any order
     * @return the index
     */
    public static LineageIndex of(Collection<Edge> edges) {
        return of(Stream.empty(), edges);
    }

    private static LineageIndex of(Stream<Node> more, Collection<Edge> edges) {
        Map<String, Node> texts = new HashMap<>();
        Stream.concat(more, edges.stream().flatMap(edge -> Stream.of(edge.from(), edge.to())))
                .forEach(node -> texts.put(node.toString(), node));
        String[] order = texts.keySet().toArray(String[]::new);
        Arrays.sort(order);
        List<Node> nodes = Arrays.stream(order).map(texts::get).toList();
        Map<Node, Integer> ids = new HashMap<>();
        nodes.forEach(node -> ids.put(node, ids.size()));
        int[] from = edges.stream()
                .mapToInt(edge -> ids.getOrDefault(edge.from(), -1))
                .toArray();
        int[] to =
                edges.stream().mapToInt(edge -> ids.getOrDefault(edge.to(), -1)).toArray();
        return new LineageIndex(nodes, ids, CompactGraph.of(nodes.size(), from, to));
    }

    /**
     * The graph of the numbers.
     *
     * @return the graph
     */
    public CompactGraph graph() {
        return graph;
    }

    /**
     * Which node a number is.
     *
     * @param id 0 to the graph's number of nodes, exclusive
     * @return the node
     * @throws io.modelgovernance.InvalidInputException if there is no such number
     */
    public Node node(int id) {
        return nodes.get(graph.require(id));
    }

    /**
     * Which nodes some numbers are, in their order.
     *
     * @param some numbers of nodes; not modified
     * @return the nodes
     * @throws io.modelgovernance.InvalidInputException if there is no such number
     */
    public List<Node> nodes(int... some) {
        return Arrays.stream(some).mapToObj(this::node).toList();
    }

    /**
     * All nodes.
     *
     * @return the nodes in the order of their numbers
     */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Whether a node is there.
     *
     * @param node the node
     * @return true if it has a number
     */
    public boolean has(Node node) {
        return ids.containsKey(node);
    }

    /**
     * Which number a node is.
     *
     * @param node the node
     * @return its number
     * @throws NotFoundException if it is not there
     */
    public int id(Node node) {
        Integer id = ids.get(node);
        if (id == null) {
            throw new NotFoundException("node", node.toString(), "Maybe ask for the lineage of another node.");
        }
        return id;
    }
}
