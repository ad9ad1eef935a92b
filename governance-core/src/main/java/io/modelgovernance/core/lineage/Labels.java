package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Spread;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Transformation;
import io.modelgovernance.spi.RecordQuery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which labels reach a node along the recorded edges. Thread-safe. */
public final class Labels {
    private final Ledger ledger;
    private final Provenance provenance;
    private final PersonalClasses classes;

    /**
     * Creates it.
     *
     * @param ledger where labels and dataset versions are
     * @param provenance where edges are
     */
    public Labels(Ledger ledger, Provenance provenance) {
        this.ledger = ledger;
        this.provenance = provenance;
        this.classes = new PersonalClasses(ledger);
    }

    List<Label> all(AsOf asOf) {
        return ledger.list(Label.class, RecordQuery.in(Keys.NODE_LABEL, Keys.NODE_LABEL), asOf);
    }

    /**
     * The labels a node bears.
     *
     * @param node the node
     * @param set the labels that were set, as read by the caller
     * @param asOf moment of the edges and datasets
     * @return each label with the nodes it came from
     */
    public Map<String, List<Node>> of(Node node, List<Label> set, AsOf asOf) {
        return of(node, set, asOf, provenance.all(node, true, asOf));
    }

    /**
     * The labels a node bears, by what was found upstream of it.
     *
     * @param node the node
     * @param set the labels that were set, as read by the caller
     * @param asOf moment of the datasets
     * @param above all of its upstream
     * @return each label with the nodes it came from
     */
    public Map<String, List<Node>> of(Node node, List<Label> set, AsOf asOf, Lineage above) {
        LineageIndex whole = LineageIndex.of(above);
        LineageIndex unmasked = LineageIndex.of(new Lineage(
                node,
                above.nodes(),
                above.edges().stream().filter(edge -> !edge.masking()).toList(),
                false));
        Map<String, Set<Node>> begins = classes.of(whole.nodes(), ledger.position(asOf));
        Map<String, Set<Node>> ends = new HashMap<>();
        for (Label label : set) {
            (label.effect() == Label.Effect.BEARS ? begins : ends)
                    .computeIfAbsent(label.name(), each -> new HashSet<>())
                    .add(label.node());
        }
        Map<String, List<Node>> borne = new TreeMap<>();
        begins.forEach((name, nodes) -> {
            Set<Node> stops = ends.getOrDefault(name, Set.of());
            LineageIndex index = stops.contains(Transformation.MASKING) ? unmasked : whole;
            int[] sources = Spread.sources(
                    index.graph(),
                    index.id(node),
                    id -> nodes.contains(index.node(id)),
                    id -> stops.contains(index.node(id)));
            if (sources.length > 0) {
                borne.put(name, index.nodes(sources));
            }
        });
        return borne;
    }

    /**
     * Everything that bears a label because of one node.
     *
     * @param node where the label begins
     * @param name the label
     * @param set the labels that were set, as read by the caller
     * @param index the node and everything downstream of it
     * @return the bearers, the node among them unless the label is stopped there
     */
    public static List<Node> bearers(Node node, String name, List<Label> set, LineageIndex index) {
        Set<Node> ends = new HashSet<>();
        set.stream()
                .filter(label -> label.effect() == Label.Effect.STOPS
                        && label.name().equals(name)
                        && !label.node().equals(node))
                .forEach(label -> ends.add(label.node()));
        return index.nodes(
                Spread.bearers(index.graph(), new int[] {index.id(node)}, id -> ends.contains(index.node(id))));
    }
}
