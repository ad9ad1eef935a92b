package io.modelgovernance.tck;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.Term;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes change sets for the suites. Its sealer writes down what it was told, so that the suites can check it. */
final class Acts {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

    private Acts() {}

    static final Sealer SEALER = (previous, position, at) -> new Sealer.Sealed(
            utf8("entry " + position + " at " + at + " after " + previous.position()),
            utf8("nodes " + position),
            utf8(state(previous) + position + ";"));

    static String state(Head head) {
        return new String(head.treeState(), StandardCharsets.UTF_8);
    }

    static ChangeSet act(Map<String, Long> expected, Put... puts) {
        return act(UUID.randomUUID(), NOON, expected, puts);
    }

    static ChangeSet act(UUID id, Instant at, Map<String, Long> expected, Put... puts) {
        return new ChangeSet(id, expected, List.of(puts), at, SEALER);
    }

    static RecordKey key(String scope, String id) {
        return new RecordKey(scope, "thing", id);
    }

    static Put put(String scope, String id, String body, Term... terms) {
        return Put.of(key(scope, id), utf8(body), List.of(terms));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
