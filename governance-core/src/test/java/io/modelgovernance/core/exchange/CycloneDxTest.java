package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bill of materials against CycloneDX's own schema, taken from its Java library. */
class CycloneDxTest {
    private static final Actor ANA = Actor.human("ana");
    private static final DatasetVersion LOANS = new DatasetVersion(
            "loans",
            "2026-09",
            Digest.of(new byte[] {1}),
            100,
            List.of("income", "debt"),
            "bureau \"north\"",
            "internal use only",
            DatasetVersion.PersonalData.PERSONAL);

    @TempDir
    Path directory;

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();

    @AfterEach
    void close() {
        governance.close();
    }

    private VersionId trained() throws IOException {
        governance.lineage().recordDataset(ANA, LOANS, new Node(Node.SOURCE, "bureau"));
        Path file = Files.writeString(directory.resolve("model.txt"), "1 1");
        try (Run run = governance.lineage().startRun(ANA, "train credit-risk")) {
            run.reads(LOANS).code("4f2a9c1").parameter("eta", 0.1).metric("auc", Estimate.exact(0.75, 100, "test set"));
            VersionId id = governance
                    .registry()
                    .register(
                            ANA,
                            "credit-risk",
                            run.produced(file),
                            FeatureSchema.of(Feature.numeric("income", 0, 1), Feature.numeric("debt", 0, 1)))
                    .id();
            governance
                    .registry()
                    .reviseCard(
                            ANA,
                            "credit-risk",
                            new ModelCard(
                                    "scores loans", "risk", List.of("retail"), List.of("no firms"), List.of("age")));
            return id;
        }
    }

    @Test
    void theBillFitsTheSchemaAndNamesWhatTheVersionIsMadeFrom() throws IOException {
        VersionId id = trained();
        byte[] bom = CycloneDx.bom(governance, id);
        assertEquals(List.of(), problems(bom), () -> new String(bom, StandardCharsets.UTF_8));
        assertArrayEquals(bom, CycloneDx.bom(governance, id), "the same records give the same bytes");

        JsonNode root = new ObjectMapper().readTree(bom);
        JsonNode model = root.at("/metadata/component");
        assertEquals("machine-learning-model", model.get("type").textValue());
        assertEquals(
                Digest.of("1 1".getBytes(StandardCharsets.UTF_8)).hex(),
                model.at("/components/0/hashes/0/content").textValue());
        assertEquals(
                "dataset/loans:2026-09",
                model.at("/modelCard/modelParameters/datasets/0/ref").textValue());
        assertEquals(
                "auc",
                model.at("/modelCard/quantitativeAnalysis/performanceMetrics/0/type")
                        .textValue());
        assertEquals(
                "no firms",
                model.at("/modelCard/considerations/technicalLimitations/0").textValue());

        Map<String, JsonNode> components = new TreeMap<>();
        root.get("components").forEach(one -> components.put(one.get("bom-ref").textValue(), one));
        JsonNode loans = components.get("dataset/loans:2026-09");
        assertEquals(LOANS.digest().hex(), loans.at("/hashes/0/content").textValue());
        assertEquals("personal", loans.at("/data/0/classification").textValue());

        Map<String, List<String>> dependencies = new TreeMap<>();
        root.get("dependencies").forEach(one -> {
            List<String> on = new ArrayList<>();
            one.get("dependsOn").forEach(ref -> on.add(ref.textValue()));
            dependencies.put(one.get("ref").textValue(), on);
        });
        String run = "run/" + governance.registry().version(id).run().orElseThrow();
        assertEquals(List.of(run), dependencies.get("model/credit-risk:1"));
        assertEquals(List.of("code/4f2a9c1", "dataset/loans:2026-09"), dependencies.get(run));
        assertEquals(List.of("source/bureau"), dependencies.get("dataset/loans:2026-09"));
        TreeSet<String> refs = new TreeSet<>(components.keySet());
        refs.add("model/credit-risk:1");
        assertEquals(refs, new TreeSet<>(dependencies.keySet()), "every reference is of a component");
    }

    @Test
    void theSchemaCatchesWhatIsWrong() throws IOException {
        JsonNode bom = new ObjectMapper().readTree(CycloneDx.bom(governance, trained()));
        ((com.fasterxml.jackson.databind.node.ObjectNode) bom.at("/metadata/component")).put("type", "model");
        assertFalse(problems(bom.toString().getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @Test
    void aVersionWithoutLineageHasABillToo() throws IOException {
        Path file = Files.writeString(directory.resolve("bought.txt"), "2 2");
        VersionId id = governance
                .registry()
                .register(
                        ANA,
                        "bought",
                        io.modelgovernance.registry.Candidate.of(file),
                        FeatureSchema.of(Feature.numeric("income", 0, 1)))
                .id();
        assertEquals(List.of(), problems(CycloneDx.bom(governance, id)));
        assertThrows(NotFoundException.class, () -> CycloneDx.bom(governance, new VersionId("nobody", 1)));
    }

    private static List<String> problems(byte[] bom) {
        Map<String, String> schemas = new TreeMap<>();
        for (String name : List.of("bom-1.6", "spdx", "jsf-0.82")) {
            schemas.put("http://cyclonedx.org/schema/" + name + ".schema.json", resource("/" + name + ".schema.json"));
        }
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V7,
                        builder -> builder.schemaLoaders(loaders -> loaders.schemas(schemas)))
                .getSchema(SchemaLocation.of("http://cyclonedx.org/schema/bom-1.6.schema.json"));
        List<String> problems = new ArrayList<>();
        schema.validate(new String(bom, StandardCharsets.UTF_8), InputFormat.JSON)
                .forEach(one -> problems.add(one.toString()));
        assertTrue(schemas.size() == 3);
        return problems;
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(CycloneDxTest.class.getResourceAsStream(name), "the library's " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
