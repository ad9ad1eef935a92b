package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.sun.net.httpserver.HttpServer;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.core.json.RecordCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way out, and the schemas of our own facets. */
class OpenLineageDeliveryTest {
    private static final OpenLineageEvent EVENT = OpenLineageEvent.parse(("{\"eventTime\":\"2026-01-31T12:00:00Z\","
                    + "\"producer\":\"https://x\",\"schemaURL\":\"https://y\",\"job\":{\"namespace\":\"n\",\"name\":\"j\"}}")
            .getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;

    @Test
    void aServerGetsTheEventAndItsRefusalIsAnException() throws IOException {
        List<String> received = Collections.synchronizedList(new ArrayList<>());
        int[] status = {201};
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/lineage", exchange -> {
            received.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status[0], -1);
            exchange.close();
        });
        server.start();
        URI endpoint = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/api/v1/lineage");
        OpenLineageHttp http = new OpenLineageHttp(
                HttpClient.newHttpClient(), endpoint, Duration.ofSeconds(60), Map.of("Authorization", "Bearer t"));
        try {
            http.accept(EVENT);
            assertEquals(
                    List.of("POST application/json Bearer t " + new String(EVENT.toJson(), StandardCharsets.UTF_8)),
                    received);
            for (int refusal : new int[] {302, 400, 503}) {
                status[0] = refusal;
                assertThrows(StoreException.class, () -> http.accept(EVENT), "status " + refusal);
            }
        } finally {
            server.stop(0);
        }
        assertThrows(StoreException.class, () -> http.accept(EVENT), "nobody there");
    }

    @Test
    void aFileGetsALineEach() throws IOException {
        Path file = directory.resolve("events.jsonl");
        OpenLineageFile target = new OpenLineageFile(file);
        target.accept(EVENT);
        target.accept(EVENT);
        String line = new String(EVENT.toJson(), StandardCharsets.UTF_8);
        assertEquals(List.of(line, line), Files.readAllLines(file));
        OpenLineageFile nowhere = new OpenLineageFile(directory.resolve("missing/events.jsonl"));
        assertThrows(StoreException.class, () -> nowhere.accept(EVENT));
    }

    /** Each facet of the event that names a schema of ours fits it. */
    static int ownFacets(OpenLineageEvent event) {
        int seen = 0;
        Map<String, Object> members = PlainJson.object(event.toJson());
        List<Map<String, Object>> holders = new ArrayList<>(List.of(Json.object(members, "event", "run")));
        holders.addAll(Json.objects(members, "event", "inputs"));
        holders.addAll(Json.objects(members, "event", "outputs"));
        for (Map<String, Object> holder : holders) {
            Map<String, Object> facets = Json.object(holder, "holder", "facets");
            for (String name : List.of("run", "dataset", "model")) {
                if (facets.containsKey("modelGovernance_" + name)) {
                    assertEquals(List.of(), problems(name, facets));
                    Map<String, Object> facet = Json.object(facets, "facets", "modelGovernance_" + name);
                    String id = String.valueOf(
                            PlainJson.object(OpenLineage.schema(name).getBytes(StandardCharsets.UTF_8))
                                    .get("$id"));
                    assertEquals(id + "#/$defs/facet", facet.get("_schemaURL"));
                    facet.remove("_producer");
                    assertEquals(
                            1,
                            problems(name, Map.of("modelGovernance_" + name, facet))
                                    .size());
                    seen++;
                }
            }
        }
        return seen;
    }

    private static List<String> problems(String name, Map<String, Object> facets) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(OpenLineage.schema(name))
                .validate(new String(RecordCodec.write(facets), StandardCharsets.UTF_8), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void thereAreSchemasOfOurFacetsAndOfNoOthers() {
        for (String bad : List.of("", "job", "../1-0-0/run", "run.json")) {
            assertThrows(InvalidInputException.class, () -> OpenLineage.schema(bad));
        }
    }
}
