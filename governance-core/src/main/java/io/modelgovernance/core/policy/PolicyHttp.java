package io.modelgovernance.core.policy;

import io.modelgovernance.StoreException;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.core.json.RecordCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks a policy engine over HTTP: one POST of JSON, one JSON object in answer, bounded in time and size. Thread-safe. */
final class PolicyHttp {
    private static final int LONGEST = 64 * 1024;
    private static final int LONGEST_TEXT = 300;

    private final HttpClient client;
    private final URI address;
    private final Duration patience;
    private final Map<String, String> headers;

    PolicyHttp(HttpClient client, URI address, Duration patience, Map<String, String> headers) {
        this.client = client;
        this.address = address;
        this.patience = patience;
        this.headers = Map.copyOf(headers);
    }

    /** What is not a whole answer in time is an exception, so that there is no evidence. */
    Map<String, Object> ask(Map<String, Object> question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(RecordCodec.write(question)));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                byte[] answer = body.readNBytes(LONGEST + 1);
                if (response.statusCode() != 200 || answer.length > LONGEST) {
                    throw failed(
                            "answered " + response.statusCode() + " with " + answer.length + " bytes",
                            new IOException("status " + response.statusCode()));
                }
                return PlainJson.object(answer);
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
                StoreException.Outcome.NOT_WRITTEN,
                "The policy engine (" + address + ") must answer 200 with at most " + LONGEST + " bytes within "
                        + patience + " but " + what + ". Maybe it is down.",
                cause);
    }

    /** Somebody else's text, short enough for the audit log. */
    static String shortened(Object text) {
        String printable = String.valueOf(text).replaceAll("\\p{Cntrl}", " ");
        return printable.length() <= LONGEST_TEXT ? printable : printable.substring(0, LONGEST_TEXT) + "...";
    }
}
