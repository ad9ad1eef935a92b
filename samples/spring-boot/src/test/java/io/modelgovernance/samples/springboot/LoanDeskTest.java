package io.modelgovernance.samples.springboot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.GovernedModel;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The service as its customers and its operators meet it: through HTTP, on PostgreSQL. */
class LoanDeskTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static EmbeddedPostgres postgres;
    private static Pipeline pipeline;
    private static ConfigurableApplicationContext service;
    private static HttpClient client;

    /** What came back. */
    private record Answer(int status, JsonNode body) {}

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        postgres = EmbeddedPostgres.start();
        DataSource database = postgres.getPostgresDatabase();
        pipeline = new Pipeline(database);
        assertThrows(RuntimeException.class, LoanDeskTest::service, "no version may decide");
        pipeline.promote(directory);
        service = service();
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        pipeline.close();
        postgres.close();
    }

    private static ConfigurableApplicationContext service() {
        return SpringApplication.run(
                LoanDeskApplication.class,
                "--server.port=0",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", "postgres"),
                "--logging.level.root=OFF",
                "--spring.main.banner-mode=off");
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private static HttpRequest.Builder to(String path) {
        int port = ((ServletWebServerApplicationContext) service).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static Answer get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    private static Answer apply(String application, String income, String debt)
            throws IOException, InterruptedException {
        String body = "{\"application\": \"" + application + "\", \"income\": " + income + ", \"debt\": " + debt + "}";
        return send(to("/loans").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static GovernedModel credit() {
        return service.getBean(GovernedModel.class);
    }

    private static int loans() {
        Integer count = service.getBean(JdbcTemplate.class).queryForObject("select count(*) from loan", Integer.class);
        return count == null ? -1 : count;
    }

    private static long decisions() {
        return pipeline.governance.recalls().count(credit().permitted());
    }

    @Test
    void aLoanIsBookedWithTheRecordOfItsDecision() throws Exception {
        Answer answer = apply("a-1", "60000", "2000");
        assertEquals(201, answer.status());
        assertEquals("APPROVE", answer.body().get("outcome").asText());
        assertEquals("credit:1", answer.body().get("version").asText());
        String id = answer.body().get("decision").asText();
        assertEquals("loan-desk", credit().record(id).orElseThrow().caller());
        credit().flush();
        assertTrue(pipeline.governance.audit().verify().intact());
        assertEquals(
                "DECLINE", apply("a-2", "1000", "90000").body().get("outcome").asText());
    }

    @Test
    void aLoanThatIsNotBookedLeavesNoDecision() throws Exception {
        assertEquals(201, apply("b-1", "60000", "2000").status());
        int loans = loans();
        long decisions = decisions();
        assertEquals(409, apply("b-1", "60000", "2000").status());
        assertEquals(loans, loans());
        assertEquals(decisions, decisions());
    }

    @Test
    void whatDoesNotFitTheModelIsSaid() throws Exception {
        Answer answer = apply("c-1", "-5", "2000");
        assertEquals(422, answer.status());
        assertTrue(answer.body().get("detail").asText().contains("income"), answer.body()::toString);
    }

    @Test
    void aStoppedModelDecidesNothingAndIsNotHealthy() throws Exception {
        assertEquals(200, get("/actuator/health").status());
        assertEquals(
                "credit:1",
                get("/actuator/health")
                        .body()
                        .at("/components/credit/details/decides")
                        .asText());
        int loans = loans();
        pipeline.stop();
        credit().refresh();
        try {
            Answer answer = apply("d-1", "60000", "2000");
            assertEquals(503, answer.status());
            assertTrue(answer.body().get("reasons").toString().contains("incident 12"), answer.body()::toString);
            assertEquals(loans, loans());
            Answer health = get("/actuator/health");
            assertEquals(503, health.status());
            assertEquals("DOWN", health.body().at("/components/credit/status").asText());
        } finally {
            pipeline.resume();
            credit().refresh();
        }
        assertEquals(201, apply("d-1", "60000", "2000").status());
    }

    @Test
    void verdictsRecordsAndTheStoreAreMeasured() throws Exception {
        double before = count("served");
        apply("e-1", "60000", "2000");
        assertEquals(before + 1, count("served"));
        credit().flush();
        assertTrue(value("governance.records?tag=state:stored") >= 1);
        assertEquals(1, value("governance.store.up"));
        assertEquals(200, get("/actuator/metrics/governance.store").status());
    }

    private static double count(String verdict) throws IOException, InterruptedException {
        return value("governance.decisions?tag=verdict:" + verdict);
    }

    private static double value(String meter) throws IOException, InterruptedException {
        return get("/actuator/metrics/" + meter)
                .body()
                .at("/measurements/0/value")
                .asDouble();
    }
}
