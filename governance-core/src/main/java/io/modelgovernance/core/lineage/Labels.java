package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Spread;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.DatasetVersion.PersonalData;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordQuery;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/** Which labels reach a node along the recorded edges. Thread-safe. */
public final class Labels {
    private final Ledger ledger;
    private final Provenance provenance;

    /**
     * Creates it.
     *
     * @param ledger where labels and dataset versions are
     * @param provenance where edges are
     */
    public Labels(Ledger ledger, Provenance provenance) {
        this.ledger = ledger;
        this.provenance = provenance;
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
        LineageIndex index = LineageIndex.of(provenance.all(node, true, asOf));
        Map<String, Set<Node>> begins = new TreeMap<>();
        Map<String, Set<Node>> ends = new HashMap<>();
        for (int id = 0; id < index.graph().nodes(); id++) {
            Node one = index.node(id);
            dataLabels(one, asOf)
                    .forEach(name -> begins.computeIfAbsent(name, each -> new HashSet<>())
                            .add(one));
        }
        for (Label label : set) {
            (label.effect() == Label.Effect.BEARS ? begins : ends)
                    .computeIfAbsent(label.name(), each -> new HashSet<>())
                    .add(label.node());
        }
        Map<String, List<Node>> borne = new TreeMap<>();
        begins.forEach((name, nodes) -> {
            IntPredicate stops = id -> ends.getOrDefault(name, Set.of()).contains(index.node(id));
            int[] sources = Spread.sources(index.graph(), index.id(node), id -> nodes.contains(index.node(id)), stops);
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

    private List<String> dataLabels(Node node, AsOf asOf) {
        PersonalData kind =
                provenance.dataset(node, asOf).map(DatasetVersion::personalData).orElse(PersonalData.NONE);
        return switch (kind) {
            case NONE -> List.of();
            case PERSONAL -> List.of(Label.PERSONAL_DATA);
            case SPECIAL -> List.of(Label.PERSONAL_DATA, Label.SENSITIVE);
        };
    }
}
