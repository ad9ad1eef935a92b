package io.modelgovernance.core.exchange;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.model.Feature;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A model version's bill of materials: its files, the data it was made from with their digests, which of them depends on
 * which, and its model card. Source: CycloneDX 1.6 (ECMA-424), JSON. Stateless and thread-safe.
 */
public final class CycloneDx {
    private CycloneDx() {}

    /**
     * Writes the bill of materials of a version. The same records give the same bytes.
     *
     * @param governance where it is registered
     * @param id the version
     * @return a CycloneDX 1.6 document, canonical JSON
     * @throws io.modelgovernance.NotFoundException if there is no such version
     */
    public static byte[] bom(Governance governance, VersionId id) {
        ModelVersion version = governance.registry().version(id);
        Lineage above = governance
                .lineage()
                .trace(Trace.upstream(Node.of(id)).asOf(AsOf.now()).limit(Integer.MAX_VALUE));
        Map<String, Object> model = model(governance, version, above);
        List<Object> components = new ArrayList<>();
        above.nodes().forEach(node -> components.add(component(governance, node)));
        String origin = id + " " + version.manifest().digest() + " " + above.nodes();
        Map<String, Object> bom = new TreeMap<>();
        bom.put("bomFormat", "CycloneDX");
        bom.put("specVersion", "1.6");
        bom.put("serialNumber", "urn:uuid:" + UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)));
        bom.put("version", 1);
        bom.put("metadata", Map.of("timestamp", version.registeredAt().toString(), "component", model));
        bom.put("components", components);
        bom.put("dependencies", dependencies(above));
        return RecordCodec.write(bom);
    }

    private static Map<String, Object> model(Governance governance, ModelVersion version, Lineage above) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("type", "machine-learning-model");
        model.put("bom-ref", Node.of(version.id()).toString());
        model.put("name", version.id().model());
        model.put("version", Integer.toString(version.id().number()));
        Optional<ModelCard> card = governance.registry().card(version.id().model(), AsOf.now());
        card.ifPresent(one -> model.put("description", one.overview()));
        model.put(
                "components",
                version.manifest().artifacts().stream()
                        .map(artifact -> file(version, artifact))
                        .toList());
        model.put("modelCard", card(version, card, above));
        return model;
    }

    private static Map<String, Object> file(ModelVersion version, Artifact artifact) {
        return Map.of(
                "type",
                "file",
                "bom-ref",
                Node.of(version.id()) + "/" + artifact.name(),
                "name",
                artifact.name(),
                "hashes",
                sha256(artifact.digest().hex()));
    }

    private static List<Object> sha256(String hex) {
        return List.of(Map.of("alg", "SHA-256", "content", hex));
    }

    private static Map<String, Object> card(ModelVersion version, Optional<ModelCard> card, Lineage above) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<Object> datasets = new ArrayList<>();
        above.nodes().stream()
                .filter(node -> node.kind().equals(Node.DATASET))
                .forEach(node -> datasets.add(Map.of("ref", node.toString())));
        parameters.put("datasets", datasets);
        parameters.put(
                "inputs",
                version.schema().features().stream().map(CycloneDx::input).toList());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("modelParameters", parameters);
        List<Object> metrics = new ArrayList<>();
        version.metrics().forEach((name, value) -> metric(name, value).ifPresent(metrics::add));
        whole.put("quantitativeAnalysis", Map.of("performanceMetrics", metrics));
        card.ifPresent(one -> whole.put(
                "considerations",
                Map.of(
                        "useCases",
                        one.uses(),
                        "technicalLimitations",
                        one.limitations(),
                        "ethicalConsiderations",
                        one.considerations().stream()
                                .map(name -> Map.of("name", name))
                                .toList())));
        List<Object> properties = new ArrayList<>();
        version.parameters().forEach((name, value) -> properties.add(property("parameter:" + name, value)));
        whole.put("properties", properties);
        return whole;
    }

    private static Map<String, Object> input(Feature feature) {
        String range = feature.type() == Feature.Type.CATEGORICAL
                ? "one of " + feature.categories()
                : "number from " + feature.min() + " to " + feature.max();
        return Map.of("format", feature.name() + ": " + range);
    }

    private static Optional<Map<String, Object>> metric(String name, Estimate value) {
        if (!value.known()) {
            return Optional.empty();
        }
        return Optional.of(Map.of(
                "type",
                name,
                "value",
                Double.toString(value.value()),
                "confidenceInterval",
                Map.of("lowerBound", Double.toString(value.low()), "upperBound", Double.toString(value.high()))));
    }

    private static Map<String, Object> property(String name, String value) {
        return Map.of("name", "modelgovernance:" + name, "value", value);
    }

    private static Map<String, Object> component(Governance governance, Node node) {
        Map<String, Object> component = new LinkedHashMap<>();
        int colon = node.id().lastIndexOf(':');
        boolean versioned =
                colon > 0 && (node.kind().equals(Node.DATASET) || node.kind().equals(Node.MODEL));
        component.put("type", type(node));
        component.put("bom-ref", node.toString());
        component.put("name", versioned ? node.id().substring(0, colon) : node.id());
        if (versioned) {
            component.put("version", node.id().substring(colon + 1));
        }
        List<Object> properties = new ArrayList<>(List.of(property("kind", node.kind())));
        if (versioned && node.kind().equals(Node.DATASET)) {
            governance
                    .lineage()
                    .dataset(node.id().substring(0, colon), node.id().substring(colon + 1))
                    .ifPresent(dataset -> describe(component, properties, dataset));
        }
        component.put("properties", properties);
        return component;
    }

    private static void describe(Map<String, Object> component, List<Object> properties, DatasetVersion dataset) {
        component.put("hashes", sha256(dataset.digest().hex()));
        component.put("description", dataset.source());
        component.put("licenses", List.of(Map.of("license", Map.of("name", dataset.licence()))));
        component.put(
                "data",
                List.of(Map.of(
                        "type",
                        "dataset",
                        "name",
                        dataset.name(),
                        "classification",
                        dataset.personalData().name().toLowerCase(Locale.ROOT))));
        properties.add(property("rows", Long.toString(dataset.rows())));
    }

    /** What CycloneDX has no word for, such as a run, is data about how the model came about. */
    private static String type(Node node) {
        return switch (node.kind()) {
            case Node.MODEL -> "machine-learning-model";
            case Node.CODE -> "application";
            case Node.ENVIRONMENT -> "platform";
            default -> "data";
        };
    }

    /** A lower end depends on its upper end. */
    private static List<Object> dependencies(Lineage above) {
        Map<String, TreeSet<String>> on = new TreeMap<>();
        above.nodes().forEach(node -> on.put(node.toString(), new TreeSet<>()));
        on.put(above.start().toString(), new TreeSet<>());
        for (Edge edge : above.edges()) {
            on.computeIfAbsent(edge.to().toString(), ref -> new TreeSet<>())
                    .add(edge.from().toString());
        }
        List<Object> dependencies = new ArrayList<>();
        on.forEach((ref, others) -> dependencies.add(Map.of("ref", ref, "dependsOn", List.copyOf(others))));
        return dependencies;
    }
}
