package io.modelgovernance.core.serving;

import io.modelgovernance.core.json.CanonicalText;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.serving.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes decision records as {@link RecordCodec} does, byte for byte, but many times faster: the members are written in
 * their order at once. Stateless and thread-safe.
 */
final class DecisionJson {
    private static final int USUAL = 1_024;

    private DecisionJson() {}

    static byte[] write(DecisionRecord record) {
        StringBuilder out = new StringBuilder(USUAL);
        text(out.append('{'), "alias", record.alias());
        text(out.append(','), "at", record.at().toString());
        value(out.append(','), "breaches", record.breaches().isEmpty() ? Optional.empty() : record.breaches(), "[]");
        text(out.append(','), "caller", record.caller());
        text(out.append(','), "correlation", record.correlation());
        number(out.append(','), "declineFrom", record.declineFrom());
        text(out.append(','), "deployment", record.deployment());
        out.append(",\"drifted\":").append(record.drifted());
        value(out.append(','), "explanation", record.explanation(), "null");
        text(out.append(','), "fallback", record.fallback());
        number(out.append(','), "high", record.high());
        text(out.append(','), "id", record.id());
        optional(out.append(','), "input", record.input());
        value(out.append(','), "inputs", record.inputs().isEmpty() ? Optional.empty() : record.inputs(), "{}");
        text(out.append(','), "kind", record.kind().name());
        number(out.append(','), "latencyMicros", record.latencyMicros());
        number(out.append(','), "low", record.low());
        text(out.append(','), "manifest", record.manifest().toString());
        optional(out.append(','), "noticeDueAt", record.noticeDueAt());
        text(out.append(','), "outcome", record.outcome().name());
        number(out.append(','), "permittedAt", record.permittedAt());
        text(out.append(','), "policy", record.policy());
        text(out.append(','), "purpose", record.purpose());
        value(out.append(','), "reasons", record.reasons().isEmpty() ? Optional.empty() : record.reasons(), "[]");
        number(out.append(','), "referFrom", record.referFrom());
        text(out.append(','), "retention", record.retention());
        text(out.append(','), "salt", record.salt());
        text(out.append(','), "schema", record.schema().toString());
        number(out.append(','), "score", record.score());
        text(out.append(','), "subject", record.subject());
        text(out.append(','), "version", record.version().toString());
        return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static StringBuilder name(StringBuilder out, String name) {
        return out.append('"').append(name).append("\":");
    }

    private static void text(StringBuilder out, String name, String text) {
        CanonicalText.string(name(out, name), text);
    }

    private static void number(StringBuilder out, String name, double value) {
        CanonicalText.number(name(out, name), value);
    }

    private static void number(StringBuilder out, String name, long value) {
        CanonicalText.number(name(out, name), value);
    }

    private static void optional(StringBuilder out, String name, Optional<?> value) {
        if (value.isPresent()) {
            text(out, name, value.get().toString());
        } else {
            name(out, name).append("null");
        }
    }

    /** A value of more than one part, which few records have. */
    private static void value(StringBuilder out, String name, Object value, String absent) {
        boolean none = value instanceof Optional && ((Optional<?>) value).isEmpty();
        name(out, name).append(none ? absent : new String(RecordCodec.write(value), StandardCharsets.UTF_8));
    }
}
