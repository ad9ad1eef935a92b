package io.modelgovernance.core.exchange;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.lineage.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A dataset as an OpenLineage event names it.
 *
 * @param namespace where it is, such as {@code postgres://db:5432}
 * @param name which one there
 * @param version its version, if the event has that facet
 * @param columns its columns, empty if the event has no schema facet
 */
public record OpenLineageDataset(String namespace, String name, Optional<String> version, List<String> columns) {
    private static final String MODEL = "model/";

    /** Copies the columns. */
    public OpenLineageDataset {
        columns = List.copyOf(columns);
    }

    static OpenLineageDataset of(Map<String, Object> dataset) {
        Map<String, Object> facets = Json.asObject(dataset.get("facets")).orElse(Map.of());
        return new OpenLineageDataset(
                Json.text(dataset, "dataset", "namespace"),
                Json.text(dataset, "dataset", "name"),
                Json.asObject(facets.get("version")).flatMap(facet -> Json.optionalText(facet, "datasetVersion")),
                Json.asObject(facets.get("schema")).stream()
                        .flatMap(facet -> Json.objects(facet, "schema facet", "fields").stream())
                        .flatMap(field -> Json.optionalText(field, "name").stream())
                        .toList());
    }

    /**
     * As a node of the lineage: {@code dataset/namespace/name} and {@code :version} if there is one; what
     * {@link OpenLineage} wrote comes back as the node it was made from. A text that no node can have is replaced by
     * {@code sha256:} and its digest.
     *
     * @return the node
     */
    public Node node() {
        String suffix = version.map(one -> ":" + one).orElse("");
        if (namespace.startsWith(OpenLineage.SCHEME)) {
            return name.startsWith(MODEL)
                    ? node(Node.MODEL, name.substring(MODEL.length()) + suffix)
                    : node(Node.DATASET, name + suffix);
        }
        return node(Node.DATASET, namespace + "/" + name + suffix);
    }

    /**
     * A column of it as a node of the lineage: {@code column/namespace/name:version@column}, or of a model's input
     * {@code feature/...}.
     *
     * @param column the column's name
     * @return the node
     */
    public Node column(String column) {
        Node owner = node();
        return node(owner.kind().equals(Node.MODEL) ? Node.FEATURE : Node.COLUMN, owner.id() + "@" + column);
    }

    static Node node(String kind, String id) {
        try {
            return new Node(kind, id);
        } catch (InvalidInputException e) {
            return new Node(kind, Digest.of(id.getBytes(StandardCharsets.UTF_8)).toString());
        }
    }
}
