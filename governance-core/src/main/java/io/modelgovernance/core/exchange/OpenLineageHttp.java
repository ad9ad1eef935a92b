package io.modelgovernance.core.exchange;

import io.modelgovernance.StoreException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends OpenLineage events to a server such as Marquez, one POST each. What is not accepted is an exception, so that
 * {@link io.modelgovernance.Governance#subscribe} gives the same event again: in order and at least once. Thread-safe.
 */
public final class OpenLineageHttp implements Consumer<OpenLineageEvent> {
    private final HttpClient client;
    private final URI endpoint;
    private final Duration patience;
    private final Map<String, String> headers;

    /**
     * Creates it.
     *
     * @param client sends; brings its own proxy, trust and executor
     * @param endpoint where to, such as {@code https://marquez:5000/api/v1/lineage}
     * @param patience how long to wait for an answer, more than 0
     * @param headers sent with each event, such as {@code Authorization}
     */
    public OpenLineageHttp(HttpClient client, URI endpoint, Duration patience, Map<String, String> headers) {
        this.client = client;
        this.endpoint = endpoint;
        this.patience = patience;
        this.headers = Map.copyOf(headers);
    }

    /**
     * Sends an event and waits for the answer.
     *
     * @param event the event
     * @throws StoreException if the server did not accept it, or may not have received it
     */
    @Override
    public void accept(OpenLineageEvent event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(event.toJson()));
        headers.forEach(request::header);
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status < 200 || status > 299) {
                throw failed("answered " + status, new IOException("status " + status));
            }
        } catch (IOException e) {
            throw failed("gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was not waited for", e);
        }
    }

    private StoreException failed(String what, Exception cause) {
        return new StoreException(
                StoreException.Outcome.UNKNOWN,
                "The server (" + endpoint + ") for lineage events must accept the event but " + what
                        + ". Maybe it does not speak OpenLineage, or is down.",
                cause);
    }
}
