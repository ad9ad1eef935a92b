package io.modelgovernance.core.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.model.Feature;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.DecisionRecord.Explained;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule.Level;
import io.modelgovernance.serving.Recording;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes the record of an answered call: off the caller's thread, so that committing to the input costs him nothing. */
final class DraftRecord {
    private final DecisionIds ids;
    private final String policy;
    private final Recording recording;
    private final SecureRandom random;

    DraftRecord(DecisionIds ids, String policy, Recording recording, SecureRandom random) {
        this.ids = ids;
        this.policy = policy;
        this.recording = recording;
        this.random = random;
    }

    DecisionIds ids() {
        return ids;
    }

    DecisionRecord of(Draft draft) {
        Permit permit = draft.permit;
        Level level = permit.recording().level();
        byte[] salt = new byte[level == Level.OUTCOME ? 0 : Commitment.SALT];
        random.nextBytes(salt);
        Instant at = draft.at.truncatedTo(ChronoUnit.MICROS);
        return new DecisionRecord(
                ids.of(draft.number),
                at,
                permit.version().id(),
                permit.manifest(),
                permit.schemaDigest(),
                permit.alias(),
                recording.deployment(),
                draft.call.caller().id(),
                draft.call.purpose(),
                draft.call.subject(),
                draft.call.correlation(),
                HexFormat.of().formatHex(salt),
                level == Level.OUTCOME ? Optional.empty() : Optional.of(Commitment.of(salt, draft.row())),
                level == Level.FULL ? kept(permit, draft.row()) : Map.of(),
                draft.score,
                draft.low,
                draft.high,
                permit.rule().referFrom(),
                permit.rule().declineFrom(),
                draft.kind,
                draft.fallback,
                draft.outcome,
                draft.causes,
                permit.drifted(),
                level == Level.OUTCOME ? Optional.empty() : explained(draft),
                level == Level.OUTCOME ? List.of() : draft.reasons,
                policy,
                permit.position(),
                draft.nanos / 1_000,
                draft.outcome == Outcome.DECLINE ? recording.notice().map(at::plus) : Optional.empty(),
                recording.retention());
    }

    private Map<String, Double> kept(Permit permit, double[] row) {
        Map<String, Double> kept = new TreeMap<>();
        for (int i = 0; i < row.length && i < permit.schema().size(); i++) {
            Feature feature = permit.schema().features().get(i);
            if (recording.kept().contains(feature.name()) && !Double.isNaN(row[i])) {
                kept.put(feature.name(), row[i]);
            }
        }
        return kept;
    }

    private static Optional<Explained> explained(Draft draft) {
        Attribution attribution = draft.attribution;
        return attribution == null ? Optional.empty() : Optional.of(explained(attribution));
    }

    /** What is kept of an attribution: enough to see whether another is the same, bit for bit. */
    static Explained explained(Attribution attribution) {
        ByteBuffer bits = ByteBuffer.allocate(attribution.values().size() * Double.BYTES);
        attribution.values().forEach(value -> bits.putLong(Double.doubleToLongBits(value)));
        return new Explained(
                attribution.method(),
                attribution.plan(),
                attribution.background(),
                attribution.seed(),
                attribution.modelRows(),
                attribution.baseline(),
                attribution.residual(),
                attribution.worstStandardError(),
                Digest.of(bits.array()));
    }
}
