package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.Digest;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecisionJsonTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("", "loans", "ığüş\"\\\n\u0001\u007f", "\u2028€", "\ud83d\ude00"),
                Arbitraries.strings().ascii().ofMaxLength(20));
    }

    @Property(tries = 2_000)
    void isTheCanonicalFormByteForByte(
            @ForAll("texts") String one,
            @ForAll("texts") String two,
            @ForAll double score,
            @ForAll double other,
            @ForAll long count,
            @ForAll boolean full,
            @ForAll DecisionRecord.Kind kind,
            @ForAll Outcome outcome) {
        Digest digest = Digest.of(one.getBytes(StandardCharsets.UTF_8));
        DecisionRecord record = new DecisionRecord(
                "w-1",
                Instant.ofEpochSecond(count % 1_000_000_000L, 123_000),
                new VersionId("credit-risk", 7),
                digest,
                digest,
                one,
                two,
                one,
                two,
                one,
                two,
                full ? "00ff" : "",
                full ? Optional.of(digest) : Optional.empty(),
                full ? Map.of("income", 1.5, "debt", other) : Map.of(),
                score,
                other,
                Double.NaN,
                0.1,
                other,
                kind,
                two,
                outcome,
                full ? List.of(new Cause(Check.DRIFT, one)) : List.of(),
                full,
                full
                        ? Optional.of(new DecisionRecord.Explained(
                                one, digest, digest, count, count, score, 1e-17, 0.5, digest))
                        : Optional.empty(),
                full ? List.of(new ReasonCode("R1", two, "income", 0.25, 1, one, two)) : List.of(),
                one,
                count,
                count,
                full ? Optional.of(Instant.EPOCH) : Optional.empty(),
                two);
        assertEquals(
                new String(RecordCodec.write(record), StandardCharsets.UTF_8),
                new String(DecisionJson.write(record), StandardCharsets.UTF_8));
    }
}
