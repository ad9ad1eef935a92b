package io.modelgovernance.core.exchange;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Transformation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * OpenLineage's {@code columnLineage} facet: read into edges between columns, and written from them. Source: OpenLineage
 * specification, ColumnLineageDatasetFacet 1-2-0.
 *
 * @param at when the event happened
 * @param producer who sent it
 * @param inputs what it read, so that a column is named with the version of its dataset
 */
record ColumnLineage(Instant at, String producer, List<OpenLineageDataset> inputs) {
    private static final String NAME = "columnLineage";
    private static final String SCHEMA =
            "https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet";
    private static final int MOST = 1_000;

    /** The edges to an output's columns; what decided all of its rows leads to each of them. */
    List<Edge> edges(Map<String, Object> output) {
        Optional<Map<String, Object>> facet =
                Json.asObject(output.get("facets")).flatMap(facets -> Json.asObject(facets.get(NAME)));
        if (facet.isEmpty()) {
            return List.of();
        }
        OpenLineageDataset dataset = OpenLineageDataset.of(output);
        Map<String, Object> fields = Json.object(facet.get(), NAME, "fields");
        List<Map<String, Object>> ofAll = Json.objects(facet.get(), NAME, "dataset");
        Map<List<Object>, Edge> edges = new LinkedHashMap<>();
        fields.forEach((field, value) -> {
            Map<String, Object> lineage = Json.asObject(value).orElse(Map.of());
            Stream.concat(Json.objects(lineage, field, "inputFields").stream(), ofAll.stream())
                    .flatMap(input -> edges(input, dataset.column(field)).stream())
                    .forEach(edge -> edges.putIfAbsent(List.of(edge.from(), edge.role(), edge.to()), edge));
        });
        return List.copyOf(edges.values());
    }

    private List<Edge> edges(Map<String, Object> input, Node to) {
        String namespace = Json.text(input, "input field", "namespace");
        String name = Json.text(input, "input field", "name");
        Node from = inputs.stream()
                .filter(one -> one.namespace().equals(namespace) && one.name().equals(name))
                .findFirst()
                .orElseGet(() -> new OpenLineageDataset(namespace, name, Optional.empty(), List.of()))
                .column(Json.text(input, "input field", "field"));
        List<Map<String, Object>> steps = Json.objects(input, "input field", "transformations");
        return (steps.isEmpty() ? List.of(Map.<String, Object>of()) : steps)
                .stream()
                        .map(ColumnLineage::transformation)
                        .filter(how -> !from.equals(to))
                        .map(how -> new Edge(
                                from, to, how.role(), producer, at, Edge.Confidence.DECLARED, Optional.of(how)))
                        .toList();
    }

    /** A step without a subtype, or with one that nobody here knows, is what its type says at least. */
    private static Transformation transformation(Map<String, Object> step) {
        boolean direct = !Json.optionalText(step, "type").orElse("DIRECT").equalsIgnoreCase("INDIRECT");
        Transformation.Kind fallback = direct ? Transformation.Kind.TRANSFORMATION : Transformation.Kind.CONDITIONAL;
        String subtype = Json.optionalText(step, "subtype").orElse("").toUpperCase(Locale.ROOT);
        Transformation.Kind kind = Stream.of(Transformation.Kind.values())
                .filter(one -> one.name().equals(subtype) && one.direct() == direct)
                .findFirst()
                .orElse(fallback);
        String description = Json.optionalText(step, "description").orElse("");
        return new Transformation(kind, Boolean.TRUE.equals(step.get("masking")), description);
    }

    /** The facet of a dataset version whose columns' origin is on record; empty for others. */
    static Map<String, Object> facet(Governance governance, DatasetVersion dataset, String producer, String namespace) {
        Map<String, Object> fields = new TreeMap<>();
        for (String column : dataset.columns()) {
            Map<Column, List<Object>> steps = new LinkedHashMap<>();
            for (Edge edge : governance
                    .lineage()
                    .edges(node(dataset, column), Direction.UPSTREAM, AsOf.now(), Optional.empty(), MOST)
                    .items()) {
                edge.transformation()
                        .ifPresent(how -> Column.of(edge.from())
                                .ifPresent(from -> steps.computeIfAbsent(from, each -> new ArrayList<>())
                                        .add(Map.of(
                                                "type",
                                                how.kind().direct() ? "DIRECT" : "INDIRECT",
                                                "subtype",
                                                how.kind().name(),
                                                "description",
                                                how.description(),
                                                "masking",
                                                how.masking()))));
            }
            List<Object> inputs = new ArrayList<>();
            steps.forEach((from, how) -> inputs.add(field(from, how, namespace)));
            if (!inputs.isEmpty()) {
                fields.put(column, Map.of("inputFields", inputs));
            }
        }
        return fields.isEmpty()
                ? Map.of()
                : Map.of(NAME, Map.of("_producer", producer, "_schemaURL", SCHEMA, "fields", fields));
    }

    private static Node node(DatasetVersion dataset, String column) {
        return OpenLineageDataset.node(Node.COLUMN, dataset.node().id() + "@" + column);
    }

    private static Map<String, Object> field(Column from, List<Object> how, String namespace) {
        String id = from.owner().id();
        int colon = id.lastIndexOf(':');
        String name = colon < 1 ? id : id.substring(0, colon);
        return Map.of("namespace", namespace, "name", name, "field", from.name(), "transformations", how);
    }
}
