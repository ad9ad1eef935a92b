package io.modelgovernance.samples.mlflow;

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

/**
 * Answers as a tracking server does, from files. The files were written by hand after the fields that MLflow 2's REST
 * API documents and its protocol files name; none was taken from a running server.
 */
final class RecordedServer implements AutoCloseable {
    private final HttpServer http;
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    String listing = "list.json";

    RecordedServer() throws IOException {
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
        byte[] body = body(path, URLDecoder.decode(query, StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] body(String path, String query) throws IOException {
        return switch (path) {
            case "/api/2.0/mlflow/model-versions/search" ->
                resource(query.contains("page_token=cGFnZTI=") ? "versions-2.json" : "versions-1.json");
            case "/api/2.0/mlflow/runs/get" -> resource(query.contains("a1a1") ? "run-a1a1.json" : "run-b2b2.json");
            case "/api/2.0/mlflow/artifacts/list" ->
                resource(query.endsWith("path=model/code") ? "list-code.json" : listing);
            case "/get-artifact" ->
                query.endsWith("MLmodel") ? resource("MLmodel") : query.getBytes(StandardCharsets.UTF_8);
            default -> new byte[0];
        };
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = RecordedServer.class.getResourceAsStream("/responses/" + name)) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
