package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.json.CanonicalJson;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.core.json.RecordCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the schemas and the examples that OpenLineage publishes. */
class OpenLineageReferenceTest {
    private static final String UUID = "f69a6e9b-9bac-3c9a-9cf6-eacb70ecc9a9";

    @BeforeAll
    static void referenceDataIsThere() {
        Assumptions.assumeTrue(
                OpenLineageSchemas.present(), "no reference data; name its place by -Dreference.data=...");
    }

    @Test
    void thePublishedEventIsReadAndWrittenWithoutLoss() throws IOException {
        byte[] published = Files.readAllBytes(OpenLineageSchemas.examples().stream()
                .filter(one -> one.endsWith("example_full_event.json"))
                .findFirst()
                .orElseThrow());
        OpenLineageEvent event = OpenLineageEvent.parse(published);
        assertEquals(UUID, event.run().orElseThrow());
        assertEquals("food_delivery/dbt", event.job());
        assertSame(published, event.toJson());
        assertEquals(List.of(), new OpenLineageSchemas().problems(event.toJson()));
    }

    @Test
    void everyPublishedFacetSurvivesInsideAnEvent() throws IOException {
        OpenLineageSchemas schemas = new OpenLineageSchemas();
        int seen = 0;
        for (Path file : OpenLineageSchemas.examples()) {
            String facet = String.valueOf(file.getParent().getFileName());
            if (!facet.endsWith("Facet")) {
                continue;
            }
            byte[] event = RecordCodec.write(around(facet, PlainJson.object(Files.readAllBytes(file))));
            byte[] written = OpenLineageEvent.parse(event).toJson();
            assertSame(event, written);
            assertEquals(List.of(), schemas.problems(written), () -> file + ": " + text(written));
            seen++;
        }
        assertTrue(seen >= 40, "read " + seen + " examples");
    }

    @Test
    void theValidatorCatchesWhatIsWrong() {
        OpenLineageSchemas schemas = new OpenLineageSchemas();
        Map<String, Object> good = around("SQLJobFacet", Map.of());
        assertEquals(List.of(), schemas.problems(RecordCodec.write(good)));
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "eventType", "FINISHED", "eventTime", "yesterday", "run", Map.of("runId", "seven"), "inputs", 3)
                .entrySet()) {
            Map<String, Object> bad = new TreeMap<>(good);
            bad.put(wrong.getKey(), wrong.getValue());
            assertFalse(schemas.problems(RecordCodec.write(bad)).isEmpty(), wrong::toString);
        }
    }

    /** An event with an example's facets where facets of that kind belong. */
    private static Map<String, Object> around(String facet, Map<String, Object> facets) {
        Map<String, Object> dataset = Map.of("namespace", "postgres://db:5432", "name", "public.loans");
        boolean ofDataset = facet.endsWith("DatasetFacet") && !facet.startsWith("Input") && !facet.startsWith("Output");
        return Map.of(
                "eventTime",
                "2026-01-31T12:00:00.5+05:45",
                "eventType",
                "COMPLETE",
                "producer",
                "https://example.org/producer",
                "schemaURL",
                "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                "run",
                with(Map.of("runId", UUID), "facets", facet.endsWith("RunFacet"), facets),
                "job",
                with(Map.of("namespace", "n", "name", "j"), "facets", facet.endsWith("JobFacet"), facets),
                "inputs",
                List.of(with(dataset, "inputFacets", facet.contains("InputDatasetFacet"), facets)),
                "outputs",
                List.of(with(
                        dataset,
                        facet.contains("OutputDatasetFacet") ? "outputFacets" : "facets",
                        ofDataset || facet.contains("OutputDatasetFacet"),
                        facets)));
    }

    private static Map<String, Object> with(
            Map<String, Object> object, String name, boolean put, Map<String, Object> facets) {
        Map<String, Object> longer = new TreeMap<>(object);
        if (put) {
            longer.put(name, facets);
        }
        return longer;
    }

    private static void assertSame(byte[] expected, byte[] actual) {
        assertEquals(text(CanonicalJson.canonicalize(expected)), text(actual));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
