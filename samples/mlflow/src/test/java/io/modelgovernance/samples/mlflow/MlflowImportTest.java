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
        assertEquals(List.of(new VersionId("credit-risk", 1), new VersionId("credit-risk", 2)), taken);
        ModelVersion first = governance.registry().version(taken.get(0));
        assertEquals(
                Set.of("MLmodel", "model.txt", "code/score.py"),
                first.manifest().artifacts().stream().map(Artifact::name).collect(Collectors.toSet()));
        assertEquals("4", first.parameters().get("max_depth"));
        assertEquals(
                "mlflow-artifacts:/7/a1a1/artifacts/model", first.parameters().get("mlflow.source"));
        assertEquals(0.81, first.metrics().get("auc").value());
        assertEquals(Double.NEGATIVE_INFINITY, first.metrics().get("auc").low());
        assertFalse(first.metrics().get("loss").known());
        assertEquals(List.of("income", "region"), first.schema().names());
        assertTrue(server.asked.stream().allMatch(request -> request.startsWith("GET ")), "nothing there is changed");
    }

    @Test
    void tagsAndAliasesComeAsTagsAndMoveNothing() throws IOException {
        VersionId second =
                mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).get(1);
        Listing listing = governance.catalogue().listing(second, AsOf.now());
        assertEquals(
                Map.of(
                        "mlflow.aliases", "champion best",
                        "mlflow.run", "b2b2",
                        "mlflow.tag.validation_status", "approved",
                        "mlflow.tag.w_ird", "x_y"),
                listing.tags());
        assertEquals("registered", listing.stage());
        assertEquals(Set.of(), listing.aliases());
        assertEquals("mlflow-2", listing.label().orElseThrow());
    }

    @Test
    void theRunBecomesLineage() throws IOException {
        VersionId first = mlflow.take(ANA, "Credit Risk", "credit-risk", REGION).get(0);
        List<Edge> edges =
                governance.lineage().ancestors(Node.of(first), 5, AsOf.now()).edges();
        assertEquals(
                Set.of("mlflow-run/a1a1 produces", "mlflow-dataset/loans@c5f1d2aa reads", "code/9f2c1e7 executes"),
                edges.stream().map(edge -> edge.from() + " " + edge.role()).collect(Collectors.toSet()));
        assertTrue(edges.stream().allMatch(edge -> edge.confidence() == Edge.Confidence.DECLARED));
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
