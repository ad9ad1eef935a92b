package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A run of one writer's observations whose Merkle root is in the journal.
 *
 * @param stream the stream
 * @param writer the writer
 * @param from first sequence
 * @param to last sequence
 * @param root Merkle root over them in sequence: of each its id and its time in ISO 8601, a line each, and its body
 */
public record SealedBatch(String stream, String writer, long from, long to, Digest root) {
    private static final int PAGE = 1_000;

    /**
     * Writes the batch into an act's details.
     *
     * @param act the act
     */
    public void describe(Act act) {
        act.detail("stream", stream);
        act.detail("writer", writer);
        act.detail("from", from);
        act.detail("to", to);
        act.detail("root", root);
    }

    /**
     * Reads what an entry says of a batch.
     *
     * @param entry one that seals or prunes it
     * @return the batch
     * @throws InvalidInputException if it says nothing of a batch
     */
    public static SealedBatch of(AuditEntry entry) {
        return read(entry.details());
    }

    static SealedBatch read(Map<String, String> details) {
        return new SealedBatch(
                details.getOrDefault("stream", ""),
                details.getOrDefault("writer", ""),
                sequence(details, "from"),
                sequence(details, "to"),
                Digest.parse(details.getOrDefault("root", "")));
    }

    private static long sequence(Map<String, String> details, String end) {
        String text = details.getOrDefault(end, "");
        if (!text.matches("[0-9]{1,18}")) {
            throw InvalidInputException.of(
                    "end of the sealed batch", "reads " + Names.printable(text), "a sequence number");
        }
        return Long.parseLong(text);
    }

    /**
     * What is stored of a run.
     *
     * @param root Merkle root over those found, in sequence
     * @param count how many were found
     */
    record Found(Digest root, long count) {}

    /**
     * The root over stored observations; one that is missing changes it.
     *
     * @param store where they are
     * @param stream the stream
     * @param writer the writer
     * @param from first sequence
     * @param to last sequence
     * @return the root
     */
    public static Digest root(ObservationStore store, String stream, String writer, long from, long to) {
        return find(store, stream, writer, from, to).root();
    }

    static Found find(ObservationStore store, String stream, String writer, long from, long to) {
        byte[] state = new byte[0];
        long size = 0;
        long after = from - 1;
        while (after < to) {
            List<Observation> page = store.read(stream, writer, after, (int) Math.min(PAGE, to - after));
            if (page.isEmpty()) {
                break;
            }
            for (Observation observation : page) {
                if (observation.sequence() > to) {
                    return new Found(Merkle.root(state), size);
                }
                state = Merkle.append(size++, state, Merkle.leaf(sealed(observation)))
                        .state();
            }
            after = page.get(page.size() - 1).sequence();
        }
        return new Found(Merkle.root(state), size);
    }

    /** What of an observation is sealed: its id and its time to the microsecond that every backend keeps, and its body. */
    private static byte[] sealed(Observation observation) {
        Instant at = observation.at().truncatedTo(ChronoUnit.MICROS);
        byte[] head = (observation.id() + "\n" + at + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] body = observation.body();
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
