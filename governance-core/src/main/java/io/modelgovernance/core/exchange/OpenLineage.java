package io.modelgovernance.core.exchange;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Tells recorded runs to tools that speak OpenLineage: when they began, what they read, which model versions they made.
 *
 * <p>Datasets and models are named in the namespace {@code modelgovernance://} and the application's name; digests,
 * licences and figures, which OpenLineage has no word for, go into facets of our own. Source: OpenLineage specification
 * 2-0-2. Immutable and thread-safe.
 */
public final class OpenLineage {
    static final String SCHEME = "modelgovernance://";
    private static final String PRODUCER = "https://modelgovernance.io/sdk";
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String EVENT = SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent";
    private static final String OWN = "https://modelgovernance.io/spec/openlineage/1-0-0/";

    private final Governance governance;
    private final String namespace;

    private OpenLineage(Governance governance, String namespace) {
        this.governance = governance;
        this.namespace = namespace;
    }

    /**
     * Tells about an application's runs.
     *
     * @param governance where they are recorded
     * @param application the application's name in the namespace
     * @return the teller
     * @throws io.modelgovernance.InvalidInputException if the application is not a name
     */
    public static OpenLineage of(Governance governance, String application) {
        return new OpenLineage(governance, SCHEME + Names.require("application", application));
    }

    /**
     * The events of a run so far: its start, and its end if it ended.
     *
     * @param run the run's id
     * @return one or two events
     * @throws NotFoundException if there is no such run
     */
    public List<OpenLineageEvent> events(String run) {
        RunRecord found = governance
                .lineage()
                .run(run)
                .orElseThrow(() -> new NotFoundException("run", run, "Maybe start it with lineage().startRun."));
        List<OpenLineageEvent> events = new ArrayList<>(List.of(event(found, found.startedAt(), "START")));
        found.finishedAt()
                .ifPresent(at ->
                        events.add(event(found, at, found.status() == RunRecord.Status.FAILED ? "FAIL" : "COMPLETE")));
        return List.copyOf(events);
    }

    /**
     * Tells each run as it begins and ends. Hand it to {@link Governance#subscribe}: that is the outbox, in order and at
     * least once.
     *
     * @param target receives the events; if it throws it is given the same one again
     * @return the listener
     */
    public Consumer<AuditEntry> tellingTo(Consumer<OpenLineageEvent> target) {
        return entry -> {
            boolean begun = entry.type() == EventType.RUN_STARTED;
            if (begun || entry.type() == EventType.RUN_FINISHED) {
                List<OpenLineageEvent> events =
                        events(Node.parse(entry.subject()).id());
                target.accept(events.get(begun ? 0 : events.size() - 1));
            }
        };
    }

    private OpenLineageEvent event(RunRecord run, Instant at, String type) {
        boolean ended = !type.equals("START");
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventTime", at.toString());
        event.put("eventType", type);
        event.put("producer", PRODUCER);
        event.put("schemaURL", EVENT);
        event.put("run", Map.of("runId", run.id(), "facets", runFacets(run, type)));
        event.put("job", Map.of("namespace", namespace, "name", run.name(), "facets", jobFacets()));
        event.put("inputs", ended ? inputs(run) : List.of());
        event.put("outputs", ended ? outputs(run) : List.of());
        return new OpenLineageEvent(event);
    }

    private static Map<String, Object> jobFacets() {
        Map<String, Object> facet = facet(SPEC + "facets/2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet");
        facet.put("processingType", "BATCH");
        facet.put("integration", "MODEL_GOVERNANCE");
        facet.put("jobType", "MODEL");
        return Map.of("jobType", facet);
    }

    private static Map<String, Object> runFacets(RunRecord run, String type) {
        Map<String, Object> facets = new LinkedHashMap<>();
        Map<String, Object> engine =
                facet(SPEC + "facets/1-1-1/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet");
        engine.put("name", "Java");
        engine.put("version", run.environment().getOrDefault("java.version", "unknown"));
        facets.put("processing_engine", engine);
        if (type.equals("START")) {
            return facets;
        }
        Map<String, Object> parameters =
                facet(SPEC + "facets/1-0-0/ExecutionParametersRunFacet.json#/$defs/ExecutionParametersRunFacet");
        parameters.put(
                "parameters",
                run.parameters().entrySet().stream()
                        .map(one -> Map.of("key", one.getKey(), "value", one.getValue()))
                        .toList());
        facets.put("executionParameters", parameters);
        Map<String, Object> own = own("run");
        own.put("actor", run.actor());
        own.put("code", run.code());
        own.put("metrics", run.metrics());
        facets.put("modelGovernance_run", own);
        if (type.equals("FAIL")) {
            Map<String, Object> error =
                    facet(SPEC + "facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet");
            error.put("message", run.note());
            error.put("programmingLanguage", "JAVA");
            facets.put("errorMessage", error);
        }
        return facets;
    }

    private List<Object> inputs(RunRecord run) {
        return run.inputs().stream()
                .flatMap(input -> dataset(Node.parse(input)))
                .toList();
    }

    /** A node that somebody declared need not be a dataset version on record, nor be called like one. */
    private Stream<Object> dataset(Node node) {
        int colon = node.id().lastIndexOf(':');
        try {
            return colon < 1
                    ? Stream.empty()
                    : governance
                            .lineage()
                            .dataset(node.id().substring(0, colon), node.id().substring(colon + 1))
                            .<Object>map(this::dataset)
                            .stream();
        } catch (InvalidInputException e) {
            return Stream.empty();
        }
    }

    private Map<String, Object> dataset(DatasetVersion dataset) {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("version", version(dataset.version()));
        Map<String, Object> schema = facet(SPEC + "facets/1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet");
        schema.put(
                "fields",
                dataset.columns().stream().map(name -> Map.of("name", name)).toList());
        facets.put("schema", schema);
        Map<String, Object> own = own("dataset");
        own.put("digest", dataset.digest());
        own.put("rows", dataset.rows());
        own.put("source", dataset.source());
        own.put("licence", dataset.licence());
        own.put("personalData", dataset.personalData());
        facets.put("modelGovernance_dataset", own);
        facets.putAll(ColumnLineage.facet(governance, dataset, PRODUCER, namespace));
        return Map.of("namespace", namespace, "name", dataset.name(), "facets", facets);
    }

    private List<Object> outputs(RunRecord run) {
        return governance.lineage().descendants(new Node(Node.RUN, run.id()), 1, AsOf.now()).nodes().stream()
                .flatMap(this::output)
                .toList();
    }

    private Stream<Object> output(Node node) {
        return switch (node.kind()) {
            case Node.MODEL -> Stream.of(model(governance.registry().version(VersionId.parse(node.id()))));
            case Node.DATASET -> dataset(node);
            default -> Stream.empty();
        };
    }

    private Map<String, Object> model(ModelVersion version) {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put("version", version(Integer.toString(version.id().number())));
        Map<String, Object> type =
                facet(SPEC + "facets/1-0-1/DatasetTypeDatasetFacet.json#/$defs/DatasetTypeDatasetFacet");
        type.put("datasetType", "MODEL");
        facets.put("datasetType", type);
        Map<String, Object> own = own("model");
        own.put("manifest", version.manifest().digest());
        own.put("image", version.image());
        facets.put("modelGovernance_model", own);
        return Map.of("namespace", namespace, "name", "model/" + version.id().model(), "facets", facets);
    }

    private static Map<String, Object> version(String text) {
        Map<String, Object> facet =
                facet(SPEC + "facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet");
        facet.put("datasetVersion", text);
        return facet;
    }

    private static Map<String, Object> own(String name) {
        return facet(OWN + name + ".json#/$defs/facet");
    }

    /**
     * The JSON schema of one of our own facets, as it is published at the address that the facet names.
     *
     * @param name {@code run}, {@code dataset} or {@code model}
     * @return the schema, JSON Schema 2020-12
     * @throws InvalidInputException if there is no such facet
     */
    public static String schema(String name) {
        try (InputStream in = List.of("run", "dataset", "model").contains(name)
                ? OpenLineage.class.getResourceAsStream("openlineage/1-0-0/" + name + ".json")
                : null) {
            if (in == null) {
                throw InvalidInputException.of("name of facet", "is " + Names.printable(name), "run, dataset or model");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> facet(String schema) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", schema);
        return facet;
    }
}
