package io.modelgovernance.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The two bridges against a server that answers as the engines' documentation says: OPA's Data API with provenance, and
 * {@code is_authorized} of a Cedar agent.
 */
class PolicyEnginesTest {
    private static final Map<String, Object> FACTS = Map.of(
            "model", "credit-risk", "tier", 2.0, "origin-share", 0.123456, "validation", "PASSED", "tainted", false);

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final AtomicReference<String> path = new AtomicReference<>("");
    private String answer = "{}";
    private int status = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            path.set(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI at(String where) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + where);
    }

    private DecisionPoint opa() {
        return OpaDecisionPoint.of(
                HttpClient.newHttpClient(),
                at("/v1/data/models/deny"),
                Duration.ofSeconds(20),
                Map.of("Authorization", "Bearer t"));
    }

    private DecisionPoint cedar() {
        return CedarDecisionPoint.of(
                HttpClient.newHttpClient(),
                at("/v1/is_authorized"),
                "Service::\"governance\"",
                Duration.ofSeconds(20),
                Map.of());
    }

    private DecisionPoint.Answer said(DecisionPoint point, String json) {
        answer = json;
        return point.ask("promotion", FACTS);
    }

    @Test
    void opaAnswersATruthOrComplaints() {
        assertEquals(Verdict.PASSED, said(opa(), "{\"result\": true}").verdict());
        assertEquals(Verdict.FAILED, said(opa(), "{\"result\": false}").verdict());
        assertEquals(Verdict.PASSED, said(opa(), "{\"result\": []}").verdict());
        DecisionPoint.Answer complains = said(
                opa(),
                "{\"result\": [\"not validated\"], \"decision_id\": \"d-1\", \"provenance\": {\"version\": \"1.0\","
                        + " \"bundles\": {\"models\": {\"revision\": \"r7\"}}}}");
        assertEquals(Verdict.FAILED, complains.verdict());
        assertEquals("OPA complains (bundles models r7) in decision d-1: [not validated].", complains.reason());
        assertEquals("/v1/data/models/deny?provenance=true Bearer t", path.get());
        Map<?, ?> input = (Map<?, ?>)
                PlainJson.object(asked.get().getBytes(StandardCharsets.UTF_8)).get("input");
        assertEquals("promotion", input.get("question"));
        assertEquals(0.123456, ((Map<?, ?>) input.get("facts")).get("origin-share"));
    }

    @Test
    void whatOpaDoesNotDefineIsNoEvidence() {
        assertEquals(Verdict.NOT_EVIDENCED, said(opa(), "{}").verdict());
        assertEquals(Verdict.NOT_EVIDENCED, said(opa(), "{\"result\": null}").verdict());
        assertEquals(
                Verdict.NOT_EVIDENCED,
                said(opa(), "{\"result\": {\"allow\": true}}").verdict());
    }

    @Test
    void cedarAllowsDeniesOrErrs() {
        DecisionPoint.Answer allows = said(
                cedar(), "{\"decision\": \"Allow\", \"diagnostics\": {\"reason\": [\"policy3\"], \"errors\": []}}");
        assertEquals(new DecisionPoint.Answer(Verdict.PASSED, "Cedar allows it by [policy3]."), allows);
        Map<String, Object> sent = PlainJson.object(asked.get().getBytes(StandardCharsets.UTF_8));
        assertEquals("Service::\"governance\"", sent.get("principal"));
        assertEquals("Action::\"promotion\"", sent.get("action"));
        assertEquals("Model::\"credit-risk\"", sent.get("resource"));
        Map<?, ?> context = (Map<?, ?>) sent.get("context");
        assertEquals(2L, context.get("tier"));
        assertEquals(false, context.get("tainted"));
        assertEquals(Map.of("__extn", Map.of("fn", "decimal", "arg", "0.1235")), context.get("origin-share"));
        assertEquals(
                Verdict.FAILED,
                said(cedar(), "{\"decision\":\"Deny\",\"diagnostics\":{\"reason\":[],\"errors\":[]}}")
                        .verdict());
        assertEquals(
                Verdict.NOT_EVIDENCED,
                said(cedar(), "{\"decision\":\"Deny\",\"diagnostics\":{\"reason\":[],\"errors\":[\"no attribute\"]}}")
                        .verdict());
        assertEquals(Verdict.NOT_EVIDENCED, said(cedar(), "{}").verdict());
        assertThrows(InvalidInputException.class, () -> cedar().ask("q", Map.of("x", 1e300 / 3)));
        answer = "{\"decision\":\"Allow\"}";
        cedar().ask("a\"b\\", Map.of());
        assertTrue(asked.get().contains("Action::\\\"a\\\\\\\"b\\\\\\\\\\\""), asked.get());
    }

    @Test
    void noAnswerIsAnException() {
        status = 500;
        assertThrows(StoreException.class, () -> said(opa(), "{\"result\": true}"));
        status = 200;
        assertThrows(InvalidInputException.class, () -> said(opa(), "true"));
        String large = "{\"result\": \"" + "x".repeat(70_000) + "\"}";
        assertThrows(StoreException.class, () -> said(opa(), large));
        server.stop(0);
        assertThrows(StoreException.class, () -> opa().ask("promotion", FACTS));
    }
}
