package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecidedByTest {
    @ParameterizedTest
    @ValueSource(strings = {"loans", "\",\"version\":\"other:9\"}", "ü,\"version\":\"", "}"})
    void tellsTheVersionWhateverElseTheRecordSays(String text) {
        VersionId version = new VersionId("m".repeat(120), Integer.MAX_VALUE);
        byte[] body = RecordCodec.write(record(version, text));
        assertEquals(version.toString(), DecidedBy.version(stored(body)));
        byte[] spaced = (new String(body, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(version.toString(), DecidedBy.version(stored(spaced)));
    }

    static DecisionRecord record(VersionId version, String text) {
        Digest digest = Digest.of(new byte[0]);
        return new DecisionRecord(
                "d1",
                Instant.EPOCH,
                version,
                digest,
                digest,
                text,
                text,
                text,
                text,
                text,
                text,
                "",
                Optional.of(digest),
                Map.of(text, 1.5),
                0.5,
                Double.NaN,
                Double.NaN,
                0.1,
                0.7,
                DecisionRecord.Kind.SERVED,
                text,
                Outcome.APPROVE,
                List.of(new Cause(Check.DRIFT, text)),
                true,
                Optional.of(new DecisionRecord.Explained(text, digest, digest, 1, 9, 0.25, 1e-17, 0, digest)),
                List.of(),
                text,
                1,
                12,
                Optional.of(Instant.EPOCH),
                text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"}", ",\"version\":\""})
    void whatIsNoDecisionIsRefused(String body) {
        assertThrows(IntegrityException.class, () -> DecidedBy.version(stored(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static Observation stored(byte[] body) {
        return new Observation("decision/m", "w", 1, "d1", Instant.EPOCH, body);
    }
}
