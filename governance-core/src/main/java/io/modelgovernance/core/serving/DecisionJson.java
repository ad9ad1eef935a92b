package io.modelgovernance.core.serving;

import io.modelgovernance.core.json.CanonicalBytes;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.serving.DecisionRecord;
import java.util.Optional;

/**
 * Writes decision records as {@link RecordCodec} does, byte for byte, but many times faster: the members are written in
 * their order at once. Stateless and thread-safe.
 */
final class DecisionJson {
    private static final int USUAL = 1_024;

    private DecisionJson() {}

    static byte[] write(DecisionRecord record) {
        CanonicalBytes out = new CanonicalBytes(USUAL);
        text(out.raw("{"), "alias", record.alias());
        text(out.raw(","), "at", record.at().toString());
        value(out.raw(","), "breaches", record.breaches().isEmpty() ? Optional.empty() : record.breaches(), "[]");
        text(out.raw(","), "caller", record.caller());
        text(out.raw(","), "correlation", record.correlation());
        number(out.raw(","), "declineFrom", record.declineFrom());
        text(out.raw(","), "deployment", record.deployment());
        out.raw(record.drifted() ? ",\"drifted\":true" : ",\"drifted\":false");
        value(out.raw(","), "explanation", record.explanation(), "null");
        text(out.raw(","), "fallback", record.fallback());
        number(out.raw(","), "high", record.high());
        text(out.raw(","), "id", record.id());
        optional(out.raw(","), "input", record.input());
        value(out.raw(","), "inputs", record.inputs().isEmpty() ? Optional.empty() : record.inputs(), "{}");
        text(out.raw(","), "kind", record.kind().name());
        number(out.raw(","), "latencyMicros", record.latencyMicros());
        number(out.raw(","), "low", record.low());
        text(out.raw(","), "manifest", record.manifest().toString());
        optional(out.raw(","), "noticeDueAt", record.noticeDueAt());
        text(out.raw(","), "outcome", record.outcome().name());
        number(out.raw(","), "permittedAt", record.permittedAt());
        text(out.raw(","), "policy", record.policy());
        text(out.raw(","), "purpose", record.purpose());
        value(out.raw(","), "reasons", record.reasons().isEmpty() ? Optional.empty() : record.reasons(), "[]");
        number(out.raw(","), "referFrom", record.referFrom());
        text(out.raw(","), "retention", record.retention());
        text(out.raw(","), "salt", record.salt());
        text(out.raw(","), "schema", record.schema().toString());
        number(out.raw(","), "score", record.score());
        text(out.raw(","), "subject", record.subject());
        text(out.raw(","), "version", record.version().toString());
        return out.raw("}").toBytes();
    }

    private static CanonicalBytes name(CanonicalBytes out, String name) {
        return out.raw("\"").raw(name).raw("\":");
    }

    private static void text(CanonicalBytes out, String name, String text) {
        name(out, name).string(text);
    }

    private static void number(CanonicalBytes out, String name, double value) {
        name(out, name).number(value);
    }

    private static void number(CanonicalBytes out, String name, long value) {
        name(out, name).number(value);
    }

    private static void optional(CanonicalBytes out, String name, Optional<?> value) {
        if (value.isPresent()) {
            text(out, name, value.get().toString());
        } else {
            name(out, name).raw("null");
        }
    }

    /** A value of more than one part, which few records have. */
    private static void value(CanonicalBytes out, String name, Object value, String absent) {
        name(out, name);
        if (value instanceof Optional && ((Optional<?>) value).isEmpty()) {
            out.raw(absent);
        } else {
            out.raw(RecordCodec.write(value));
        }
    }
}
