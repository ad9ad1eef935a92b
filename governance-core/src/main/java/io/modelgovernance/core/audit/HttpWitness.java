package io.modelgovernance.core.audit;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.audit.Witness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A witness behind HTTP, as C2SP's tlog-witness has it: {@code add-checkpoint} takes the size it saw last, a consistency
 * proof and the checkpoint, and answers with its cosignature, or with 409 and the size that it saw.
 *
 * <p>It is asked at most twice, waits no longer than its timeout, reads no more than 16 KB, follows no redirection, and
 * its cosignature is checked before it counts. Thread-safe.
 */
public final class HttpWitness implements Witness {
    private static final int MOST = 1 << 14;
    private static final int CONFLICT = 409;
    private static final int OK = 200;

    private final URI place;
    private final VerifierKey key;
    private final Duration timeout;
    private final HttpClient client;
    private volatile long seen;

    private HttpWitness(URI place, VerifierKey key, Duration timeout) {
        this.place = place;
        this.key = key;
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /**
     * A witness.
     *
     * @param submission prefix of its addresses, such as {@code https://witness.example/}
     * @param key the witness's key, of kind cosignature
     * @param timeout longest wait for an answer, above 0
     * @return the witness
     * @throws InvalidInputException if the key is of another kind
     */
    public static HttpWitness at(URI submission, VerifierKey key, Duration timeout) {
        if (key.kind() != VerifierKey.Kind.COSIGNATURE) {
            throw InvalidInputException.of("key of witness", "is of kind " + key.kind(), "COSIGNATURE");
        }
        String prefix = submission.toString();
        return new HttpWitness(URI.create(prefix + (prefix.endsWith("/") ? "" : "/") + "add-checkpoint"), key, timeout);
    }

    @Override
    public String name() {
        return key.name();
    }

    @Override
    public Optional<String> show(Checkpoint head, Growth growth) throws IOException {
        HttpResponse<InputStream> answer = ask(head, growth, Math.min(seen, head.size()));
        if (answer.statusCode() == CONFLICT) {
            long known = known(body(answer), head);
            answer = ask(head, growth, known);
        }
        String body = body(answer);
        if (answer.statusCode() / 100 == 4) {
            throw refused(head, answer.statusCode());
        }
        if (answer.statusCode() != OK) {
            throw new IOException("The witness " + key.name() + " answered " + answer.statusCode() + ".");
        }
        Note note = Note.parse("checkpoint", head.note());
        String found = body.lines()
                .filter(line -> Note.isSignature(line)
                        && note.with(line).cosignedAt(key).isPresent())
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "The answer of the witness " + key.name() + " must hold its cosignature, and does not."));
        seen = head.size();
        return Optional.of(found);
    }

    private InvalidInputException refused(Checkpoint head, int status) {
        return InvalidInputException.of(
                "head of " + head.origin() + " of size " + head.size(),
                "is refused by the witness " + key.name() + " (" + status + ")",
                "one that continues what it saw");
    }

    /** A witness that has seen more than there is has seen another log, or one that was rolled back. */
    private long known(String body, Checkpoint head) {
        String size = body.strip();
        if (!size.matches("0|[1-9][0-9]{0,17}") || Long.parseLong(size) > head.size()) {
            throw refused(head, CONFLICT);
        }
        return Long.parseLong(size);
    }

    private HttpResponse<InputStream> ask(Checkpoint head, Growth growth, long old) throws IOException {
        StringBuilder body = new StringBuilder("old ").append(old).append('\n');
        if (old > 0 && old < head.size()) {
            growth.from(old)
                    .path()
                    .forEach(hash -> body.append(Base64.getEncoder().encodeToString(hash.toBytes()))
                            .append('\n'));
        }
        body.append('\n').append(head.note());
        HttpRequest request = HttpRequest.newBuilder(place)
                .timeout(timeout)
                .header("Content-Type", "text/plain; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The witness " + key.name() + " was not waited for.", e);
        }
    }

    private String body(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream in = answer.body()) {
            // The request's timeout ends with the headers: a body that never ends is cut off here.
            CompletableFuture<Void> cutOff = CompletableFuture.runAsync(
                    () -> close(in), CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
            byte[] bytes = in.readNBytes(MOST + 1);
            cutOff.cancel(false);
            if (bytes.length > MOST) {
                throw new IOException(
                        "The answer of the witness " + key.name() + " must be shorter than " + MOST + ".");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
