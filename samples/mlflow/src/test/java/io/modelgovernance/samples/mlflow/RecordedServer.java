package io.modelgovernance.samples.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Answers as a tracking server does, from files. A running MLflow 2.9.2.dev0, on SQLite and with its artifacts proxied,
 * gave these answers to {@code src/test/recording/record.py}, which had made the runs and versions there; they are stored
 * byte for byte. The two pages answered a search for two versions at a time. Two files were written by hand, for that
 * server gives no such answer: {@code list-evil.json} and {@code versions-pending.json}.
 */
final class RecordedServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final String secondPage;
    /** The runs' ids, which are the recorded server's. */
    final List<String> runs;

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    String versions = "versions/page-1.json";
    String listing = "";
    /** What an answer would be if the server had been asked to keep something else. */
    UnaryOperator<String> otherwise = UnaryOperator.identity();

    RecordedServer() throws IOException {
        secondPage = "page_token="
                + json("versions/page-1.json").at("/next_page_token").textValue();
        runs = List.of(
                json("run-1/run.json").at("/run/info/run_id").textValue(),
                json("run-2/run.json").at("/run/info/run_id").textValue());
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + http.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        asked.add(exchange.getRequestMethod() + " " + path);
        String recorded =
                new String(body(path, URLDecoder.decode(query, StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        byte[] body = otherwise.apply(recorded).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] body(String path, String query) throws IOException {
        return switch (path) {
            case "/api/2.0/mlflow/model-versions/search" ->
                resource(query.contains(secondPage) ? "versions/page-2.json" : versions);
            case "/api/2.0/mlflow/model-versions/get" -> resource("versions/" + after("version=", query) + ".json");
            case "/api/2.0/mlflow/runs/get" -> resource(run(query) + "run.json");
            case "/api/2.0/mlflow/artifacts/list" ->
                resource(listing.isEmpty() ? run(query) + listing(query) : listing);
            case "/get-artifact" -> resource(run(query) + after("path=", query));
            default -> new byte[0];
        };
    }

    private String run(String query) {
        return query.contains(runs.get(0)) ? "run-1/" : "run-2/";
    }

    private static String listing(String query) {
        return query.endsWith("path=model/code") ? "list-code.json" : "list.json";
    }

    private static String after(String name, String query) {
        return query.substring(query.lastIndexOf(name) + name.length());
    }

    private static JsonNode json(String name) throws IOException {
        return JSON.readTree(resource(name));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecordedServer.class.getResourceAsStream("/responses/" + name)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
