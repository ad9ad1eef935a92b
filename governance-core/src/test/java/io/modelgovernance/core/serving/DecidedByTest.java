package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.spi.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecidedByTest {
    @ParameterizedTest
    @ValueSource(strings = {"loans", "\",\"version\":\"other:9\"}", "ü,\"version\":\"", "}"})
    void tellsTheVersionWhateverElseTheRecordSays(String text) {
        VersionId version = new VersionId("m".repeat(120), Integer.MAX_VALUE);
        DecisionRecord record = new DecisionRecord(
                "d1",
                Instant.EPOCH,
                version,
                Digest.of(new byte[0]),
                text,
                text,
                text,
                text,
                Digest.of(new byte[1]),
                0.5,
                Outcome.APPROVE,
                List.of(),
                text,
                1);
        byte[] body = RecordCodec.write(record);
        assertEquals(version.toString(), DecidedBy.version(stored(body)));
        byte[] spaced = (new String(body, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
        assertEquals(version.toString(), DecidedBy.version(stored(spaced)));
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
