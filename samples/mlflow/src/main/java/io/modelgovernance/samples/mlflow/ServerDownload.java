package io.modelgovernance.samples.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.mlflow.api.proto.ModelRegistry;
import org.mlflow.tracking.MlflowClient;

/**
 * Reads artifacts of runs through the tracking server itself: it lists them by the REST API and serves each at
 * {@code /get-artifact}, as its own web pages ask for it. MLflow's Java client would start a Python program for this.
 */
public final class ServerDownload implements Download {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_LEVELS = 16;

    private final MlflowClient client;
    private final URI server;
    private final HttpClient http;

    /**
     * Creates it.
     *
     * @param client lists
     * @param server the tracking server
     * @param http reads; the application's, with its timeouts and credentials
     */
    public ServerDownload(MlflowClient client, URI server, HttpClient http) {
        this.client = client;
        this.server = server;
        this.http = http;
    }

    @Override
    public void fetch(ModelRegistry.ModelVersion version, Path into) throws IOException {
        String marker = version.getRunId() + "/artifacts/";
        int at = version.getSource().lastIndexOf(marker);
        if (version.getRunId().isEmpty() || at < 0) {
            throw InvalidInputException.of(
                    "source of " + version.getName() + " " + version.getVersion(),
                    "is no artifact of its run",
                    "one; else give a download that knows where it lies");
        }
        String root = version.getSource().substring(at + marker.length()).replaceAll("/+$", "");
        fetch(version.getRunId(), root, root, into.toAbsolutePath().normalize(), 0);
    }

    private void fetch(String run, String root, String path, Path into, int level) throws IOException {
        if (level > MOST_LEVELS) {
            throw InvalidInputException.of(
                    "artifact " + path, "lies too deep", "at most " + MOST_LEVELS + " levels down");
        }
        JsonNode listing = JSON.readTree(client.sendGet("artifacts/list?run_id=" + text(run) + "&path=" + text(path)));
        for (JsonNode file : listing.path("files")) {
            String name = file.path("path").asText();
            if (file.path("is_dir").asBoolean()) {
                fetch(run, root, name, into, level + 1);
            } else {
                save(run, name, place(root, name, into));
            }
        }
    }

    /** What the server names may not leave the directory. */
    private static Path place(String root, String name, Path into) {
        Path place = name.startsWith(root + "/")
                ? into.resolve(name.substring(root.length() + 1)).normalize()
                : into;
        if (!place.startsWith(into) || place.equals(into)) {
            throw new IntegrityException(
                    "artifact " + name,
                    "The artifact must lie below " + root + ". Maybe the server is not the one meant.");
        }
        return place;
    }

    private void save(String run, String name, Path place) throws IOException {
        Path parent = place.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        URI uri = server.resolve("/get-artifact?run_uuid=" + text(run) + "&path=" + text(name));
        try {
            HttpResponse<Path> answer =
                    http.send(HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.ofFile(place));
            if (answer.statusCode() != 200) {
                throw new IOException(
                        "The artifact " + name + " must be served but the answer was " + answer.statusCode() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the artifact " + name + " was read.", e);
        }
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
