package io.modelgovernance.core.lineage;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.DatasetVersion.PersonalData;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How personal nodes are by themselves: what their facet says, else what the dataset version was recorded as. A column
 * that nothing is said about is as personal as its dataset.
 */
final class PersonalClasses {
    private static final int FEW = 32;
    private static final String PERSONAL = "personal-data";

    private final Ledger ledger;

    PersonalClasses(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The labels that begin at some of the nodes. */
    Map<String, Set<Node>> of(List<Node> nodes, long asOf) {
        List<Node> asked = Stream.concat(
                        nodes.stream(), nodes.stream().flatMap(node -> Column.of(node).map(Column::owner).stream()))
                .distinct()
                .toList();
        Map<Node, PersonalData> said =
                asOf == GovernanceStore.NOW && asked.size() <= FEW ? current(asked) : then(asked, asOf);
        Map<String, Set<Node>> begins = new TreeMap<>();
        for (Node node : nodes) {
            PersonalData own = said.get(node);
            PersonalData kind = own != null
                    ? own
                    : Column.of(node).map(column -> said.get(column.owner())).orElse(PersonalData.NONE);
            labels(kind)
                    .forEach(label -> begins.computeIfAbsent(label, each -> new HashSet<>())
                            .add(node));
        }
        return begins;
    }

    /** Of few nodes, all by their keys in one question. */
    private Map<Node, PersonalData> current(List<Node> asked) {
        Map<RecordKey, Node> facets = new HashMap<>();
        asked.forEach(node -> facets.put(Facets.key(node, PERSONAL), node));
        List<RecordKey> keys = new ArrayList<>(facets.keySet());
        asked.forEach(node -> Datasets.key(node).ifPresent(keys::add));
        Map<Node, PersonalData> recorded = new HashMap<>();
        Map<Node, PersonalData> said = new HashMap<>();
        for (StoredRecord record : ledger.current(keys)) {
            Node described = facets.get(record.key());
            if (described != null) {
                said.put(
                        described,
                        RecordCodec.read(Facet.Personal.class, record.body()).category());
            } else {
                DatasetVersion dataset = RecordCodec.read(DatasetVersion.class, record.body());
                recorded.put(dataset.node(), dataset.personalData());
            }
        }
        recorded.putAll(said);
        return recorded;
    }

    private Map<Node, PersonalData> then(List<Node> asked, long asOf) {
        Map<Node, PersonalData> said = new HashMap<>();
        List<Node> datasets =
                asked.stream().filter(node -> node.kind().equals(Node.DATASET)).toList();
        for (TermMatch match : Facets.matches(ledger, Keys.DATASET, Facets.NODE, datasets, asOf)) {
            DatasetVersion dataset =
                    RecordCodec.read(DatasetVersion.class, match.record().body());
            said.put(dataset.node(), dataset.personalData());
        }
        for (Facets.Described one : new Facets(ledger).of(asked, asOf)) {
            if (one.facet() instanceof Facet.Personal) {
                said.put(one.node(), ((Facet.Personal) one.facet()).category());
            }
        }
        return said;
    }

    private static List<String> labels(PersonalData kind) {
        return switch (kind) {
            case NONE -> List.of();
            case PERSONAL -> List.of(Label.PERSONAL_DATA);
            case SPECIAL -> List.of(Label.PERSONAL_DATA, Label.SENSITIVE);
        };
    }
}
