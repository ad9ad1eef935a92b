package io.modelgovernance.samples.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlflow.tracking.MlflowClient;

class MlflowImportTest {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final Feature REGION = Feature.categorical("region", "north", "south");

    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private RecordedServer server;
    private MlflowClient client;
    private Governance governance;
    private MlflowImport mlflow;

    @BeforeEach
    void open() throws IOException {
        server = new RecordedServer();
        client = new MlflowClient(server.uri().toString());
        governance = GovernanceEngine.builder().store(store).build();
        mlflow = new MlflowImport(
                governance, client, new ServerDownload(client, server.uri(), HttpClient.newHttpClient()));
    }

    @AfterEach
    void close() {
        governance.close();
        client.close();
        server.close();
    }

    @Test
    void readyVersionsOfEveryPageComeOldestFirst() throws IOException {
        List<VersionId> taken = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION);
        assertEquals(
                List.of(
                        new VersionId("credit-risk", 1),
                        new VersionId("credit-risk", 2),
                        new VersionId("credit-risk", 3)),
                taken);
        ModelVersion first = governance.registry().version(taken.get(0));
        assertEquals(
                Set.of("MLmodel", "model.txt", "code/score.py"),
                first.manifest().artifacts().stream().map(Artifact::name).collect(Collectors.toSet()));
        assertEquals("4", first.parameters().get("max_depth"));
        assertEquals(
                "mlflow-artifacts:/1/" + server.runs.get(0) + "/artifacts/model",
                first.parameters().get("mlflow.source"));
        assertEquals(0.81, first.metrics().get("auc").value());
        assertEquals(Double.NEGATIVE_INFINITY, first.metrics().get("auc").low());
        assertFalse(first.metrics().get("loss").known());
        assertEquals(List.of("income", "region"), first.schema().names());
        ModelVersion second = governance.registry().version(taken.get(1));
        assertEquals("6", second.parameters().get("max_depth"));
        assertEquals(0.37, second.metrics().get("loss").value());
        assertTrue(server.asked.stream().allMatch(request -> request.startsWith("GET ")), "nothing there is changed");
    }

    @Test
    void tagsAndAliasesComeAsTagsAndMoveNothing() throws IOException {
        List<VersionId> taken = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION);
        Listing listing = governance.catalogue().listing(taken.get(1), AsOf.now());
        assertEquals(
                Map.of(
                        "mlflow.aliases", "best champion",
                        "mlflow.run", server.runs.get(1),
                        "mlflow.tag.validation_status", "approved",
                        "mlflow.tag.w_ird", "x_y"),
                listing.tags());
        assertEquals("registered", listing.stage());
        assertEquals(Set.of(), listing.aliases());
        assertEquals("mlflow-2", listing.label().orElseThrow());
    }

    @Test
    void aStageComesAsATagAndMovesNothing() throws IOException {
        List<VersionId> taken = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION);
        Listing third = governance.catalogue().listing(taken.get(2), AsOf.now());
        assertEquals(Map.of("mlflow.stage", "Production", "mlflow.run", server.runs.get(0)), third.tags());
        assertEquals("registered", third.stage());
        assertEquals(
                "Archived",
                governance.catalogue().listing(taken.get(0), AsOf.now()).tags().get("mlflow.stage"));
    }

    @Test
    void aVersionThatIsNotReadyIsPassedOver() throws IOException {
        server.versions = "versions-pending.json";
        assertEquals(List.of(), mlflow.take(ANA, "Credit Risk", "credit-risk", REGION));
    }

    @Test
    void allOnOnePageAreTheSame() throws IOException {
        server.versions = "versions/all.json";
        assertEquals(3, mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).size());
    }

    @Test
    void theRunBecomesLineage() throws IOException {
        VersionId first = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).get(0);
        List<Edge> edges =
                governance.lineage().ancestors(Node.of(first), 5, AsOf.now()).edges();
        assertEquals(
                Set.of(
                        "mlflow-run/" + server.runs.get(0) + " produces",
                        "mlflow-dataset/loans@c5f1d2aa reads",
                        "code/9f2c1e7d0b5a4c3e8f6172839405a6b7c8d9e0f1 executes"),
                edges.stream().map(edge -> edge.from() + " " + edge.role()).collect(Collectors.toSet()));
        assertTrue(edges.stream().allMatch(edge -> edge.confidence() == Edge.Confidence.DECLARED));
    }

    @Test
    void aRunThatHasNotEndedIsOfWhenItBegan() throws IOException {
        server.otherwise = text -> text.replace("\"end_time\": 1772353990000,", "");
        VersionId first = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).get(0);
        assertEquals(
                Set.of(Instant.ofEpochMilli(1_772_353_900_000L)),
                governance.lineage().ancestors(Node.of(first), 5, AsOf.now()).edges().stream()
                        .filter(edge -> !edge.role().equals("produces"))
                        .map(Edge::at)
                        .collect(Collectors.toSet()));
    }

    /** The server's database has no infinity and keeps the greatest number for it. */
    @Test
    void anInfiniteMetricIsNoFigure() throws IOException {
        for (String infinite : List.of("1.7976931348623157e+308", "-1.7976931348623157e+308", "\"Infinity\"")) {
            server.otherwise = text -> text.replace("0.81", infinite);
            String model = "credit-" + infinite.length();
            VersionId first = mlflow.take(ANA, "Credit Risk", model, REGION).get(0);
            assertFalse(
                    governance.registry().version(first).metrics().get("auc").known(), infinite);
        }
    }

    @Test
    void aSourceMayEndInASlash() throws IOException {
        server.otherwise = text -> text.replace("/artifacts/model\"", "/artifacts/model/\"");
        assertEquals(3, mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).size());
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        mlflow.take(ANA, "Credit Risk", "credit-risk", REGION);
        long size = store.head().position();
        assertEquals(List.of(), mlflow.take(ANA, "Credit Risk", "credit-risk", REGION));
        assertEquals(size, store.head().position());
    }

    @Test
    void whatMlflowDoesNotSayIsAskedFor() {
        assertThrows(InvalidInputException.class, () -> mlflow.take(ANA, "Credit Risk", "credit-risk"));
        assertThrows(InvalidInputException.class, () -> mlflow.take(ANA, "x' or '1'='1", "credit-risk", REGION));
    }

    @Test
    void aServerThatNamesAFileElsewhereIsRefused() {
        server.listing = "list-evil.json";
        assertThrows(IntegrityException.class, () -> mlflow.take(ANA, "Credit Risk", "credit-risk", REGION));
        assertEquals(List.of(), governance.registry().models(AsOf.now()));
    }
}
