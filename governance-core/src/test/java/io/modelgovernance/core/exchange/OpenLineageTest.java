package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenLineageTest {
    private static final Actor ANA = Actor.human("ana");
    private static final DatasetVersion LOANS = new DatasetVersion(
            "loans",
            "2026-09",
            Digest.of(new byte[] {1}),
            100,
            List.of("income", "debt"),
            "bureau \"north\" <monthly>",
            "internal",
            DatasetVersion.PersonalData.PERSONAL);

    @TempDir
    Path directory;

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
    private final OpenLineage teller = OpenLineage.of(governance, "credit-bank");

    @AfterEach
    void close() {
        governance.close();
    }

    @Test
    void aRunIsToldAndComesBackAsTheSameEdges() throws IOException {
        VersionId version = train();
        String run = governance.registry().version(version).run().orElseThrow();
        List<OpenLineageEvent> events = teller.events(run);
        assertEquals(
                List.of(Optional.of("START"), Optional.of("COMPLETE")),
                events.stream().map(OpenLineageEvent::type).toList());

        OpenLineageEvent back = OpenLineageEvent.parse(events.get(1).toJson());
        assertEquals(run, back.run().orElseThrow());
        assertEquals(List.of("income", "debt"), back.inputs().get(0).columns());
        TreeSet<String> told = new TreeSet<>();
        back.edges().forEach(edge -> told.add(edge.from() + ">" + edge.role() + ">" + edge.to()));
        TreeSet<String> recorded = new TreeSet<>();
        governance.lineage().ancestors(Node.of(version), 2, AsOf.now()).edges().stream()
                .filter(edge -> !edge.from().kind().equals(Node.CODE))
                .forEach(edge -> recorded.add(edge.from() + ">" + edge.role() + ">" + edge.to()));
        assertEquals(recorded, told);

        assertEquals(3, OpenLineageDeliveryTest.ownFacets(back), "of the run, its data and the model");
        if (OpenLineageSchemas.present()) {
            OpenLineageSchemas schemas = new OpenLineageSchemas();
            for (OpenLineageEvent event : events) {
                assertEquals(List.of(), schemas.problems(event.toJson()));
            }
            checkFacets(schemas, back);
        }
    }

    private static void checkFacets(OpenLineageSchemas schemas, OpenLineageEvent event) {
        String text = new String(event.toJson(), StandardCharsets.UTF_8);
        for (String facet : List.of(
                "JobTypeJobFacet",
                "ProcessingEngineRunFacet",
                "ExecutionParametersRunFacet",
                "DatasetVersionDatasetFacet",
                "SchemaDatasetFacet",
                "DatasetTypeDatasetFacet")) {
            assertTrue(text.contains("/" + facet + ".json#/$defs/" + facet), facet);
        }
        var members = PlainJson.object(event.toJson());
        var facets = Json.object(Json.object(members, "event", "job"), "job", "facets");
        assertEquals(
                List.of(),
                schemas.facetProblems("JobTypeJobFacet", io.modelgovernance.core.json.RecordCodec.write(facets)));
        var runFacets = Json.object(Json.object(members, "event", "run"), "run", "facets");
        for (String facet : List.of("ProcessingEngineRunFacet", "ExecutionParametersRunFacet")) {
            assertEquals(
                    List.of(), schemas.facetProblems(facet, io.modelgovernance.core.json.RecordCodec.write(runFacets)));
        }
    }

    @Test
    void theJournalIsTheOutbox() throws IOException {
        VersionId version = train();
        try (Run failing = governance.lineage().startRun(ANA, "train again")) {
            failing.fail("out of memory");
        }
        List<OpenLineageEvent> told = new ArrayList<>();
        governance.audit().entries(0, 100).forEach(teller.tellingTo(told::add));
        assertEquals(
                List.of("START", "COMPLETE", "START", "FAIL"),
                told.stream().map(event -> event.type().orElse("")).toList());
        assertEquals(governance.registry().version(version).run(), told.get(1).run());
        assertTrue(new String(told.get(3).toJson(), StandardCharsets.UTF_8).contains("out of memory"));
        assertThrows(NotFoundException.class, () -> teller.events("no-such-run"));
    }

    @Test
    void othersEventsBecomeEdgesWhateverTheirNames() {
        OpenLineageEvent event = OpenLineageEvent.parse(json("""
                {"eventTime":"2026-01-31T12:00:00+05:45","eventType":"COMPLETE","producer":"https://dbt",
                 "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                 "run":{"runId":"f69a6e9b-9bac-3c9a-9cf6-eacb70ecc9a9"},"job":{"namespace":"n","name":"j"},
                 "inputs":[{"namespace":"postgres://db:5432","name":"public.raw"},
                           {"namespace":"s3://bucket","name":"../..\\u0000<b>"},
                           {"namespace":"kept","name":"both"}],
                 "outputs":[{"namespace":"postgres://db:5432","name":"public.loans",
                             "facets":{"version":{"_producer":"https://dbt","_schemaURL":"https://x","datasetVersion":"7"}}},
                            {"namespace":"kept","name":"both"}]}"""));
        assertEquals("2026-01-31T06:15:00Z", event.time().toString());
        List<Edge> edges = event.edges();
        assertEquals(4, edges.size());
        assertEquals(
                "dataset/postgres://db:5432/public.raw", edges.get(0).from().toString());
        assertTrue(edges.get(1).from().id().startsWith("sha256:"));
        assertEquals(
                "dataset/postgres://db:5432/public.loans:7", edges.get(3).to().toString());
        governance.lineage().declare(ANA, edges);
        assertEquals(
                4,
                governance
                        .lineage()
                        .ancestors(edges.get(3).to(), 10, AsOf.now())
                        .nodes()
                        .size());
    }

    @Test
    void whatIsNoEventIsRefusedByWhatItLacks() {
        for (String bad : List.of(
                "[]",
                "{}",
                "{\"eventTime\":\"2026-01-31T12:00:00Z\",\"producer\":\"p\",\"schemaURL\":\"s\"}",
                "{\"eventTime\":\"yesterday\",\"producer\":\"p\",\"schemaURL\":\"s\",\"job\":{\"namespace\":\"n\",\"name\":\"j\"}}",
                "{\"eventTime\":\"2026-01-31T12:00:00Z\",\"producer\":\"p\",\"schemaURL\":\"s\","
                        + "\"job\":{\"namespace\":\"n\",\"name\":\"j\"},\"inputs\":[3]}",
                "{\"eventTime\":\"2026-01-31T12:00:00Z\",\"producer\":\"p\",\"schemaURL\":\"s\","
                        + "\"job\":{\"namespace\":\"n\",\"name\":\"j\"},\"run\":null}")) {
            assertThrows(InvalidInputException.class, () -> OpenLineageEvent.parse(json(bad)), bad);
        }
    }

    private VersionId train() throws IOException {
        governance.lineage().recordDataset(ANA, LOANS, new Node(Node.SOURCE, "bureau"));
        Path file = Files.writeString(directory.resolve("model.txt"), "1 1");
        try (Run run = governance.lineage().startRun(ANA, "train credit-risk")) {
            run.reads(LOANS).code("4f2a9c1").parameter("eta", 0.1);
            return governance
                    .registry()
                    .register(
                            ANA,
                            "credit-risk",
                            run.produced(file),
                            FeatureSchema.of(Feature.numeric("income", 0, 1), Feature.numeric("debt", 0, 1)))
                    .id();
        }
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
